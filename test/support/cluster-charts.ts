/**
 * The charts of test/fixtures/charts, packed for tests that install them or push them to a registry: `shop` in two versions, and
 * charts that helm refuses, or fails with.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packSampleCharts } from '../../scripts/sample-charts.mjs';

export interface ClusterCharts {
  /** A deployment, service, settings, a Secret, a CRD, a job after the installation, a sub-chart; with a schema and notes. */
  readonly shop: string;
  /** Its 1.1.0: other defaults, `greeting` in place of `welcome`, one field more in the CRD. */
  readonly newerShop: string;
  /** Its hook fails after a second; never ends with the value `endless: true`. */
  readonly failingHook: string;
  /** Another value of `tier` changes a field that is immutable. */
  readonly rigid: string;
  /** A library chart. */
  readonly library: string;
}

const FIXTURES = resolve('test/fixtures/charts');

/** Packs them into `folder` and gives the paths of the archives. */
export async function packClusterCharts(folder: string): Promise<ClusterCharts> {
  const sources = await mkdtemp(join(tmpdir(), 'chartroom-charts-'));
  try {
    await cp(FIXTURES, sources, { recursive: true });
    // The newer version's folder has what differs, and the rest is as before.
    await cp(join(FIXTURES, 'shop'), join(sources, 'shop-1.1.0'), { recursive: true, force: false });
    await packSampleCharts(sources, folder);
  } finally {
    await rm(sources, { recursive: true, force: true });
  }
  return {
    shop: join(folder, 'shop-1.0.0.tgz'),
    newerShop: join(folder, 'shop-1.1.0.tgz'),
    failingHook: join(folder, 'failing-hook-1.0.0.tgz'),
    rigid: join(folder, 'rigid-1.0.0.tgz'),
    library: join(folder, 'shelf-1.0.0.tgz'),
  };
}
