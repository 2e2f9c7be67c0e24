/** From pressing Upgrade on a release's page until its values can be edited, in the real window on a real Kubernetes API. */
import type { Page } from '@playwright/test';
import { launchWithCluster } from '../e2e/support/cluster-app';
import { removeUserData, type LaunchedApp } from '../e2e/support/launch';
import { clusterMissing, openCluster } from '../support/cluster';
import { INSTALL, startChartRegistry } from '../support/release-stage';
import { inBenchFolder, smallChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { callMain } from './support/call-main';
import { median } from './support/measure';
import { atMost, milliseconds, printTable } from './support/table';

const CONTEXT = 'kind-dev';
const MAX_READY_MS = 300;
const MAX_LONG_TASK_MS = 50;
const INSTALL_TIMEOUT_MS = 60_000;

interface Measured {
  readonly readyMs: number;
  /** The longest that the window did not answer meanwhile; 0 where no task took 50 ms. */
  readonly longestTaskMs: number;
}

/** Pressed in the page itself, so that no messages to and from it count. */
function pressUpgrade(page: Page, wizard: string): Promise<Measured> {
  return page.evaluate(async (hash) => {
    const giveUpAfterMs = 30_000;
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ entryTypes: ['longtask'] });
    const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent === 'Upgrade');
    if (!(button instanceof HTMLElement)) throw new Error('There is no button Upgrade.');
    const startedAt = performance.now();
    button.click();
    // Past the two steps that show what is upgraded, and to what.
    location.hash = hash;
    const rows = '[role="grid"][aria-label="Values"] tr:nth-child(5)';
    while (
      document.querySelector('[aria-label="Overrides"] .cm-content') === null ||
      document.querySelector(rows) === null
    ) {
      if (performance.now() - startedAt > giveUpAfterMs) throw new Error(`No values: ${document.body.innerText}`);
      await new Promise(requestAnimationFrame);
    }
    const readyMs = performance.now() - startedAt;
    // Tasks are told of after they have ended.
    await new Promise((resolve) => setTimeout(resolve, 300));
    observer.disconnect();
    return { readyMs, longestTaskMs: Math.max(0, ...tasks) };
  }, wizard);
}

async function measure(launched: LaunchedApp, place: { readonly namespace: string }): Promise<readonly Measured[]> {
  const { page } = launched;
  const all: Measured[] = [];
  for (let round = 0; round <= benchRounds(); round += 1) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `/releases/${CONTEXT}/${place.namespace}/web`);
    await page.getByRole('button', { name: 'Upgrade', exact: true }).waitFor();
    await page.waitForTimeout(500);
    all.push(await pressUpgrade(page, `/upgrade/${CONTEXT}/${place.namespace}/web?step=values`));
  }
  // The first one loads the program of the editor, too: told by itself.
  return all;
}

async function bench(folder: string): Promise<void> {
  const [registry, cluster] = [await startChartRegistry(), await openCluster({ context: CONTEXT })];
  const launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  try {
    const source = await registry.push((await smallChart(folder)).path);
    const place = { context: CONTEXT, namespace: await cluster.createNamespace('upgrade'), name: 'web' };
    await callMain(page, 'registries.add', { address: source.address, plainHttp: true, login: null });
    const request = { place, source, values: 'deployment: {replicas: 2}\n', options: INSTALL };
    const { id } = await callMain<{ readonly id: string }>(page, 'previews.install', request);
    await callMain(page, 'operations.install', { previewId: id, request, confirmedContext: null });
    const last = [
      'get',
      'secret',
      'sh.helm.release.v1.web.v1',
      '-n',
      place.namespace,
      '-o',
      'jsonpath={.metadata.labels.status}',
    ];
    const endsAt = Date.now() + INSTALL_TIMEOUT_MS;
    while ((await cluster.kubectl(last).catch(() => '')) !== 'deployed') {
      if (Date.now() > endsAt) throw new Error('The release was not installed in time.');
    }
    const [first, ...rest] = await measure(launched, place);
    const readyMs = median(rest.map((each) => each.readyMs));
    const longestTaskMs = median(rest.map((each) => each.longestTaskMs));
    printTable(
      'From Upgrade to values that can be edited',
      '',
      [
        {
          what: 'its chart in the cache',
          ours: milliseconds(readyMs),
          budget: atMost(MAX_READY_MS, readyMs, 'ms'),
        },
        { what: 'the first time after the start', ours: milliseconds(first?.readyMs ?? 0) },
        {
          what: 'longest task of the window meanwhile',
          ours: milliseconds(longestTaskMs),
          budget: atMost(MAX_LONG_TASK_MS, longestTaskMs, 'ms'),
        },
      ],
      [
        `Medians of ${rest.length} in the real window. A chart with some 2,000 values and a large schema, where it is there.`,
      ],
    );
  } finally {
    await launched.close();
    await removeUserData(launched.userDataFolder);
    await cluster.close();
    await registry.stop();
  }
}

const missing = clusterMissing();
if (missing === null) await inBenchFolder(bench);
else console.log(`\nFrom Upgrade to values: not measured. ${missing}`);
