/** The tabs of a chart that need nothing but its archive: the same for one in a registry and one on this machine. */
import { lazy, Suspense } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import type { Tab } from '../../components/tabs';
import type { FilePlace } from './files/files-tab';

const loadValues = () => import('./values/values-tab');
const loadSchema = () => import('./schema/schema-tab');
const loadFiles = () => import('./files/files-tab');
const loadDependencies = () => import('./dependencies/dependencies-tab');

const ValuesTab = lazy(async () => ({ default: (await loadValues()).ValuesTab }));
const SchemaTab = lazy(async () => ({ default: (await loadSchema()).SchemaTab }));
const FilesTab = lazy(async () => ({ default: (await loadFiles()).FilesTab }));
const DependenciesTab = lazy(async () => ({ default: (await loadDependencies()).DependenciesTab }));

/** What the tabs are made of, in the order in which they are likely to be opened. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  loadValues,
  () => import('../../components/code-view/code-document'),
  loadFiles,
  loadSchema,
  loadDependencies,
];

/** While the page is read, its tabs are loaded one after another, so that they open at once. Returns how to stop. */
export function prepareArchiveTabs(): () => void {
  let next = 0;
  let handle = 0;
  const load = (): void => {
    const part = PARTS[next];
    next += 1;
    // What can't be loaded now is told when its tab is opened.
    if (part !== undefined) void part().then(wait, wait);
  };
  const wait = (): void => {
    handle = requestIdleCallback(load, { timeout: 2000 });
  };
  wait();
  return () => {
    next = PARTS.length;
    cancelIdleCallback(handle);
  };
}

export type ArchiveTab = 'values' | 'schema' | 'files' | 'dependencies';

export interface ArchiveTabsOptions {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  readonly isLibrary: boolean;
  /** The open file of the tab Files. */
  readonly file: FilePlace | undefined;
  readonly onFile: (place: FilePlace) => void;
  readonly onTab: (tab: ArchiveTab) => void;
}

export function archiveTabs(options: ArchiveTabsOptions): Tab<ArchiveTab>[] {
  const { source, host, chartName, isLibrary, file, onFile, onTab } = options;
  return [
    {
      id: 'values',
      label: 'Values',
      panel: (
        <Suspense>
          <ValuesTab
            source={source}
            host={host}
            chartName={chartName}
            isLibrary={isLibrary}
            onSchema={() => onTab('schema')}
          />
        </Suspense>
      ),
    },
    {
      id: 'schema',
      label: 'Schema',
      panel: (
        <Suspense>
          <SchemaTab source={source} host={host} chartName={chartName} onValues={() => onTab('values')} />
        </Suspense>
      ),
    },
    {
      id: 'files',
      label: 'Files',
      panel: (
        <Suspense>
          <FilesTab source={source} host={host} place={file} onPlace={onFile} />
        </Suspense>
      ),
    },
    {
      id: 'dependencies',
      label: 'Dependencies',
      panel: (
        <Suspense>
          <DependenciesTab source={source} host={host} />
        </Suspense>
      ),
    },
  ];
}
