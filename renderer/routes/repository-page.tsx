/** The route of a repository: its place, filter and selected tag stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { dropDestination } from '../components/drop-destination';
import { destinationOf } from '../destination-here';
import { registriesQuery } from '../features/registries/queries';
import { VersionsView } from '../features/versions/versions-view';
import styles from './page.module.css';

const route = getRouteApi('/repositories/$address/$');

export function RepositoryPage() {
  const { address, _splat: repository = '' } = route.useParams();
  const { filter = '', tag } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: registries = [] } = useQuery(registriesQuery);
  const registry = registries.find((each) => each.address === address);
  const destination = destinationOf({ kind: 'repository', address, repository });

  function show(next: { readonly filter: string; readonly tag: string | undefined }): void {
    void navigate({
      search: {
        ...(next.filter === '' ? {} : { filter: next.filter }),
        ...(next.tag === undefined ? {} : { tag: next.tag }),
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
        onFilter={(text) => show({ filter: text, tag })}
        selectedTag={tag}
        onSelect={(selected) => show({ filter, tag: selected })}
      />
    </div>
  );
}
