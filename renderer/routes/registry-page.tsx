/** The route of a registry: its address and filter stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { dropDestination } from '../components/drop-destination';
import { RegistryMenuButton } from '../features/registries/registry-menu-button';
import { RepositoriesView } from '../features/repositories/repositories-view';
import { registriesQuery } from '../registries';
import styles from './page.module.css';

const route = getRouteApi('/registries/$address');

export function RegistryPage() {
  const { address } = route.useParams();
  const { filter = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: registries = [] } = useQuery(registriesQuery);
  const registry = registries.find((each) => each.address === address);
  return (
    <div className={styles.page} {...dropDestination(address)}>
      <RepositoriesView
        key={address}
        address={address}
        isAdded={registry !== undefined}
        menu={registry && <RegistryMenuButton registry={registry} />}
        filter={filter}
        onFilter={(text) => navigate({ search: text === '' ? {} : { filter: text }, replace: true })}
      />
    </div>
  );
}
