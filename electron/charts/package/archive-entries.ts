/** What `helm package` writes of a chart: its entries in Helm's order, charts within sorted by name (Helm's own order is random). */
import { ChartError } from '../chart-error';
import { encodeGoYaml } from '../go-yaml';
import { compareUtf8, goStruct } from '../go-json';
import { dependencyStruct, metadataStruct } from '../helm-metadata';
import type { ChartLock } from '../chart-yaml';
import type { HelmMetadata } from '../helm-types';
import { lockTime } from './lock-time';
import type { FolderChart } from './folder-chart';

export interface ArchiveEntry {
  /** In the archive, below its one folder. */
  readonly path: string;
  /** Where it comes from; null for what is written anew. */
  readonly origin: string | null;
  readonly isFromArchive: boolean;
  readonly read: () => Promise<Buffer>;
}

/** `path`: where the chart stands in the archive. */
export function entriesOf(chart: FolderChart, path = ''): readonly ArchiveEntry[] {
  const prefix = path === '' ? '' : `${path}/`;
  const files = chart.files.map(({ path: name, origin, isFromArchive, read }) => ({
    path: `${prefix}${name}`,
    origin,
    isFromArchive,
    read,
  }));
  const charts = [...chart.charts].sort((left, right) => compareUtf8(left.metadata.name, right.metadata.name));
  return [
    written(`${prefix}Chart.yaml`, chartYaml(chart.metadata)),
    ...(chart.lock === null ? [] : [written(`${prefix}Chart.lock`, chartLock(chart.lock))]),
    ...files,
    ...charts.flatMap((within) => entriesOf(within, `${prefix}charts/${within.metadata.name}`)),
  ];
}

/** What Chart.yaml names must lie in charts/, whatever its condition says. Throws ChartError `missing-dependencies`. */
export function assertDependenciesThere({ metadata, charts }: FolderChart): void {
  const there = new Set(charts.map((chart) => chart.metadata.name));
  const missing = metadata.dependencies.map(({ name }) => name).filter((name) => !there.has(name));
  if (missing.length === 0) return;
  throw new ChartError(
    'missing-dependencies',
    `Chart.yaml names ${listed(missing)}, but charts/ doesn't hold ${missing.length === 1 ? 'it' : 'them'}. Run \`helm dependency build\` in the folder, then drop it again.`,
    { details: `found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}` },
  );
}

/** More would not be read. */
const MAX_LISTED = 10;

function listed(names: readonly string[]): string {
  const rest = names.length - MAX_LISTED;
  return rest > 0 ? `${names.slice(0, MAX_LISTED).join(', ')} and ${rest} more` : names.join(', ');
}

function written(path: string, text: string): ArchiveEntry {
  return { path, origin: null, isFromArchive: false, read: () => Promise.resolve(Buffer.from(text)) };
}

/** The dependencies of a v1 chart stand in its requirements.yaml. */
function chartYaml(metadata: HelmMetadata): string {
  return encodeGoYaml(metadataStruct(metadata.apiVersion === 'v1' ? { ...metadata, dependencies: [] } : metadata));
}

function chartLock({ generated, digest, dependencies }: ChartLock): string {
  return encodeGoYaml(
    goStruct(
      [
        ['generated', lockTime(generated)],
        ['digest', digest],
        ['dependencies', dependencies.length === 0 ? null : dependencies.map((each) => each && dependencyStruct(each))],
      ],
      ['generated', 'digest', 'dependencies'],
    ),
  );
}
