/** What is upgraded: the release as it is now, and where its chart comes from. Nothing of it is chosen here. */
import type { OpenRelease, ReleasePlace } from '../../../shared/release';
import type { ReleaseSource } from '../../../shared/release-source';
import { Facts } from '../../components/facts';
import { Notice } from '../../components/notice';
import { ReleaseStatus } from '../../components/release-status';
import styles from './target-step.module.css';
import { statusProblems } from './upgrade-draft';

export interface UpgradedReleaseProps {
  readonly place: ReleasePlace;
  readonly release: OpenRelease;
  readonly source: ReleaseSource;
  readonly onRelease: () => void;
}

export function UpgradedRelease({ place, release: { details, metadata }, source, onRelease }: UpgradedReleaseProps) {
  const [problem] = statusProblems(details.status);
  return (
    <div className={styles.form}>
      {problem !== undefined && (
        <Notice tone="danger" action={{ label: 'Open release', onClick: onRelease }}>
          {problem.text}
        </Notice>
      )}
      <Facts
        isRoomy
        facts={[
          ['Context', place.context],
          ['Namespace', place.namespace],
          ['Release', place.name],
          ['Status', <ReleaseStatus key="status" status={details.status} />],
          ['Revision', String(details.revision)],
          ['Chart', `${metadata.chart.name} ${metadata.chart.version}`],
          ['App version', metadata.appVersion],
          [
            'Source',
            <bdi key="source" className={styles.code}>
              {`oci://${source.address}/${source.repository}${source.tag === null ? '' : `:${source.tag}`}`}
            </bdi>,
          ],
        ]}
      />
    </div>
  );
}
