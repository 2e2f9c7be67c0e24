/** The cells of a release's row. Its buttons are for the mouse: by keyboard the row's menu has the same. */
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { GridCell, GridNameCell } from '../../components/grid-row';
import { LinkButton } from '../../components/link-button';
import { ReleaseStatus } from '../../components/release-status';
import { UpdateBadge } from '../../components/update-badge';
import { useNow } from '../../components/use-now';
import { isUnderChange } from '../../format/release-status';
import { formatAge, formatMoment } from '../../format/time';
import type { ListedRow } from './listed-release';
import styles from './releases-view.module.css';

export interface RowActions {
  readonly onLink: (row: ListedRow) => void;
  readonly onRepair: (row: ListedRow) => void;
}

export function ReleaseCells({ row, onLink, onRepair }: { readonly row: ListedRow } & RowActions) {
  const { release, source } = row;
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
      <GridCell>
        <Update row={row} onRepair={onRepair} />
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
      <GridCell className={styles.source}>
        {source === null && (
          <LinkButton underline="hover" tabIndex={-1} aria-haspopup="dialog" onClick={() => onLink(row)}>
            Link a source
          </LinkButton>
        )}
        {source !== null && source !== undefined && (
          <bdi title={`${source.address}/${source.repository}`}>{source.address}</bdi>
        )}
      </GridCell>
    </>
  );
}

function Update({ row, onRepair }: { readonly row: ListedRow; readonly onRepair: RowActions['onRepair'] }) {
  const { release, update } = row;
  if (isUnderChange(release.status)) {
    return (
      <Button size="small" tabIndex={-1} aria-haspopup="dialog" onClick={() => onRepair(row)}>
        Repair
      </Button>
    );
  }
  if (update === null) return null;
  if (update.newest !== null) return <UpdateBadge version={update.newest.version} />;
  return <Badge tone="warning">Republished</Badge>;
}
