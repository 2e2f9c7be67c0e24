/** The route of the releases: filter, order and the selected one stand in the URL; where to look is kept by the main process. */
import { getRouteApi } from '@tanstack/react-router';
import { formatOrder, parseOrder, USUAL_ORDER } from '../features/releases/release-order';
import { ReleasesView } from '../features/releases/releases-view';
import styles from './page.module.css';

const route = getRouteApi('/releases');
const USUAL = formatOrder(USUAL_ORDER);

export function ReleasesPage() {
  const { filter = '', sort, selected, updates = false } = route.useSearch();
  const navigate = route.useNavigate();

  /** Empty is absent. The rest of the search stays as it will be once what is on the way has arrived. */
  function show(part: 'filter' | 'sort' | 'selected', value: string): Promise<void> {
    return navigate({
      search: (now) => {
        const next: { filter?: string; sort?: string; selected?: string } = { ...now };
        if (value === '') delete next[part];
        else next[part] = value;
        return next;
      },
      replace: true,
    });
  }

  return (
    <div className={styles.page}>
      <ReleasesView
        filter={filter}
        order={parseOrder(sort)}
        selectedKey={selected}
        updatesOnly={updates}
        onFilter={(text) => show('filter', text)}
        onOrder={(order) => {
          const text = formatOrder(order);
          void show('sort', text === USUAL ? '' : text);
        }}
        onSelect={(key) => void show('selected', key)}
        onUpdatesOnly={(isOn) =>
          void navigate({
            search: ({ updates: _before, ...rest }) => (isOn ? { ...rest, updates: true } : rest),
            replace: true,
          })
        }
      />
    </div>
  );
}
