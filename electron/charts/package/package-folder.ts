/**
 * Packages a chart's folder as `helm package` does: the same entries with the same content, in an archive whose bytes are the same each
 * time. Tells what went in and what was left out, and why. Runs nothing and changes nothing in the folder.
 */
import { join } from 'node:path';
import type { Digest } from '../../../shared/digest';
import { ChartError } from '../chart-error';
import type { HelmMetadata } from '../helm-types';
import { UnpackBudget } from '../unpack-budget';
import { assertDependenciesThere, entriesOf } from './archive-entries';
import { archiveTime } from './archive-time';
import { sourceOfFile } from './chart-sources';
import { sortChart, type FolderChart, type UnusedReason } from './folder-chart';
import type { IgnoreRule } from './helm-ignore';
import { assertStillThere, walkFolder } from './walk-folder';
import { writeArchive } from './write-archive';

export interface PackedFile {
  /** In the archive, below its one folder. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Where it comes from in the folder: a file, or an archive of a chart within. Null for what is written anew. */
  readonly origin: string | null;
}

export interface LeftOutFile {
  /** In the folder. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly reason: IgnoreRule | UnusedReason;
}

export interface PackagedFolder {
  readonly archivePath: string;
  readonly digest: Digest;
  readonly metadata: HelmMetadata;
  readonly packed: readonly PackedFile[];
  readonly leftOut: readonly LeftOutFile[];
  /** Names that are one and the same where case doesn't count: there, one file would hide the other. */
  readonly clashes: readonly (readonly [string, string])[];
}

export interface PackageOptions {
  readonly signal: AbortSignal;
}

/**
 * Writes `NAME-VERSION.tgz` into `targetFolder`, which must be empty. Throws ChartError for what can't be packaged and the signal's
 * reason when aborted; nothing is left there then but, at most, a part of the archive.
 */
export async function packageFolder(
  folderPath: string,
  targetFolder: string,
  { signal }: PackageOptions,
): Promise<PackagedFolder> {
  const options = { signal, budget: new UnpackBudget() };
  const walked = await walkFolder(folderPath, options);
  const chart = await sortChart(
    walked.files.map((file) => sourceOfFile(file, options)),
    options,
  );
  const { name, version } = chart.metadata;
  try {
    assertDependenciesThere(chart);
    const entries = entriesOf(chart);
    // Neither can hold a slash: both were checked.
    const archivePath = join(targetFolder, `${name}-${version}.tgz`);
    const { digest, sizes } = await writeArchive(archivePath, name, entries, {
      signal,
      timeSeconds: archiveTime(process.env),
    });
    await assertStillThere(walked, options);
    return {
      archivePath,
      digest,
      metadata: chart.metadata,
      packed: entries.map(({ path, origin }, index) => ({ path, origin, sizeBytes: sizes[index] ?? 0 })),
      leftOut: [
        ...walked.ignored.map(({ path, isFolder, rule }) => ({ path, isFolder, reason: rule })),
        ...unusedIn(chart).map(({ path, reason }) => ({ path, isFolder: false, reason })),
      ],
      clashes: clashesIn(entries.map(({ path }) => path)),
    };
  } catch (error) {
    throw error instanceof ChartError ? error.about({ name, version }) : error;
  }
}

function unusedIn(chart: FolderChart): FolderChart['unused'] {
  return [...chart.unused, ...chart.charts.flatMap(unusedIn)];
}

/** Once for each name that is there already, in another case. Case is Unicode's, as macOS and Windows have it, nearly. */
function clashesIn(paths: readonly string[]): readonly (readonly [string, string])[] {
  const seen = new Map<string, string>();
  const clashes: (readonly [string, string])[] = [];
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, path);
    else if (other !== path) clashes.push([other, path]);
  }
  return clashes;
}
