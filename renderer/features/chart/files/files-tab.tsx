/** The files of a chart, those of charts within too: a tree with a filter, and the chosen file beside it. */
import { useQuery } from '@tanstack/react-query';
import { File, FileArchive, FileSymlink, Folder, FolderDown, ScrollText, Shapes } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ArchiveIndex, ArchiveSource } from '../../../../shared/archive';
import { formatSize } from '../../../../shared/format-size';
import { archiveQuery } from '../../../archive';
import { EmptyState } from '../../../components/empty-state';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { Button, IconButton } from '../../../components/button';
import { Icon } from '../../../components/icon';
import { SearchField } from '../../../components/search-field';
import { Tree } from '../../../components/tree/tree';
import { useUnpack } from '../../../components/use-unpack';
import { countOf } from '../../../format/size';
import { visibleName } from '../../../format/visible-name';
import { appErrorOf } from '../../../ipc';
import { AllView } from './all-view';
import { ALL_PATH, CRDS_KEY, fileRows, fileTree, firstFile, keysAbove, type FileNode, type FileRow } from './file-tree';
import { FileView } from './file-view';
import styles from './files-tab.module.css';

/** A place in a file. */
export interface FilePlace {
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

export interface FilesTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  /** Undefined: the first one. */
  readonly place: FilePlace | undefined;
  readonly onPlace: (place: FilePlace) => void;
}

export function FilesTab({ source, host, place, onPlace }: FilesTabProps) {
  const query = archiveQuery(source);
  const { data: index, error, isFetching, refetch } = useQuery(query);
  const retry = (): void => void refetch();
  if (index !== undefined) return <Files index={index} source={source} host={host} place={place} onPlace={onPlace} />;
  if (error === null) {
    return <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
  }
  return (
    <div className={styles.problem}>
      <ErrorPanel error={appErrorOf(error)} actions={<Button onClick={retry}>Try again</Button>} />
    </div>
  );
}

interface FilesProps extends FilesTabProps {
  readonly index: ArchiveIndex;
}

function Files({ index: { files }, source, host, place, onPlace }: FilesProps) {
  const [filter, setFilter] = useState('');
  const chosenPath = place?.path ?? firstFile(files);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['templates', ...keysAbove(chosenPath ?? '')]));
  const [revealedPath, setRevealedPath] = useState(chosenPath);
  // Another file was opened from elsewhere: what it lies in opens with it, and may be closed again.
  if (chosenPath !== revealedPath) {
    setRevealedPath(chosenPath);
    setOpen(new Set([...open, ...keysAbove(chosenPath ?? '')]));
  }
  const nodes = useMemo(() => fileTree(files), [files]);
  const rows = useMemo(() => fileRows(nodes, open, filter), [nodes, open, filter]);
  const unpack = useUnpack(source);
  const chosen = files.find(({ path }) => path === chosenPath);

  function toggle({ key, isOpen }: FileRow): void {
    const next = new Set(open);
    if (isOpen === true) next.delete(key);
    else next.add(key);
    setOpen(next);
  }

  return (
    <div className={styles.files}>
      <div className={styles.list}>
        <div className={styles.listHead}>
          <SearchField label="Filter files" value={filter} onValueChange={setFilter} />
          <span className={styles.count}>{countOf(files.length, 'file')}</span>
          <IconButton
            icon={FolderDown}
            label="Unpack all to a folder…"
            aria-haspopup="dialog"
            disabled={unpack.isPending}
            onClick={unpack.start}
          />
        </div>
        {rows.length === 0 ? (
          <EmptyState title="Nothing matches">No file has that in its path.</EmptyState>
        ) : (
          <Tree
            label="Files"
            rows={rows}
            contentOf={contentOf}
            chosenKey={rowKeyOf(rows, chosenPath)}
            onChoose={({ node: { kind, entry } }) => {
              if (kind === 'all') onPlace({ path: ALL_PATH });
              else if (entry !== null) onPlace({ path: entry.path });
            }}
            onToggle={toggle}
          />
        )}
      </div>
      {chosenPath === ALL_PATH ? (
        <AllView source={source} host={host} />
      ) : chosen === undefined ? (
        <EmptyState title="Not in this chart">
          There is no <bdi>{chosenPath}</bdi> in it.
        </EmptyState>
      ) : (
        <FileView
          key={chosen.path}
          source={source}
          host={host}
          entry={chosen}
          line={place?.line}
          hasFile={(path) => files.some((each) => each.path === path)}
          onPlace={onPlace}
        />
      )}
    </div>
  );
}

/** Of a file that stands in the group of CRDs too: where it is seen. */
function rowKeyOf(rows: readonly FileRow[], path: string | null): string | undefined {
  const keys = [path, `${CRDS_KEY}${path}`];
  return keys.map((key) => rows.find((row) => row.key === key)?.key).find((key) => key !== undefined);
}

function contentOf({ node }: FileRow) {
  const { kind, entry, children } = node;
  const name = visibleName(node.name);
  return (
    <>
      <Icon icon={iconOf(node)} size={14} className={styles.icon} />
      <bdi className={styles.name} title={name.length > LONG_NAME ? undefined : name}>
        {name.length > LONG_NAME ? `${name.slice(0, LONG_NAME)}…` : name}
      </bdi>
      <span className={styles.size}>
        {entry === null ? (kind === 'group' ? String(children.length) : '') : formatSize(entry.sizeBytes)}
      </span>
    </>
  );
}

/** In characters; the tree is narrower than any name of this length. */
const LONG_NAME = 200;

function iconOf({ kind, entry }: FileNode) {
  if (kind === 'all') return ScrollText;
  if (kind === 'group') return Shapes;
  if (kind === 'folder') return Folder;
  if (kind === 'packaged-chart') return FileArchive;
  return entry?.isLink === true ? FileSymlink : File;
}
