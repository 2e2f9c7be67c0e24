/** What the tests of releases begin with: a cluster, and a registry that has some of its charts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChartSource } from '../../shared/release-source';
import { openCluster, type TestCluster } from './cluster';
import { packClusterCharts, type ClusterCharts } from './cluster-charts';
import { startChartRegistry, type ChartRegistry } from './release-stage';

/** ms; a cluster may have to be started for it. */
export const OPEN_TIMEOUT_MS = 180_000;

export interface ReleaseCluster {
  readonly cluster: TestCluster;
  readonly registry: ChartRegistry;
  /** Each chart as its registry has it. */
  readonly source: (chart: keyof ClusterCharts) => ChartSource;
  /** The packaged charts, and what a test wants to put beside them. */
  readonly folder: string;
  readonly charts: ClusterCharts;
  close(): Promise<void>;
}

/** `pushed`: what the registry has from the start. */
export async function openReleaseCluster(...pushed: readonly (keyof ClusterCharts)[]): Promise<ReleaseCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-releases-'));
  const charts = await packClusterCharts(folder);
  const registry = await startChartRegistry();
  const sources = new Map<keyof ClusterCharts, ChartSource>();
  for (const chart of pushed) sources.set(chart, await registry.push(charts[chart]));
  const cluster = await openCluster({ context: 'kind-dev' });
  return {
    cluster,
    registry,
    folder,
    charts,
    source(chart) {
      const source = sources.get(chart);
      if (source === undefined) throw new Error(`${chart} was not pushed.`);
      return source;
    },
    async close() {
      await cluster.close();
      await registry.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
