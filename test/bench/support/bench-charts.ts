/** The charts of the bench, and a folder for all that a part writes. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FIXTURE_TIME, writeChartFixture } from '../../support/chart-fixtures';
import { megabytes } from './table';

export interface BenchChart {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As a table names it. */
  readonly size: string;
}

/** A real chart with 70 files and large schemas. Where it isn't there, one of its size stands in. */
const SAMPLE = resolve('../shared/charts/traefik-41.3.0.tgz');

/** About 238 KB. */
export async function smallChart(folder: string): Promise<BenchChart> {
  const path = join(folder, 'traefik-41.3.0.tgz');
  if (existsSync(SAMPLE)) await copyFile(SAMPLE, path);
  else {
    const chartYaml = 'apiVersion: v2\nname: traefik\nversion: 41.3.0\n';
    const files = { 'files/filler': noise(175_000) };
    await copyFile(await writeChartFixture(folder, { title: 'small', chartYaml, files }), path);
  }
  await utimes(path, FIXTURE_TIME, FIXTURE_TIME);
  return { path, name: 'traefik', version: '41.3.0', size: `${((await stat(path)).size / 1000).toFixed(0)} KB` };
}

/** About 20 MB in eight files: no file of a chart may have more than 5 MB. */
export async function largeChart(folder: string): Promise<BenchChart> {
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`files/${index}`, noise(2_500_000)]));
  const chartYaml = 'apiVersion: v2\nname: large\nversion: 1.0.0\n';
  const path = await writeChartFixture(folder, { title: 'large', chartYaml, files });
  return { path, name: 'large', version: '1.0.0', size: megabytes((await stat(path)).size) };
}

/** Text that packs to about as many bytes as are asked for. */
function noise(bytes: number): string {
  return randomBytes(bytes).toString('base64');
}

/** Runs `work` with a folder that is gone afterwards. */
export async function inBenchFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
