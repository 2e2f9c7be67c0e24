/** What is in a registry: a filtered list of its repositories, fresh or saved, or the reason why there is none. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, FolderOpen, Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { Repository, RepositoryList } from '../../../shared/registry';
import { useCommand } from '../../commands';
import { Ago } from '../../components/ago';
import { classNames } from '../../components/class-names';
import { Button, IconButton } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { FirstLoad } from '../../components/first-load';
import type { GridColumn } from '../../components/grid-column';
import { GridCell, GridNameCell } from '../../components/grid-row';
import page from '../../components/list-page.module.css';
import type { MenuEntry } from '../../components/menu';
import { Notice } from '../../components/notice';
import { PageHead } from '../../components/page-head';
import { PushButton } from '../../components/push-button';
import { ListProblem } from '../../components/list-problem';
import { SearchField } from '../../components/search-field';
import { useCopyText } from '../../components/use-copy-text';
import { useTypedFilter } from '../../components/use-typed-filter';
import { VirtualGrid, type GridHandle } from '../../components/virtual-grid';
import { destinationOf } from '../../destination-here';
import { countOf, formatCount } from '../../format/size';
import { appErrorOf } from '../../ipc';
import { ROW_SHORTCUTS } from '../../shortcuts';
import { AddRepositoryDialog } from './add-repository-dialog';
import { filterRepositories } from './filter-repositories';
import { repositoriesQuery } from '../../repository-list';
import { useForgetRepository } from './queries';
import styles from './repositories-view.module.css';

const COLUMNS: readonly GridColumn[] = [
  { id: 'name', head: 'Repository', sorted: 'ascending' },
  { id: 'versions', head: 'Versions', align: 'end', className: styles.versions },
  { id: 'latest', head: 'Latest' },
  { id: 'saved', head: 'Seen', align: 'end', className: styles.saved },
];

export interface RepositoriesViewProps {
  readonly address: string;
  readonly isAdded: boolean;
  /** As it stands in the route. */
  readonly filter: string;
  /** Resolves once the route has it. */
  readonly onFilter: (filter: string) => Promise<void>;
  /** What else can be done with the registry. */
  readonly menu?: ReactNode;
}

export function RepositoriesView({ address, isAdded, menu, ...route }: RepositoriesViewProps) {
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const query = repositoriesQuery(address);
  const { data: list, error, isFetching, refetch } = useQuery(query);
  const forget = useForgetRepository(address);
  const [selected, setSelected] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const { filter, onFilter } = useTypedFilter(route.filter, route.onFilter);
  const all = list?.repositories;
  const rows = useMemo(() => filterRepositories(all ?? [], filter), [all, filter]);
  const refresh = (): void => void refetch();
  useCommand('refresh', refresh);

  const open = (name: string): void =>
    void navigate({ to: '/repositories/$address/$', params: { address, _splat: name } });
  const copyText = useCopyText();
  const copy = ({ name }: Repository): void => copyText(`oci://${address}/${name}`, 'Reference');
  const menuOf = (row: Repository): readonly MenuEntry[] => [
    { label: 'Open', icon: FolderOpen, onChoose: () => open(row.name) },
    { label: 'Copy reference', icon: Copy, shortcut: ROW_SHORTCUTS.copy, onChoose: () => copy(row) },
    ...(row.addedByUser
      ? [
          {
            label: 'Take off the list',
            icon: Trash2,
            startsGroup: true,
            onChoose: () => forget.mutate(row.name),
          },
        ]
      : []),
  ];
  const failure = error === null ? null : appErrorOf(error);

  return (
    <div className={classNames(page.page, styles.list)}>
      <PageHead
        title={address}
        line={<ListLine list={list} shownCount={rows.length} isFiltered={filter !== ''} />}
        actions={
          <>
            <PushButton destination={address} />
            {menu}
          </>
        }
      />
      <ListProblem address={address} isAdded={isAdded} failure={failure} list={list} onRetry={refresh} />
      <div className={page.toolbar}>
        <SearchField
          label="Filter repositories"
          value={filter}
          onValueChange={onFilter}
          onLeave={() => grid.current?.focus()}
        />
        <div className={page.end}>
          <Button icon={Plus} aria-haspopup="dialog" onClick={() => setAdding(true)}>
            Add repository by name
          </Button>
          <IconButton icon={RefreshCw} label="Refresh" disabled={isFetching} onClick={refresh} />
        </div>
      </div>
      {list?.cannotList !== undefined && (
        <div className={page.problem}>
          <Notice tone="info" action={{ label: 'Add repository by name', onClick: () => setAdding(true) }}>
            {list.cannotList.message} {list.cannotList.why}
          </Notice>
        </div>
      )}
      {list === undefined ? (
        failure === null && (
          <FirstLoad host={address} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
        )
      ) : rows.length > 0 ? (
        <VirtualGrid
          ref={grid}
          label="Repositories"
          className={styles.grid}
          columns={COLUMNS}
          rows={rows}
          keyOf={nameOf}
          nameOf={nameOf}
          cellsOf={cellsOf}
          selectedKey={selected}
          onSelect={({ name }) => setSelected(name)}
          onOpen={({ name }) => open(name)}
          onCopy={copy}
          menuOf={menuOf}
          dropDestinationOf={({ name }) => destinationOf({ kind: 'repository', address, repository: name })}
        />
      ) : filter !== '' ? (
        <EmptyState
          title="No repository matches"
          actions={<Button onClick={() => onFilter('')}>Clear the filter</Button>}
        >
          Nothing in {address} has “{filter}” in its name.
        </EmptyState>
      ) : (
        list.cannotList === undefined && <NothingHere address={address} list={list} />
      )}
      {isAdding && (
        <AddRepositoryDialog
          address={address}
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setAdding(false);
            open(name);
          }}
        />
      )}
    </div>
  );
}

function nameOf({ name }: Repository): string {
  return name;
}

function cellsOf({ name, addedByUser, known }: Repository) {
  return (
    <>
      <GridNameCell>
        <bdi title={addedByUser ? `${name} (added by you)` : name}>{name}</bdi>
      </GridNameCell>
      <GridCell align="end" className={styles.versions}>
        {known && formatCount(known.versionCount)}
      </GridCell>
      <GridCell>{known?.latestVersion !== undefined && <bdi>{known.latestVersion}</bdi>}</GridCell>
      <GridCell align="end" className={styles.saved}>
        {known && <Ago fromMs={known.savedAt} />}
      </GridCell>
    </>
  );
}

/** Says nothing of a registry that has never been reached: the problem above says it all. */
function NothingHere({ address, list }: { readonly address: string; readonly list: RepositoryList }) {
  if (list.stale === undefined) {
    return (
      <EmptyState title="Nothing here yet" actions={<PushButton destination={address} variant="primary" />}>
        This registry holds no repositories that you can see. Push a chart, or add a repository by its name.
      </EmptyState>
    );
  }
  return list.savedAt > 0 ? (
    <EmptyState title="No repositories were seen">
      When {address} was last reached, it held none that you can see. A repository can be added by its name.
    </EmptyState>
  ) : null;
}

interface ListLineProps {
  readonly list: RepositoryList | undefined;
  readonly shownCount: number;
  readonly isFiltered: boolean;
}

function ListLine({ list, shownCount, isFiltered }: ListLineProps) {
  if (list === undefined) return 'Repositories';
  const all = countOf(list.repositories.length, 'repository', 'repositories');
  return (
    <>
      {isFiltered ? `${formatCount(shownCount)} of ${all}` : all}
      {list.stale !== undefined && list.savedAt > 0 && (
        <>
          {' '}
          · saved <Ago fromMs={list.savedAt} />
        </>
      )}
    </>
  );
}
