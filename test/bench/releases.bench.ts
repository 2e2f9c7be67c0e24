/** Releases of a real Kubernetes API, beside the real helm on the same cluster: the list of a thousand, and the preview of an upgrade. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readReleaseList } from '../../electron/releases/release-reader';
import { clusterMissing, openCluster, type TestCluster } from '../support/cluster';
import {
  APPLY,
  INSTALL,
  install,
  openReleaseStage,
  startChartRegistry,
  type ChartRegistry,
  type ReleaseStage,
} from '../support/release-stage';
import { inBenchFolder, smallChart } from './support/bench-charts';
import { benchRounds, helmProgram } from './support/bench-input';
import { compare, elapsed, type Comparison } from './support/measure';
import { makeReleaseSecrets } from './support/release-secrets';
import { atMost, comparisonRow, printTable, type Row } from './support/table';

const run = promisify(execFile);
const { signal } = new AbortController();
const CONTEXT = 'kind-dev';
const COUNT = 1_000;
/** Over helm's own time. */
const MAX_LIST_MS = 300;
const MAX_PREVIEW_MS = 200;
const VALUES = 'deployment: {replicas: 2}\n';

interface Bench {
  readonly folder: string;
  readonly cluster: TestCluster;
  readonly stage: ReleaseStage;
  readonly registry: ChartRegistry;
  readonly helm: (...args: readonly string[]) => Promise<unknown>;
}

async function compareList({ cluster, stage, helm }: Bench): Promise<Comparison> {
  const namespace = await cluster.createNamespace('many');
  const names = Array.from({ length: COUNT }, (_, index) => `release-${String(index).padStart(4, '0')}`);
  await makeReleaseSecrets(cluster, { namespace, names });
  return compare(
    benchRounds(),
    async () => {
      const place = { context: CONTEXT, namespace: null };
      let count = 0;
      const took = await elapsed(async () => {
        count = (await readReleaseList(stage.access, place, signal)).releases.length;
      });
      if (count < COUNT) throw new Error(`Only ${count} releases were listed.`);
      return took;
    },
    () => elapsed(() => helm('list', '--all-namespaces', '--max', '0', '-o', 'json')),
  );
}

async function comparePreview({ folder, cluster, stage, registry, helm }: Bench): Promise<Comparison> {
  const chart = await smallChart(folder);
  const source = await registry.push(chart.path);
  const place = { context: CONTEXT, namespace: await cluster.createNamespace('preview'), name: 'web' };
  await install(stage, { place, source, values: '', options: INSTALL });
  const values = join(folder, 'values.yaml');
  await writeFile(values, VALUES);
  return compare(
    benchRounds(),
    () => elapsed(() => stage.previews.upgrade({ place, source, values: VALUES, options: APPLY }, { signal })),
    () =>
      elapsed(() =>
        helm('upgrade', 'web', chart.path, '-n', place.namespace, '-f', values, '--dry-run=server', '-o', 'json'),
      ),
  );
}

function overRow(what: string, times: Comparison, maxOverMs: number): Row {
  const over = times.ours - times.theirs;
  const budget = atMost(maxOverMs, over, 'ms over');
  return { ...comparisonRow(what, times), budget: { ...budget, words: `${budget.words} helm, is ${over.toFixed(0)}` } };
}

async function bench(folder: string): Promise<void> {
  const [registry, cluster] = [await startChartRegistry(), await openCluster({ context: CONTEXT })];
  const { kubeconfig } = cluster;
  const stage = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion: '4.2.3' });
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: kubeconfig };
  const helm = (...args: readonly string[]) => run(helmProgram(), args, { env, maxBuffer: 64 * 1024 * 1024 });
  const all = { folder, cluster, stage, registry, helm };
  try {
    const rows = [
      overRow('preview of an upgrade, with its history', await comparePreview(all), MAX_PREVIEW_MS),
      overRow('list of 1,000 releases', await compareList(all), MAX_LIST_MS),
    ];
    printTable('Releases beside helm', 'helm', rows, [
      `Medians of ${benchRounds()}, taking turns, on a Kubernetes API of this machine. helm: a dry run of the same upgrade, and the same list.`,
    ]);
  } finally {
    await stage.close();
    await cluster.close();
    await registry.stop();
  }
}

const missing = clusterMissing();
if (missing === null) await inBenchFolder(bench);
else console.log(`\nReleases beside helm: not measured. ${missing}`);
