/** The tabs of a chart that need nothing but its archive: the same for one in a registry and one on this machine. */
import { useQuery } from '@tanstack/react-query';
import type { ArchiveSource } from '../../../shared/archive';
import { archiveQuery } from '../../archive';
import { prepareCodeView } from '../../components/code-view/code-view';
import { latePart } from '../../components/late-part';
import type { Tab } from '../../components/tabs';
import type { FilePlace } from './files/files-tab';

const ValuesTab = latePart(async () => (await import('./values/values-tab')).ValuesTab);
const SchemaTab = latePart(async () => (await import('./schema/schema-tab')).SchemaTab);
const FilesTab = latePart(async () => (await import('./files/files-tab')).FilesTab);
const DependenciesTab = latePart(async () => (await import('./dependencies/dependencies-tab')).DependenciesTab);

/** What the tabs are made of, in the order in which they are likely to be opened. */
const PARTS: readonly (() => Promise<void>)[] = [
  ValuesTab.prepare,
  prepareCodeView,
  async () => (await import('./values/use-chart-reading')).prepareChartReading(),
  FilesTab.prepare,
  SchemaTab.prepare,
  DependenciesTab.prepare,
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
  /** Each undefined as long as it isn't known. */
  readonly fileCount: number | undefined;
  readonly dependencyCount: number | undefined;
  /** The open file of the tab Files. */
  readonly file: FilePlace | undefined;
  readonly onFile: (place: FilePlace) => void;
  readonly onTab: (tab: ArchiveTab) => void;
}

/** Undefined until a tab has asked for the archive: none is fetched for its count. Null: there is none. */
export function useFileCount(source: ArchiveSource | null): number | undefined {
  return useQuery({ ...archiveQuery(source), enabled: false }).data?.files.length;
}

export function archiveTabs(options: ArchiveTabsOptions): Tab<ArchiveTab>[] {
  const { source, host, chartName, isLibrary, fileCount, dependencyCount, file, onFile, onTab } = options;
  return [
    {
      id: 'values',
      label: 'Values',
      panel: (
        <ValuesTab
          source={source}
          host={host}
          chartName={chartName}
          isLibrary={isLibrary}
          onSchema={() => onTab('schema')}
        />
      ),
    },
    {
      id: 'schema',
      label: 'Schema',
      panel: <SchemaTab source={source} host={host} chartName={chartName} onValues={() => onTab('values')} />,
    },
    {
      id: 'files',
      label: 'Files',
      count: fileCount,
      panel: <FilesTab source={source} host={host} place={file} onPlace={onFile} />,
    },
    {
      id: 'dependencies',
      label: 'Dependencies',
      count: dependencyCount,
      panel: <DependenciesTab source={source} host={host} />,
    },
  ];
}
