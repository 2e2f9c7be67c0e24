/** The route of a repository: its place, filter and selected tag stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { dropDestination } from '../components/drop-destination';
import { destinationOf } from '../destination-here';
import { VersionsView } from '../features/versions/versions-view';
import { registriesQuery } from '../registries';
import styles from './page.module.css';

const route = getRouteApi('/repositories/$address/$');

export function RepositoryPage() {
  const { address, _splat: repository = '' } = route.useParams();
  const { filter = '', tag } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: registries = [] } = useQuery(registriesQuery);
  const registry = registries.find((each) => each.address === address);
  const destination = destinationOf({ kind: 'repository', address, repository });

  /** Empty is absent. The rest of the search stays as it will be once what is on the way has arrived. */
  function show(part: 'filter' | 'tag', value = ''): Promise<void> {
    return navigate({
      search: (now) => {
        const next: { filter?: string; tag?: string } = { ...now };
        if (value === '') delete next[part];
        else next[part] = value;
        return next;
      },
      replace: true,
    });
  }

  return (
    <div className={styles.page} {...dropDestination(destination)}>
      <VersionsView
        key={`${address}/${repository}`}
        address={address}
        repository={repository}
        isAdded={registry !== undefined}
        plainHttp={registry?.plainHttp ?? false}
        destination={destination}
        filter={filter}
        onFilter={(text) => show('filter', text)}
        selectedTag={tag}
        onSelect={(selected) => void show('tag', selected)}
      />
    </div>
  );
}
