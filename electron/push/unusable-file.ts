/** Files that the user handed over and that are no packaged chart: what they are, and what to hand over instead. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../shared/errors';
import { ChartError } from '../charts/chart-error';

const ARCHIVE_NAME = /\.(?:tgz|tar\.gz)$/i;
const PROVENANCE_NAME = /\.prov$/i;
const DROP_AN_ARCHIVE = 'Drop a packaged chart (.tgz); a .prov in the same folder goes along with it.';

/** Why this can't be a chart archive, told without reading it. Null where only reading can tell. */
export async function unusableAtSight(filePath: string): Promise<AppError | null> {
  const fileName = basename(filePath);
  if (await isFolder(filePath)) {
    return (await exists(join(filePath, 'Chart.yaml'))) ? chartFolder(fileName) : otherFolder(fileName);
  }
  return PROVENANCE_NAME.test(fileName) ? provenanceAlone(fileName) : null;
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
  return invalid(`${basename(filePath)} isn't a chart.`, DROP_AN_ARCHIVE);
}

function chartFolder(fileName: string): AppError {
  return {
    ...invalid(
      `${fileName} is a chart folder; only a packaged chart can be pushed.`,
      'Package it first with `helm package`, then drop the .tgz.',
    ),
    details: 'helm push: cannot push directory, must provide chart archive (.tgz)',
  };
}

function otherFolder(fileName: string): AppError {
  return invalid(`${fileName} is a folder without a Chart.yaml, so it isn't a chart.`, DROP_AN_ARCHIVE);
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

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
