/**
 * The files of an archive as a tree, and its rows as they are seen. Names come from the archive: they may hold anything
 * but a slash. Pure.
 */
import type { ArchiveEntry } from '../../../../shared/archive';
import type { TreeRow } from '../../../components/tree/tree-keys';

export interface FileNode {
  /** Its path, or `crds:` and more for what stands in the group of CRDs a second time. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'packaged-chart' | 'group' | 'all';
  /** Null for folders. */
  readonly entry: ArchiveEntry | null;
  readonly children: readonly FileNode[];
}

/** The group of all CRDs, those of charts within too. */
export const CRDS_KEY = 'crds:';
const CRD = /(?:^|\/)crds\/[^/].*$/s;

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: { name: string; entry: ArchiveEntry }[];
}

export function fileTree(files: readonly ArchiveEntry[]): readonly FileNode[] {
  const top: Folder = { folders: new Map(), files: [] };
  for (const entry of files) {
    const parts = entry.path.split('/');
    let folder = top;
    for (const part of parts.slice(0, -1)) {
      const known = folder.folders.get(part) ?? { folders: new Map<string, Folder>(), files: [] };
      folder.folders.set(part, known);
      folder = known;
    }
    folder.files.push({ name: parts.at(-1) ?? '', entry });
  }
  const crds = files.filter(({ path, isLink }) => !isLink && CRD.test(path));
  const nodes = nodesOf(top, '');
  const all: FileNode = { key: ALL_PATH, name: 'All as one text', kind: 'all', entry: null, children: [] };
  return files.length === 0 ? [] : [all, ...(crds.length === 0 ? [] : [crdGroup(crds)]), ...nodes];
}

function crdGroup(crds: readonly ArchiveEntry[]): FileNode {
  return {
    key: CRDS_KEY,
    name: 'All CRDs',
    kind: 'group',
    entry: null,
    children: crds.map((entry) => ({
      key: CRDS_KEY + entry.path,
      // Of a chart within: with the chart that it is of.
      name: entry.path.replace(/^crds\//, ''),
      kind: 'file',
      entry,
      children: [],
    })),
  };
}

function nodesOf({ folders, files }: Folder, prefix: string): readonly FileNode[] {
  const archives = new Map(files.map(({ name, entry }) => [name, entry]));
  const within = [...folders].map(([name, folder]): FileNode => {
    const entry = archives.get(name) ?? null;
    const children = nodesOf(folder, `${prefix}${name}/`);
    return { key: prefix + name, name, kind: entry === null ? 'folder' : 'packaged-chart', entry, children };
  });
  const own = files
    .filter(({ name }) => !folders.has(name))
    .map(({ name, entry }): FileNode => ({ key: entry.path, name, kind: 'file', entry, children: [] }));
  return [...within.sort(byName), ...own.sort(byName)];
}

const collator = new Intl.Collator('en', { numeric: true });

function byName(one: FileNode, other: FileNode): number {
  return collator.compare(one.name, other.name);
}

/** Stands for the whole chart as one text. No file of an archive is called that. */
export const ALL_PATH = '/';

export interface FileRow extends TreeRow {
  readonly node: FileNode;
}

/** With a filter: what has it in its path, whatever is open. `open`: the keys of what is. */
export function fileRows(nodes: readonly FileNode[], open: ReadonlySet<string>, filter: string): readonly FileRow[] {
  const wanted = filter.trim().toLowerCase();
  const rows: FileRow[] = [];
  addRows(wanted === '' ? nodes : matching(nodes, wanted), 1);
  return rows;

  function addRows(siblings: readonly FileNode[], level: number): void {
    for (const [index, node] of siblings.entries()) {
      const holds = node.kind !== 'file' && node.kind !== 'all';
      const isOpen = holds ? wanted !== '' || open.has(node.key) : null;
      const { key, name } = node;
      rows.push({ key, level, isOpen, text: name, position: index + 1, siblings: siblings.length, node });
      if (isOpen === true) addRows(node.children, level + 1);
    }
  }
}

function matching(nodes: readonly FileNode[], wanted: string): readonly FileNode[] {
  return nodes.flatMap((node) => {
    const isOwn = (node.entry?.path ?? '').toLowerCase().includes(wanted);
    if (node.kind === 'file' || node.kind === 'all') return isOwn ? [node] : [];
    const children = matching(node.children, wanted);
    return children.length > 0 || isOwn ? [{ ...node, children }] : [];
  });
}

/** The keys of all that must be open for the file to be seen. */
export function keysAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** The file that is shown first. */
export function firstFile(files: readonly ArchiveEntry[]): string | null {
  const paths = files.map(({ path }) => path);
  return paths.find((path) => path === 'Chart.yaml') ?? paths[0] ?? null;
}
