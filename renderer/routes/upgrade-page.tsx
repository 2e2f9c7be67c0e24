/** The route of upgrading a release: which one and the open step stand in the URL. */
import { getRouteApi } from '@tanstack/react-router';
import { UpgradeWizard } from '../features/release-wizard/upgrade-wizard';
import styles from './page.module.css';

const route = getRouteApi('/upgrade/$context/$namespace/$name');

export function UpgradePage() {
  const place = route.useParams();
  const { step = 'target' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={styles.page}>
      <UpgradeWizard
        key={JSON.stringify(place)}
        place={place}
        step={step}
        onStep={(next) => void navigate({ search: next === 'target' ? {} : { step: next } })}
        onRelease={() => void navigate({ to: '/releases/$context/$namespace/$name', params: place })}
      />
    </div>
  );
}
