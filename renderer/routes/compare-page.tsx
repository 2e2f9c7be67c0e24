/** The route of two charts beside each other: both references and the open tab stand in the URL. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { formatReference, type Reference } from '../../shared/reference';
import { ComparePage as CompareView } from '../features/compare/compare-page';
import { parsePlace } from '../places';
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
        from={chartOf(from)}
        to={chartOf(to)}
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
              ...(before === null ? {} : { from: formatReference(before) }),
              ...(after === null ? {} : { to: formatReference(after) }),
              ...(shown === undefined ? {} : { tab: shown }),
            }),
          })
        }
      />
    </div>
  );
}

/** Null for what names no version of a chart. */
function chartOf(text: string | undefined): Reference | null {
  const place = text === undefined ? null : parsePlace(text);
  return place?.kind === 'chart' ? place.reference : null;
}
