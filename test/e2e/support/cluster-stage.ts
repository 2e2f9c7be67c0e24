/** What tests of clusters begin with, and what is taken down behind them: charts, a registry to push to, a cluster, the app. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test, type Page } from '@playwright/test';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { clusterMissing, openCluster, type TestCluster } from '../../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../../support/cluster-charts';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { launchWithCluster, type ClusterAppOptions } from './cluster-app';
import { removeUserData, type LaunchedApp } from './launch';

const run = promisify(execFile);

/** Use of one is allowed within a test only. */
export interface ClusterStage {
  /** Its context's name. */
  readonly context: string;
  readonly folder: () => string;
  readonly charts: () => ClusterCharts;
  readonly cluster: () => TestCluster;
  readonly registry: () => DockerRegistry;
  /** The app, until the end of the test; without a `kubeconfig` with that of the cluster. */
  readonly launch: (options?: Partial<ClusterAppOptions>) => Promise<LaunchedApp>;
  /** What the real helm 4.2.3 prints. */
  readonly helm: (...args: readonly string[]) => Promise<string>;
}

export interface ClusterStageOptions {
  readonly context: string;
  /** Whether a test stops parts of the cluster. All other files of a worker share one. */
  readonly isStopped?: boolean;
}

/** For the whole file: skips its tests with the reason where there is no cluster. */
export function clusterStage({ context, isStopped = false }: ClusterStageOptions): ClusterStage {
  const missing = clusterMissing();
  let opened: Omit<ClusterStage, 'context' | 'launch' | 'helm'> | undefined;
  let launched: LaunchedApp | undefined;

  test.skip(missing !== null, missing ?? '');
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-stage-'));
    const charts = await packClusterCharts(folder);
    const [registry, cluster] = [await startDockerRegistry(), await openCluster({ context, isShared: !isStopped })];
    opened = { folder: () => folder, charts: () => charts, cluster: () => cluster, registry: () => registry };
  });
  test.afterAll(async () => {
    if (opened === undefined) return;
    await opened.cluster().close();
    await opened.registry().stop();
    await rm(opened.folder(), { recursive: true, force: true });
  });
  test.afterEach(async () => {
    if (launched === undefined) return;
    await launched.close();
    await removeUserData(launched.userDataFolder);
    launched = undefined;
  });

  function parts() {
    if (opened === undefined) throw new Error('the stage is there within tests only');
    return opened;
  }
  return {
    context,
    folder: () => parts().folder(),
    charts: () => parts().charts(),
    cluster: () => parts().cluster(),
    registry: () => parts().registry(),
    async launch(options = {}) {
      launched = await launchWithCluster({ kubeconfig: parts().cluster().kubeconfig, ...options });
      return launched;
    },
    async helm(...args) {
      const env = {
        PATH: process.env['PATH'],
        HOME: parts().folder(),
        KUBECONFIG: parts().cluster().kubeconfig,
      };
      return (await run(await ensureHelm('4.2.3'), args, { env })).stdout;
    },
  };
}

/** Chooses it in the list of releases. */
export async function chooseNamespace(page: Page, namespace: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Namespace' }).click();
  await page.getByRole('combobox', { name: 'Filter namespaces' }).fill(namespace);
  await page.keyboard.press('Enter');
}
