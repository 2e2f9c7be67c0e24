/** The versions of a repository: a virtual table whose rows are read only while they are in sight, and an inspector. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, FolderOpen, GitCompare, RefreshCw } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { formatOciReference, formatReference } from '../../../shared/reference';
import type { Version } from '../../../shared/registry';
import { useCommand } from '../../commands';
import { Button, IconButton } from '../../components/button';
import { Switch } from '../../components/choice';
import { classNames } from '../../components/class-names';
import { CopyButton } from '../../components/copy-button';
import { EmptyState } from '../../components/empty-state';
import { FirstLoad } from '../../components/first-load';
import type { GridColumn } from '../../components/grid-column';
import page from '../../components/list-page.module.css';
import type { MenuEntry } from '../../components/menu';
import { PageHead } from '../../components/page-head';
import { PushButton } from '../../components/push-button';
import { ListProblem } from '../../components/list-problem';
import { SearchField } from '../../components/search-field';
import { useCopyText } from '../../components/use-copy-text';
import { useTypedFilter } from '../../components/use-typed-filter';
import { VirtualGrid, type GridHandle } from '../../components/virtual-grid';
import { helmPullCommand } from '../../format/helm-command';
import { countOf } from '../../format/size';
import { appErrorOf } from '../../ipc';
import { queryKeys } from '../../query-keys';
import { useSettings, useUpdateSettings } from '../../settings';
import { IS_MAC, ROW_SHORTCUTS, SHORTCUTS, shortcutText } from '../../shortcuts';
import { versionsQuery } from '../../version-list';
import { filterVersions } from './filter-versions';
import { VersionCells } from './version-cells';
import { VersionInspector } from './version-inspector';
import styles from './versions-view.module.css';

const COLUMNS: readonly GridColumn[] = [
  { id: 'version', head: 'Version', sorted: 'descending' },
  { id: 'app-version', head: 'App version' },
  { id: 'age', head: 'Age', align: 'end' },
  { id: 'size', head: 'Size', align: 'end' },
  { id: 'digest', head: 'Digest', className: styles.digest },
];

const COMPARE_HINT = `Mark a version with Space or ${IS_MAC ? '⌘' : 'Ctrl'}+click, then choose another one.`;

export interface VersionsViewProps {
  readonly address: string;
  readonly repository: string;
  readonly isAdded: boolean;
  readonly plainHttp: boolean;
  readonly destination: string;
  /** As it stands in the route. */
  readonly filter: string;
  /** Resolves once the route has it. */
  readonly onFilter: (filter: string) => Promise<void>;
  /** The tag whose inspector is open. */
  readonly selectedTag: string | undefined;
  readonly onSelect: (tag: string | undefined) => void;
}

export function VersionsView(props: VersionsViewProps) {
  const { address, repository, isAdded, plainHttp, destination, selectedTag, onSelect } = props;
  const client = useQueryClient();
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const { showPrereleases } = useSettings();
  const updateSettings = useUpdateSettings();
  const query = versionsQuery(address, repository);
  const { data: list, error, isFetching } = useQuery(query);
  const { filter, onFilter } = useTypedFilter(props.filter, props.onFilter);
  const all = list?.versions;
  const rows = useMemo(
    () => filterVersions(all ?? [], { text: filter, showPrereleases }),
    [all, filter, showPrereleases],
  );
  const latestTag = list?.latestTag;
  const cellsOf = useCallback(
    (version: Version) => (
      <VersionCells place={{ address, repository }} version={version} isLatest={version.tag === latestTag} />
    ),
    [address, repository, latestTag],
  );
  const selected = all?.find(({ tag }) => tag === selectedTag);
  const refresh = (): void => void client.invalidateQueries({ queryKey: queryKeys.repository(address, repository) });
  useCommand('refresh', refresh);

  const referenceOf = (tag: string) => ({ address, repository, tag });
  const open = ({ tag }: Version): void =>
    void navigate({ to: '/charts/$address/$', params: { address, _splat: `${repository}:${tag}` } });
  const copyText = useCopyText();
  const copy = ({ tag }: Version): void => copyText(formatOciReference(referenceOf(tag)), 'Reference');
  const menuOf = (row: Version): readonly MenuEntry[] => [
    { label: 'Open', icon: FolderOpen, onChoose: () => open(row) },
    marked === undefined || marked === row
      ? { label: 'Mark to compare', icon: GitCompare, onChoose: () => setMarkedTag(row.tag) }
      : { label: `Compare with ${marked.version}`, icon: GitCompare, shortcut: SHORTCUTS.compare, onChoose: compare },
    { label: 'Copy reference', icon: Copy, shortcut: ROW_SHORTCUTS.copy, onChoose: () => copy(row) },
    {
      label: 'Copy helm command',
      icon: Copy,
      onChoose: () => copyText(helmPullCommand(referenceOf(row.tag), { plainHttp }), 'Command'),
    },
  ];
  const failure = error === null ? null : appErrorOf(error);

  /** The version that is compared with the selected one. */
  const [markedTag, setMarkedTag] = useState<string>();
  const marked = all?.find(({ tag }) => tag === markedTag);
  const pair = selected === undefined || marked === undefined || selected === marked ? null : [selected, marked];
  function compare(): void {
    // The list begins with the newest.
    const [newer, older] = (all ?? []).filter((each) => pair?.includes(each));
    if (older === undefined || newer === undefined) return;
    const [from, to] = [older, newer].map(({ tag }) => formatReference(referenceOf(tag)));
    void navigate({ to: '/compare', search: { from: from ?? '', to: to ?? '' } });
  }
  useCommand('compare', compare, pair !== null);
  const name = repository.slice(repository.lastIndexOf('/') + 1);

  return (
    <div className={styles.view}>
      <div className={classNames(page.page, styles.list)}>
        <PageHead
          title={name}
          line={<bdi>{lineOf(destination, all)}</bdi>}
          actions={
            <>
              <span className={styles.copyReference}>
                <CopyButton text={`oci://${address}/${repository}`} label="Copy reference" />
              </span>
              <PushButton destination={destination} />
            </>
          }
        />
        <ListProblem address={address} isAdded={isAdded} failure={failure} list={list} onRetry={refresh} />
        <div className={page.toolbar}>
          <SearchField
            label="Filter versions"
            value={filter}
            onValueChange={onFilter}
            onLeave={() => grid.current?.focus()}
          />
          <Switch checked={showPrereleases} onCheckedChange={(checked) => updateSettings({ showPrereleases: checked })}>
            Show prereleases
          </Switch>
          <div className={page.end}>
            <Button
              disabled={pair === null}
              aria-keyshortcuts="Control+D Meta+D"
              title={pair === null ? COMPARE_HINT : shortcutText(SHORTCUTS.compare)}
              onClick={compare}
            >
              Compare
            </Button>
            <IconButton icon={RefreshCw} label="Refresh" disabled={isFetching} onClick={refresh} />
          </div>
        </div>
        {list === undefined ? (
          failure === null && (
            <FirstLoad host={address} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
          )
        ) : rows.length > 0 ? (
          <VirtualGrid
            ref={grid}
            label="Versions"
            className={styles.grid}
            columns={COLUMNS}
            rows={rows}
            keyOf={tagOf}
            nameOf={({ version }) => version}
            cellsOf={cellsOf}
            selectedKey={selectedTag}
            onSelect={({ tag }) => onSelect(tag)}
            markedKey={markedTag}
            onMark={({ tag }) => setMarkedTag(tag === markedTag ? undefined : tag)}
            onOpen={open}
            onCopy={copy}
            menuOf={menuOf}
          />
        ) : list.versions.length > 0 ? (
          <EmptyState
            title="No version matches"
            actions={
              <Button
                onClick={() => {
                  onFilter('');
                  updateSettings({ showPrereleases: true });
                }}
              >
                Show all versions
              </Button>
            }
          >
            {filter === '' ? 'There are prereleases only.' : `No version has “${filter}” in it.`}
          </EmptyState>
        ) : (
          <EmptyState title="No versions yet" actions={<PushButton destination={destination} variant="primary" />}>
            This repository has no tags. The registry may keep its name after the last one was deleted.
          </EmptyState>
        )}
      </div>
      {selected !== undefined && (
        <VersionInspector
          key={selected.tag}
          address={address}
          repository={repository}
          version={selected}
          isLatest={selected.tag === latestTag}
          plainHttp={plainHttp}
          isAdded={isAdded}
          onOpen={() => open(selected)}
          onClose={() => onSelect(undefined)}
        />
      )}
    </div>
  );
}

function tagOf({ tag }: Version): string {
  return tag;
}

function lineOf(destination: string, versions: readonly Version[] | undefined): string {
  if (versions === undefined) return destination;
  const prereleases = versions.filter(({ isPrerelease }) => isPrerelease).length;
  const all = `${destination} · ${countOf(versions.length, 'version')}`;
  return prereleases === 0 ? all : `${all}, ${countOf(prereleases, 'prerelease')}`;
}
