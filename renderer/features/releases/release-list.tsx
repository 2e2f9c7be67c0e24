/** The list of a context: where to look, a filter, the grid, and below it the selected release. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, FolderOpen, RefreshCw } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Clusters } from '../../../shared/cluster-choice';
import type { Release } from '../../../shared/helm';
import type { ReleaseList as List } from '../../../shared/release';
import { useCommand } from '../../commands';
import { Ago } from '../../components/ago';
import { Button, IconButton } from '../../components/button';
import { classNames } from '../../components/class-names';
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
import { countOf, formatCount } from '../../format/size';
import { appErrorOf, failureOf } from '../../ipc';
import { ROW_SHORTCUTS } from '../../shortcuts';
import { ClusterPickers } from './cluster-pickers';
import { releasesQuery } from './queries';
import { ReleaseCells } from './release-cells';
import { filterReleases, orderAfterPress, sortReleases, type ReleaseColumn, type ReleaseOrder } from './release-order';
import { ReleaseStrip } from './release-strip';
import type { ReleasesViewProps } from './releases-view';
import styles from './releases-view.module.css';

const COLUMNS: readonly (GridColumn & { readonly id: ReleaseColumn })[] = [
  { id: 'name', head: 'Name' },
  { id: 'namespace', head: 'Namespace', className: styles.namespace },
  { id: 'chart', head: 'Chart' },
  { id: 'app-version', head: 'App version', className: styles.appVersion },
  { id: 'status', head: 'Status' },
  { id: 'revision', head: 'Rev.', align: 'end', className: styles.revision },
  { id: 'updated', head: 'Updated', align: 'end', className: styles.updated },
];

export interface ReleaseListProps extends ReleasesViewProps {
  readonly clusters: Clusters;
  readonly context: string;
  /** Null for all. */
  readonly namespace: string | null;
}

export function ReleaseList(props: ReleaseListProps) {
  const { clusters, context, namespace, order, selectedKey, onOrder, onSelect } = props;
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const query = releasesQuery(context, namespace);
  const { data: list, error, isFetching, refetch } = useQuery(query);
  const { filter, onFilter } = useTypedFilter(props.filter, props.onFilter);
  const all = list?.releases;
  const sorted = useMemo(() => sortReleases(all ?? [], order), [all, order]);
  const rows = useMemo(() => filterReleases(sorted, filter), [sorted, filter]);
  const refresh = (): void => void refetch();
  useCommand('refresh', refresh);
  const selected = rows.find((row) => keyOf(row) === selectedKey);

  const open = ({ namespace: its, name }: Release): void =>
    void navigate({ to: '/releases/$context/$namespace/$name', params: { context, namespace: its, name } });
  const copyText = useCopyText();
  const copy = ({ name }: Release): void => copyText(name, 'Name');
  const menuOf = (row: Release): readonly MenuEntry[] => [
    { label: 'Open', icon: FolderOpen, onChoose: () => open(row) },
    { label: 'Copy name', icon: Copy, shortcut: ROW_SHORTCUTS.copy, onChoose: () => copy(row) },
    {
      label: 'Copy helm command',
      icon: Copy,
      onChoose: () => copyText(helmStatusCommand({ context, namespace: row.namespace, name: row.name }), 'Command'),
    },
  ];
  const failure = failureOf(error);
  const where = namespace === null ? context : `${context} / ${namespace}`;

  return (
    <div className={classNames(page.page, styles.list)}>
      <PageHead title="Releases" line={<Line list={list} shown={rows.length} filter={filter} where={where} />} />
      <div className={page.toolbar}>
        <ClusterPickers clusters={clusters} context={context} namespace={namespace} />
        <SearchField
          label="Filter releases"
          value={filter}
          onValueChange={onFilter}
          onLeave={() => grid.current?.focus()}
        />
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
          {selected !== undefined && <ReleaseStrip release={selected} onOpen={() => open(selected)} />}
        </>
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

function keyOf({ namespace, name }: Release): string {
  return `${namespace}/${name}`;
}

/** Two namespaces may each have one of the same name. */
function nameOf({ namespace, name }: Release): string {
  return `${name} in ${namespace}`;
}

function cellsOf(release: Release) {
  return <ReleaseCells release={release} />;
}

function columnsFor(order: ReleaseOrder, onOrder: (order: ReleaseOrder) => void): readonly GridColumn[] {
  return COLUMNS.map(({ id, ...column }) =>
    Object.assign(column, {
      id,
      ...(id === order.column ? { sorted: order.direction } : {}),
      onSort: () => onOrder(orderAfterPress(order, id)),
    }),
  );
}

interface LineProps {
  readonly list: List | undefined;
  readonly shown: number;
  readonly filter: string;
  readonly where: string;
}

function Line({ list, shown, filter, where }: LineProps) {
  if (list === undefined) return <bdi>{where}</bdi>;
  const all = countOf(list.releases.length, 'release');
  return (
    <>
      {filter === '' ? all : `${formatCount(shown)} of ${all}`} in <bdi>{where}</bdi>, read <Ago fromMs={list.readAt} />
    </>
  );
}

function Narrowed({ context, to }: { readonly context: string; readonly to: NonNullable<List['narrowedTo']> }) {
  const { namespaces, isComplete } = to;
  const [first = '', second = '', third = ''] = namespaces;
  const named = [first, second, third].filter((name) => name !== '').join(', ');
  const rest = namespaces.length - 3;
  return (
    <div className={page.problem}>
      <Notice tone="info">
        You may not look into all namespaces of <bdi>{context}</bdi>. These are the releases of <bdi>{named}</bdi>
        {rest > 0 && ` and ${formatCount(rest)} more`}.
        {!isComplete && ' If you may look into others, choose or type one under Namespace.'}
      </Notice>
    </div>
  );
}
