/** The route of a chart: its place and its open tab stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { formatReference } from '../../shared/reference';
import { formatSide } from '../chart-side';
import { dropDestination } from '../components/drop-destination';
import { destinationOf } from '../destination-here';
import { ChartPage as ChartView } from '../features/chart/chart-page';
import { placeOfRoute } from '../places';
import { registriesQuery } from '../registries';
import { LostPage } from '../shell/lost-page';
import styles from './page.module.css';

const route = getRouteApi('/charts/$address/$');

export function ChartPage() {
  const params = route.useParams();
  const { tab = 'overview', file, line } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: registries = [] } = useQuery(registriesQuery);
  const place = placeOfRoute(params);
  if (place?.kind !== 'chart') return <LostPage />;
  const { address, repository } = place.reference;
  const registry = registries.find((each) => each.address === address);
  return (
    <div className={styles.page} {...dropDestination(destinationOf(place))}>
      <ChartView
        key={formatReference(place.reference)}
        place={place.reference}
        isAdded={registry !== undefined}
        plainHttp={registry?.plainHttp ?? false}
        tab={tab}
        file={file === undefined ? undefined : { path: file, ...(line === undefined ? {} : { line }) }}
        onFile={({ path, line: at }) =>
          void navigate({ search: { tab: 'files', file: path, ...(at === undefined ? {} : { line: at }) } })
        }
        onTab={(chosen) => void navigate({ search: chosen === 'overview' ? {} : { tab: chosen }, replace: true })}
        onInstall={(tag) =>
          void navigate({ to: '/install/$address/$', params: { address, _splat: `${repository}:${tag}` }, search: {} })
        }
        onCompare={() =>
          void navigate({ to: '/compare', search: { to: formatSide({ kind: 'registry', place: place.reference }) } })
        }
        onTag={(chosen) =>
          void navigate({ params: { address, _splat: `${repository}:${chosen}` }, search: (before) => before })
        }
      />
    </div>
  );
}
