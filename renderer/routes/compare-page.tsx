/** The route of two charts beside each other: both of them and the open tab stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { formatSide, parseSide } from '../chart-side';
import { ComparePage as CompareView } from '../features/compare/compare-page';
import { registriesQuery } from '../registries';
import styles from './page.module.css';

const route = getRouteApi('/compare');

export function ComparePage() {
  const { from, to, tab = 'summary' } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: registries = [] } = useQuery(registriesQuery);
  return (
    <div className={styles.page}>
      <CompareView
        from={parseSide(from)}
        to={parseSide(to)}
        registries={registries}
        tab={tab}
        onTab={(chosen) =>
          void navigate({
            search: ({ tab: _before, ...rest }) => (chosen === 'summary' ? rest : { ...rest, tab: chosen }),
            replace: true,
          })
        }
        onSides={(before, after) =>
          void navigate({
            search: ({ tab: shown }) => ({
              ...(before === null ? {} : { from: formatSide(before) }),
              ...(after === null ? {} : { to: formatSide(after) }),
              ...(shown === undefined ? {} : { tab: shown }),
            }),
          })
        }
      />
    </div>
  );
}
