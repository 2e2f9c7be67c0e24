/** The route of a release: which one and its open tab stand in the URL. */
import { getRouteApi } from '@tanstack/react-router';
import { ReleasePage as ReleaseView } from '../features/releases/release-page';
import styles from './page.module.css';

const route = getRouteApi('/releases/$context/$namespace/$name');

export function ReleasePage() {
  const place = route.useParams();
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={styles.page}>
      <ReleaseView
        key={JSON.stringify(place)}
        place={place}
        tab={tab}
        onUpgrade={() => void navigate({ to: '/upgrade/$context/$namespace/$name', params: place })}
        onGone={() => void navigate({ to: '/releases', search: {} })}
        onTab={(chosen) => void navigate({ search: chosen === 'overview' ? {} : { tab: chosen }, replace: true })}
      />
    </div>
  );
}
