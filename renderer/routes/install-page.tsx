/** The route of installing a chart: which one and the open step stand in the URL. */
import { getRouteApi } from '@tanstack/react-router';
import { InstallWizard } from '../features/release-wizard/install-wizard';
import { placeLink } from '../place-link';
import { placeOfRoute } from '../places';
import { LostPage } from '../shell/lost-page';
import styles from './page.module.css';

const route = getRouteApi('/install/$address/$');

export function InstallPage() {
  const params = route.useParams();
  const { step = 'target' } = route.useSearch();
  const navigate = route.useNavigate();
  const place = placeOfRoute(params);
  if (place?.kind !== 'chart' || place.reference.tag === undefined) return <LostPage />;
  const { address, repository, tag } = place.reference;
  return (
    <div className={styles.page}>
      <InstallWizard
        key={`${address}/${repository}`}
        chart={{ address, repository, tag }}
        step={step}
        onStep={(next) => void navigate({ search: next === 'target' ? {} : { step: next } })}
        onLeave={(shown) => void navigate(placeLink({ kind: 'chart', reference: { address, repository, tag: shown } }))}
        onRelease={(release) =>
          void navigate({
            to: '/releases/$context/$namespace/$name',
            params: { context: release.context, namespace: release.namespace, name: release.name },
          })
        }
      />
    </div>
  );
}
