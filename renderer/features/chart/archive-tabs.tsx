/** The tabs of a chart that need nothing but its archive: the same for one in a registry and one on this machine. */
import { lazy, Suspense } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import type { Tab } from '../../components/tabs';
import type { FilePlace } from './files/files-tab';

const ValuesTab = lazy(async () => ({ default: (await import('./values/values-tab')).ValuesTab }));
const SchemaTab = lazy(async () => ({ default: (await import('./schema/schema-tab')).SchemaTab }));
const FilesTab = lazy(async () => ({ default: (await import('./files/files-tab')).FilesTab }));
const DependenciesTab = lazy(async () => ({
  default: (await import('./dependencies/dependencies-tab')).DependenciesTab,
}));

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
