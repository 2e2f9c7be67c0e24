/** Files that the user handed over and that are no packaged chart: what they are, and what to hand over instead. */
import { lstat, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../shared/errors';
import { ChartError } from '../charts/chart-error';

const ARCHIVE_NAME = /\.(?:tgz|tar\.gz)$/i;
const PROVENANCE_NAME = /\.prov$/i;
const DROP_A_CHART =
  'Drop a packaged chart (.tgz) or a folder containing Chart.yaml; a .prov in the same folder as a .tgz goes along with it.';

/** Why this can't be a chart archive, told without reading it. Null where only reading can tell. */
export async function unusableAtSight(filePath: string): Promise<AppError | null> {
  const fileName = basename(filePath);
  if (await isFolder(filePath)) return (await hasChartYaml(filePath)) ? null : otherFolder(fileName);
  return PROVENANCE_NAME.test(fileName) ? provenanceAlone(fileName) : null;
}

/** A folder that is packaged before it is pushed. */
export async function isChartFolder(filePath: string): Promise<boolean> {
  return (await isFolder(filePath)) && (await hasChartYaml(filePath));
}

/** True for what was never meant to be a chart: not an archive, and not named like one either. */
export function isForeignFile(filePath: string, error: unknown): boolean {
  return (
    error instanceof ChartError &&
    (error.code === 'not-gzip' || error.code === 'not-an-archive' || error.code === 'empty-file') &&
    !ARCHIVE_NAME.test(filePath)
  );
}

export function foreignFile(filePath: string): AppError {
  return invalid(`${basename(filePath)} isn't a chart.`, DROP_A_CHART);
}

function otherFolder(fileName: string): AppError {
  return invalid(`${fileName} is a folder without a Chart.yaml, so it isn't a chart.`, DROP_A_CHART);
}

function provenanceAlone(fileName: string): AppError {
  const chartName = fileName.replace(PROVENANCE_NAME, '');
  return invalid(
    `${fileName} is the provenance file of a chart and isn't pushed alone.`,
    `Put it into the same folder as ${chartName} and drop ${chartName}: it goes along.`,
  );
}

function invalid(message: string, why: string): AppError {
  return { kind: 'invalid-input', message, why };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Gone or not ours to see: reading it says so, in better words.
    return false;
  }
}

/** A link counts too: packaging refuses it in better words. */
async function hasChartYaml(folderPath: string): Promise<boolean> {
  try {
    await lstat(join(folderPath, 'Chart.yaml'));
    return true;
  } catch {
    return false;
  }
}
