/** The list of a context: where to look, a filter, the grid, and below it the selected release. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, FolderOpen, Link, RefreshCw, Wrench } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Clusters } from '../../../shared/cluster-choice';
import { useCommand } from '../../commands';
import { Ago } from '../../components/ago';
import { Button, IconButton } from '../../components/button';
import { classNames } from '../../components/class-names';
import { Switch } from '../../components/choice';
import { ClusterProblem } from '../../components/cluster-problem';
import { EmptyState } from '../../components/empty-state';
import { FirstLoad } from '../../components/first-load';
import type { GridColumn } from '../../components/grid-column';
import page from '../../components/list-page.module.css';
import type { MenuEntry } from '../../components/menu';
import { Notice } from '../../components/notice';
import { PageHead } from '../../components/page-head';
import { SearchField } from '../../components/search-field';
import { useCopyText } from '../../components/use-copy-text';
import { useTypedFilter } from '../../components/use-typed-filter';
import { VirtualGrid, type GridHandle } from '../../components/virtual-grid';
import { helmStatusCommand } from '../../format/helm-command';
import { isUnderChange } from '../../format/release-status';
import { appErrorOf, failureOf } from '../../ipc';
import { ROW_SHORTCUTS } from '../../shortcuts';
import { releaseKey, listSourcesQuery, listUpdatesQuery } from '../../sources';
import { ClusterPickers } from './cluster-pickers';
import { LinkSourceDialog } from './link-source-dialog';
import { rowsOf, updateProblems, type ListedRow } from './listed-release';
import { releasesQuery } from './queries';
import { LostChanges } from './lost-changes';
import { ReleaseCells } from './release-cells';
import { filterReleases, orderAfterPress, sortReleases, type ReleaseColumn, type ReleaseOrder } from './release-order';
import { ListLine, Narrowed, UpdateProblems } from './release-list-words';
import { ReleaseStrip } from './release-strip';
import { RepairDialog } from './repair-dialog';
import type { ReleasesViewProps } from './releases-view';
import styles from './releases-view.module.css';

const COLUMNS: readonly (GridColumn & { readonly id: ReleaseColumn | 'update' | 'source' })[] = [
  { id: 'name', head: 'Name' },
  { id: 'namespace', head: 'Namespace', className: styles.namespace },
  { id: 'chart', head: 'Chart' },
  { id: 'update', head: 'Update' },
  { id: 'app-version', head: 'App version', className: styles.appVersion },
  { id: 'status', head: 'Status' },
  { id: 'revision', head: 'Rev.', align: 'end', className: styles.revision },
  { id: 'updated', head: 'Updated', align: 'end', className: styles.updated },
  { id: 'source', head: 'Source', className: styles.source },
];

export interface ReleaseListProps extends ReleasesViewProps {
  readonly clusters: Clusters;
  readonly context: string;
  /** Null for all. */
  readonly namespace: string | null;
}

export function ReleaseList(props: ReleaseListProps) {
  const { clusters, context, namespace, order, selectedKey, updatesOnly, onOrder, onSelect, onUpdatesOnly } = props;
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const query = releasesQuery(context, namespace);
  const { data: list, error, isFetching, refetch } = useQuery(query);
  const { filter, onFilter } = useTypedFilter(props.filter, props.onFilter);
  const { data: sources } = useQuery(listSourcesQuery({ context, namespace }, list));
  const updates = useQuery(listUpdatesQuery({ context, namespace }, list));
  const [linking, setLinking] = useState<ListedRow | null>(null);
  const [repairing, setRepairing] = useState<ListedRow | null>(null);
  const all = list?.releases;
  const sorted = useMemo(() => sortReleases(all ?? [], order), [all, order]);
  const matching = useMemo(() => filterReleases(sorted, filter), [sorted, filter]);
  const found = useMemo(() => rowsOf(matching, sources, updates.data), [matching, sources, updates.data]);
  const rows = useMemo(
    () => (updatesOnly ? found.filter(({ update }) => update !== null) : found),
    [found, updatesOnly],
  );
  const refresh = (): void => void refetch();
  useCommand('refresh', refresh);
  const selected = rows.find((row) => keyOf(row) === selectedKey);

  const placeOf = ({ release: { namespace: its, name } }: ListedRow) => ({ context, namespace: its, name });
  const open = (row: ListedRow): void =>
    void navigate({ to: '/releases/$context/$namespace/$name', params: placeOf(row) });
  const copyText = useCopyText();
  const copy = ({ release }: ListedRow): void => copyText(release.name, 'Name');
  const menuOf = (row: ListedRow): readonly MenuEntry[] => [
    { label: 'Open', icon: FolderOpen, onChoose: () => open(row) },
    ...(isUnderChange(row.release.status)
      ? [{ label: 'Repair…', icon: Wrench, onChoose: () => setRepairing(row) }]
      : []),
    ...(row.source === null ? [{ label: 'Link a source…', icon: Link, onChoose: () => setLinking(row) }] : []),
    { label: 'Copy name', icon: Copy, shortcut: ROW_SHORTCUTS.copy, onChoose: () => copy(row) },
    {
      label: 'Copy helm command',
      icon: Copy,
      onChoose: () => copyText(helmStatusCommand(placeOf(row)), 'Command'),
    },
  ];
  const cellsOf = useCallback(
    (row: ListedRow) => <ReleaseCells row={row} onLink={setLinking} onRepair={setRepairing} />,
    [],
  );
  const failure = failureOf(error);
  const where = namespace === null ? context : `${context} / ${namespace}`;

  return (
    <div className={classNames(page.page, styles.list)}>
      <PageHead title="Releases" line={<ListLine list={list} shown={rows.length} filter={filter} where={where} />} />
      <div className={classNames(page.toolbar, styles.toolbar)}>
        <ClusterPickers clusters={clusters} context={context} namespace={namespace} />
        <SearchField
          label="Filter releases"
          value={filter}
          onValueChange={onFilter}
          onLeave={() => grid.current?.focus()}
        />
        <Switch checked={updatesOnly} onCheckedChange={onUpdatesOnly}>
          Updates only
        </Switch>
        <div className={page.end}>
          <IconButton icon={RefreshCw} label="Refresh" disabled={isFetching} onClick={refresh} />
        </div>
      </div>
      {list !== undefined && failure !== null && (
        <div className={page.problem}>
          <Notice tone="warning" announced="politely" action={{ label: 'Try again', onClick: refresh }}>
            {failure.message} Showing what was read <Ago fromMs={list.readAt} />.
          </Notice>
        </div>
      )}
      {list !== undefined && list.narrowedTo !== null && <Narrowed context={context} to={list.narrowedTo} />}
      <LostChanges
        className={page.problem}
        onOpen={(params) => void navigate({ to: '/releases/$context/$namespace/$name', params })}
      />
      <UpdateProblems problems={updateProblems(updates.data)} onRetry={() => void updates.refetch()} />
      {linking !== null && (
        <LinkSourceDialog place={placeOf(linking)} chart={linking.release.chart} onClose={() => setLinking(null)} />
      )}
      {repairing !== null && (
        <RepairDialog place={placeOf(repairing)} onClose={() => setRepairing(null)} onGone={() => setRepairing(null)} />
      )}
      {list === undefined ? (
        failure === null ? (
          <FirstLoad key={where} host={context} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
        ) : (
          !isFetching && (
            <div className={page.problem}>
              <ClusterProblem error={appErrorOf(error)} onRetry={refresh} />
            </div>
          )
        )
      ) : rows.length > 0 ? (
        <>
          <VirtualGrid
            ref={grid}
            label="Releases"
            className={styles.grid}
            columns={columnsFor(order, onOrder)}
            rows={rows}
            keyOf={keyOf}
            nameOf={nameOf}
            cellsOf={cellsOf}
            selectedKey={selectedKey}
            onSelect={(row) => onSelect(keyOf(row))}
            onOpen={open}
            onCopy={copy}
            menuOf={menuOf}
          />
          {selected !== undefined && <ReleaseStrip row={selected} onOpen={() => open(selected)} />}
        </>
      ) : updatesOnly && found.length > 0 ? (
        <EmptyState
          title={updates.isFetching ? 'Looking for updates…' : 'No updates'}
          actions={<Button onClick={() => onUpdatesOnly(false)}>Show all releases</Button>}
        >
          {updates.isFetching
            ? 'The registries are asked for newer versions.'
            : 'None of these releases has a newer version where it came from, as far as that is known.'}
        </EmptyState>
      ) : filter !== '' ? (
        <EmptyState title="No release matches" actions={<Button onClick={() => onFilter('')}>Clear the filter</Button>}>
          No name, namespace, chart or status in {where} has “{filter}” in it.
        </EmptyState>
      ) : (
        <EmptyState title="No releases here">
          Helm has installed nothing in <bdi>{where}</bdi>
          {list.narrowedTo !== null && ' that you may see'}.
        </EmptyState>
      )}
    </div>
  );
}

function keyOf({ release }: ListedRow): string {
  return releaseKey(release);
}

/** Two namespaces may each have one of the same name. */
function nameOf({ release: { namespace, name } }: ListedRow): string {
  return `${name} in ${namespace}`;
}

function columnsFor(order: ReleaseOrder, onOrder: (order: ReleaseOrder) => void): readonly GridColumn[] {
  return COLUMNS.map((column) => {
    const { id } = column;
    if (id === 'update' || id === 'source') return column;
    const sorted = id === order.column ? { sorted: order.direction } : {};
    return Object.assign({}, column, sorted, { onSort: () => onOrder(orderAfterPress(order, id)) });
  });
}
