/** The cells of a release's row. */
import type { Release } from '../../../shared/helm';
import { GridCell, GridNameCell } from '../../components/grid-row';
import { ReleaseStatus } from '../../components/release-status';
import { useNow } from '../../components/use-now';
import { formatAge, formatMoment } from '../../format/time';
import styles from './releases-view.module.css';

export function ReleaseCells({ release }: { readonly release: Release }) {
  const { name, namespace, chart, appVersion, status, revision, updatedAt } = release;
  const now = useNow();
  return (
    <>
      <GridNameCell>
        <bdi title={name}>{name}</bdi>
      </GridNameCell>
      <GridCell className={styles.namespace}>
        <bdi title={namespace}>{namespace}</bdi>
      </GridCell>
      <GridCell>
        <span className={styles.chart} title={`${chart.name} ${chart.version}`}>
          <bdi className={styles.chartName}>{chart.name}</bdi>
          <bdi className={styles.chartVersion}>{chart.version}</bdi>
        </span>
      </GridCell>
      <GridCell className={styles.appVersion}>
        <bdi title={appVersion}>{appVersion === '' ? '–' : appVersion}</bdi>
      </GridCell>
      <GridCell>
        <ReleaseStatus status={status} />
      </GridCell>
      <GridCell align="end" className={styles.revision}>
        {revision}
      </GridCell>
      <GridCell align="end" className={styles.updated}>
        {updatedAt === null ? '–' : <span title={formatMoment(updatedAt)}>{formatAge(updatedAt, now)}</span>}
      </GridCell>
    </>
  );
}
