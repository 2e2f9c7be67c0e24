/** The cells of a version's row. Mounted only while the row is in sight, which is what asks for its content. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Version, VersionSummary } from '../../../shared/registry';
import { Badge } from '../../components/badge';
import { GridCell, GridNameCell } from '../../components/grid-row';
import { Skeleton } from '../../components/skeleton';
import { useNow } from '../../components/use-now';
import { useStays } from '../../components/use-stays';
import { shortDigest } from '../../format/middle-cut';
import { formatSize } from '../../../shared/format-size';
import { formatAge, formatMoment, parseTime } from '../../format/time';
import { versionParts } from '../../format/version-parts';
import { versionQuery } from './queries';
import styles from './versions-view.module.css';

export interface VersionCellsProps {
  readonly place: { readonly address: string; readonly repository: string };
  readonly version: Version;
  readonly isLatest: boolean;
}

/** A row that only scrolls past shows its name; one that stays, or is known, shows the rest. */
export function VersionCells(props: VersionCellsProps) {
  const { place, version } = props;
  const client = useQueryClient();
  const { queryKey } = versionQuery(place.address, place.repository, version.tag);
  const stays = useStays(() => client.getQueryData(queryKey) !== undefined);
  return stays ? <ReadCells {...props} /> : <Cells {...props} data={undefined} waiting={nothing} />;
}

function ReadCells(props: VersionCellsProps) {
  const { place, version } = props;
  const { data, isError } = useQuery(versionQuery(place.address, place.repository, version.tag));
  return <Cells {...props} data={data} waiting={isError ? dash : skeleton} />;
}

const nothing = (): ReactNode => null;
const dash = (): ReactNode => '–';
const skeleton = (width: number): ReactNode => <Skeleton width={width} />;

interface CellsProps extends VersionCellsProps {
  readonly data: VersionSummary | undefined;
  /** What stands where a value of so many px will be. */
  readonly waiting: (width: number) => ReactNode;
}

function Cells({ version: { tag, version, isPrerelease, isSemver }, isLatest, data, waiting }: CellsProps) {
  const now = useNow();
  const { numbers, suffix } = versionParts(version);
  const createdMs = parseTime(data?.createdAt);
  return (
    <>
      <GridNameCell>
        <span className={styles.version}>
          <bdi className={styles.versionText}>
            <span className={styles.numbers}>{numbers}</span>
            {suffix}
          </bdi>
          {isLatest && <Badge>Latest</Badge>}
          {isPrerelease && <Badge className={styles.prereleaseBadge}>Prerelease</Badge>}
          {tag !== version && isSemver && <Badge className={styles.tagBadge}>{`tag ${tag}`}</Badge>}
          {!isSemver && <Badge>Not a version for helm</Badge>}
          {data?.kind === 'legacy-chart' && <Badge>Before Helm 3.7</Badge>}
          {data?.kind === 'other' && <Badge>Not a chart</Badge>}
          {data?.kind === 'index' && <Badge>Index</Badge>}
          {data?.deprecated === true && <Badge tone="warning">Deprecated</Badge>}
        </span>
      </GridNameCell>
      <GridCell>{data ? <bdi>{data.appVersion ?? '–'}</bdi> : waiting(48)}</GridCell>
      <GridCell align="end">
        {data ? (
          createdMs === null ? (
            '–'
          ) : (
            <span title={formatMoment(createdMs)}>{formatAge(createdMs, now)}</span>
          )
        ) : (
          waiting(32)
        )}
      </GridCell>
      <GridCell align="end">
        {data ? (data.sizeBytes === undefined ? '–' : formatSize(data.sizeBytes)) : waiting(56)}
      </GridCell>
      <GridCell className={styles.digest}>
        {data ? <span className={styles.mono}>{shortDigest(data.digest)}</span> : waiting(136)}
      </GridCell>
    </>
  );
}
