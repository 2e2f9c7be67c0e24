/** The revisions of a release, newest first, and in full what helm said of the selected one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReleaseRevision } from '../../../shared/helm';
import type { ReleasePlace } from '../../../shared/release';
import { classNames } from '../../components/class-names';
import { ClusterProblem } from '../../components/cluster-problem';
import { FirstLoad } from '../../components/first-load';
import type { GridColumn } from '../../components/grid-column';
import { GridCell, GridNameCell } from '../../components/grid-row';
import page from '../../components/list-page.module.css';
import { ReleaseStatus, ReleaseStatusIcon } from '../../components/release-status';
import { useNow } from '../../components/use-now';
import { VirtualGrid } from '../../components/virtual-grid';
import { releaseStatusWords } from '../../format/release-status';
import { formatAge, formatMoment } from '../../format/time';
import { appErrorOf, failureOf } from '../../ipc';
import { historyQuery } from '../../release-detail';
import styles from './history-tab.module.css';

const COLUMNS: readonly GridColumn[] = [
  { id: 'revision', head: 'Revision', sorted: 'descending' },
  { id: 'status', head: 'Status' },
  { id: 'chart', head: 'Chart' },
  { id: 'app-version', head: 'App version', className: styles.appVersion },
  { id: 'description', head: 'Description', className: styles.description },
  { id: 'updated', head: 'Updated', align: 'end' },
];

export function HistoryTab({ place }: { readonly place: ReleasePlace }) {
  const query = historyQuery(place);
  const { data: revisions, error, isFetching, refetch } = useQuery(query);
  const [selectedRevision, setSelectedRevision] = useState<number>();
  const failure = failureOf(error);
  const retry = (): void => void refetch();
  if (revisions === undefined) {
    if (failure === null) {
      return (
        <div className={page.page}>
          <FirstLoad host={place.context} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
        </div>
      );
    }
    return (
      !isFetching && (
        <div className={classNames(page.page, page.problem)}>
          <ClusterProblem error={appErrorOf(error)} onRetry={retry} headingLevel={2} />
        </div>
      )
    );
  }
  const selected = revisions.find(({ revision }) => revision === selectedRevision);
  return (
    <div className={classNames(page.page, styles.list)}>
      <VirtualGrid
        label="History"
        className={styles.grid}
        columns={COLUMNS}
        rows={revisions}
        keyOf={keyOf}
        nameOf={nameOf}
        cellsOf={cellsOf}
        selectedKey={selected && keyOf(selected)}
        onSelect={({ revision }) => setSelectedRevision(revision)}
        onOpen={({ revision }) => setSelectedRevision(revision)}
      />
      {selected !== undefined && <RevisionStrip revision={selected} />}
    </div>
  );
}

function keyOf({ revision }: ReleaseRevision): string {
  return String(revision);
}

function nameOf({ revision }: ReleaseRevision): string {
  return `Revision ${revision}`;
}

function cellsOf(revision: ReleaseRevision) {
  return <RevisionCells revision={revision} />;
}

function RevisionCells({ revision }: { readonly revision: ReleaseRevision }) {
  const now = useNow();
  const { chart, updatedAt } = revision;
  return (
    <>
      <GridNameCell>{revision.revision}</GridNameCell>
      <GridCell>
        <ReleaseStatus status={revision.status} />
      </GridCell>
      <GridCell>
        <bdi title={`${chart.name} ${chart.version}`}>{`${chart.name} ${chart.version}`}</bdi>
      </GridCell>
      <GridCell className={styles.appVersion}>
        <bdi>{revision.appVersion === '' ? '–' : revision.appVersion}</bdi>
      </GridCell>
      <GridCell className={styles.description}>
        <bdi title={revision.description}>{revision.description}</bdi>
      </GridCell>
      <GridCell align="end">
        {updatedAt === null ? '–' : <span title={formatMoment(updatedAt)}>{formatAge(updatedAt, now)}</span>}
      </GridCell>
    </>
  );
}

function RevisionStrip({
  revision: { revision, status, description, updatedAt },
}: {
  readonly revision: ReleaseRevision;
}) {
  return (
    <section data-region aria-label="Selected revision" className={styles.strip}>
      <ReleaseStatusIcon status={status} />
      <div className={styles.words}>
        <h2>
          Revision {revision}: {releaseStatusWords(status)}
          {updatedAt !== null && `, ${formatMoment(updatedAt)}`}
        </h2>
        <p>
          <bdi>{description === '' ? 'Helm says nothing more.' : description}</bdi>
        </p>
      </div>
    </section>
  );
}
