/** The revisions of a release, newest first, and in full what helm said of the selected one. */
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ReleaseRevision } from '../../../shared/helm';
import type { ReleasePlace } from '../../../shared/release';
import { Button } from '../../components/button';
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
import { CompareRevisions, type ComparedRevisions } from './compare-revisions';
import styles from './history-tab.module.css';
import { RollbackDialog } from './rollback-dialog';

const COLUMNS: readonly GridColumn[] = [
  { id: 'revision', head: 'Revision', sorted: 'descending' },
  { id: 'status', head: 'Status' },
  { id: 'chart', head: 'Chart' },
  { id: 'app-version', head: 'App version', className: styles.appVersion },
  { id: 'description', head: 'Description', className: styles.description },
  { id: 'updated', head: 'Updated', align: 'end' },
];

export interface HistoryTabProps {
  readonly place: ReleasePlace;
  /** False while another change of the release has not ended. */
  readonly canRollBack: boolean;
}

export function HistoryTab({ place, canRollBack }: HistoryTabProps) {
  const query = historyQuery(place);
  const { data: revisions, error, isFetching, refetch } = useQuery(query);
  const [selectedRevision, setSelectedRevision] = useState<number>();
  const [compared, setCompared] = useState<ComparedRevisions | null>(null);
  const [rollbackTo, setRollbackTo] = useState<number | null>(null);
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
  if (compared !== null) {
    return (
      <CompareRevisions
        place={place}
        revisions={compared}
        onRevisions={setCompared}
        onClose={() => setCompared(null)}
      />
    );
  }
  const selected = revisions.find(({ revision }) => revision === selectedRevision);
  const lastRevision = revisions[0]?.revision ?? 0;
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
      {selected !== undefined && (
        <RevisionStrip
          revision={selected}
          actions={
            revisions.length > 1 && (
              <>
                <Button onClick={() => setCompared(besides(selected.revision, revisions))}>Compare…</Button>
                {canRollBack && selected.revision !== lastRevision && (
                  <Button aria-haspopup="dialog" onClick={() => setRollbackTo(selected.revision)}>
                    {`Roll back to ${selected.revision}…`}
                  </Button>
                )}
              </>
            )
          }
        />
      )}
      {rollbackTo !== null && (
        <RollbackDialog
          place={place}
          revision={rollbackTo}
          lastRevision={lastRevision}
          onClose={() => setRollbackTo(null)}
        />
      )}
    </div>
  );
}

/** A revision and the one before it; the first one and the one after it. */
function besides(revision: number, revisions: readonly ReleaseRevision[]): ComparedRevisions {
  const at = revisions.findIndex((each) => each.revision === revision);
  const before = revisions[at + 1];
  if (before !== undefined) return { from: before.revision, to: revision };
  return { from: revision, to: revisions[at - 1]?.revision ?? revision };
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

interface RevisionStripProps {
  readonly revision: ReleaseRevision;
  readonly actions: ReactNode;
}

function RevisionStrip({ revision: { revision, status, description, updatedAt }, actions }: RevisionStripProps) {
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
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}
