/**
 * Answers what a handed-over file is: a chart with everything that a push would send, or why it can't be pushed. Remembers
 * what it answered, so that nothing else is pushed under that id. Asks no registry.
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppError } from '../../shared/errors';
import type { PackagedSummary } from '../../shared/packaged-folder';
import type { FileId, InspectedFile } from '../../shared/push';
import { ChartError, type ChartIdentity } from '../charts/chart-error';
import { OfferedFileError } from '../files/offered-file-error';
import type { PackagedFolder } from '../charts/package/package-folder';
import type { OfferedFiles } from '../files/offered-files';
import type { PackagedFolders } from './packaged-folders';
import type { PreparedChart, PreparedCharts } from './prepared-charts';
import { assertAsShown, shownChart, type ShownChart } from './shown-chart';
import { foreignFile, isChartFolder, isForeignFile, unusableAtSight } from './unusable-file';

/** Chart.yaml may hold megabytes; a row shows a line. In characters. */
const MAX_TEXT_LENGTH = 1000;

export interface FileInspectorOptions {
  readonly offeredFiles: OfferedFiles;
  readonly charts: PreparedCharts;
  readonly folders: PackagedFolders;
  readonly toAppError: (error: unknown) => AppError;
}

export interface FileInspector {
  /** Reads the file as it is now. Throws OfferedFileError for an unknown id; what is wrong with the file is an answer. */
  readonly inspect: (fileId: FileId, options: { readonly signal: AbortSignal }) => Promise<InspectedFile>;
  /** What the last inspection showed. Throws OfferedFileError where it showed no chart. */
  readonly shown: (fileId: FileId) => { readonly filePath: string; readonly chart: ShownChart };
  /** The chart, ready for a push. Throws ChartError `changed` or `vanished` where it is not as shown any more. */
  readonly prepare: (fileId: FileId, options: { readonly signal: AbortSignal }) => Promise<PreparedChart>;
}

export function createFileInspector({
  offeredFiles,
  charts,
  folders,
  toAppError,
}: FileInspectorOptions): FileInspector {
  // By path, of which the store of offered files remembers a bounded number. `filePath` is the archive's, also of a folder.
  const shownByFile = new Map<FileId, { readonly filePath: string; readonly chart: ShownChart }>();

  function shown(fileId: FileId): { readonly filePath: string; readonly chart: ShownChart } {
    const fileName = basename(offeredFiles.pathOf(fileId));
    const found = shownByFile.get(fileId);
    if (found === undefined) {
      throw new OfferedFileError('unknown-file', `${fileName} wasn't shown as a chart. Drop it again.`);
    }
    return found;
  }

  return {
    shown,
    async inspect(fileId, { signal }) {
      const filePath = offeredFiles.pathOf(fileId);
      shownByFile.delete(fileId);
      try {
        const problem = await unusableAtSight(filePath);
        if (problem !== null) return await unusable(fileId, filePath, problem);
        const folder = (await isChartFolder(filePath)) ? await folders.add(fileId, filePath, { signal }) : null;
        const chart = await charts.prepare(folder?.archivePath ?? filePath, { signal });
        shownByFile.set(fileId, { filePath: chart.filePath, chart: shownChart(chart) });
        return describe(fileId, chart, folder === null ? null : { folder, name: basename(filePath) });
      } catch (error) {
        await folders.release([fileId]);
        signal.throwIfAborted();
        const problem = isForeignFile(filePath, error) ? foreignFile(filePath) : toAppError(error);
        return await unusable(fileId, filePath, problem, error instanceof ChartError ? error.chart : undefined);
      }
    },
    async prepare(fileId, { signal }) {
      const { filePath, chart: expected } = shown(fileId);
      const chart = await charts.prepare(filePath, { signal });
      assertAsShown(chart, expected);
      return chart;
    },
  };
}

function describe(
  fileId: FileId,
  { archive, provenance }: PreparedChart,
  from: { readonly folder: PackagedFolder; readonly name: string } | null,
): InspectedFile {
  const { metadata } = archive;
  return {
    kind: 'chart',
    fileId,
    fileName: archive.fileName,
    name: metadata.name,
    version: metadata.version,
    ...(metadata.appVersion === '' ? {} : { appVersion: clip(metadata.appVersion) }),
    ...(metadata.description === '' ? {} : { description: clip(metadata.description) }),
    deprecated: metadata.deprecated,
    sizeBytes: archive.sizeBytes,
    digest: archive.digest,
    ...(provenance === null
      ? {}
      : {
          provenance: {
            fileName: provenance.file.fileName,
            sizeBytes: provenance.file.sizeBytes,
            matches: provenance.check.outcome === 'matches',
          },
        }),
    ...(from === null ? {} : { packaged: packagedSummary(from.folder, from.name) }),
    warnings: [
      ...archive.warnings.map((warning) => clip(warning.message)),
      ...(from === null ? [] : caseWarnings(from.folder).map(clip)),
    ],
  };
}

function packagedSummary({ packed, leftOut }: PackagedFolder, folderName: string): PackagedSummary {
  return {
    folderName,
    fileCount: packed.length,
    contentBytes: packed.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    leftOutCount: leftOut.length,
  };
}

function caseWarnings({ clashes: [first, ...others] }: PackagedFolder): readonly string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more pairs do`;
  return [
    `${first.join(' and ')} differ in case only${more}: on macOS and Windows one would take the place of the other.`,
  ];
}

async function unusable(
  fileId: FileId,
  filePath: string,
  error: AppError,
  chart?: ChartIdentity,
): Promise<InspectedFile> {
  const sizeBytes = await fileSize(filePath);
  return {
    kind: 'unusable',
    fileId,
    fileName: basename(filePath),
    ...(sizeBytes === null ? {} : { sizeBytes }),
    ...(chart === undefined ? {} : { name: clip(chart.name) }),
    ...(chart === undefined || chart.version === '' ? {} : { version: clip(chart.version) }),
    error,
  };
}

/** Null for folders and for what can't be seen. */
async function fileSize(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}

function clip(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}
