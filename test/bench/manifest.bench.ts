/** A manifest of 5 MB in the real window: from the main process's answer to a list of its resources that can be used. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ChartroomBridge } from '../../shared/ipc/bridge';
import { launchWithCluster } from '../e2e/support/cluster-app';
import { removeUserData } from '../e2e/support/launch';
import { writeChartOfFiles } from '../support/chart-of-files';
import { startChartRegistry } from '../support/release-stage';
import { inBenchFolder } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { callMain } from './support/call-main';
import { median } from './support/measure';
import { atMost, megabytes, milliseconds, printTable } from './support/table';
import type { RenderRequest } from '../../shared/ipc/render-contract';

/** Of some 650 bytes each. */
const COUNT = 6_500;
const MAX_LIST_MS = 400;
const MAX_LONG_TASK_MS = 100;
const TEMPLATE = `{{- range $at := until ${COUNT} }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-{{ $at }}
  labels: {app.kubernetes.io/name: big}
data:
${Array.from({ length: 12 }, (_, line) => `  key-${line}: "the value of this line, which is a text"\n`).join('')}{{- end }}
`;

interface Opened {
  readonly openedMs: number;
  readonly longestTaskMs: number;
}

/** From following a link to the tab until the list is painted; helm runs meanwhile. */
function openRender(page: Page, hash: string): Promise<Opened> {
  return page.evaluate(async (to) => {
    const giveUpAfterMs = 60_000;
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ entryTypes: ['longtask'] });
    const startedAt = performance.now();
    location.hash = to;
    while (document.querySelectorAll('[role="grid"][aria-label="Resources"] tr').length < 5) {
      if (performance.now() - startedAt > giveUpAfterMs) throw new Error(`No list: ${document.body.innerText}`);
      await new Promise(requestAnimationFrame);
    }
    const openedMs = performance.now() - startedAt;
    // Tasks are told of after they have ended.
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.disconnect();
    return { openedMs, longestTaskMs: Math.max(0, ...tasks) };
  }, hash);
}

/** The same call by itself: helm, and what the main process makes of its answer. */
function answerMs(
  page: Page,
  request: RenderRequest,
): Promise<{ readonly tookMs: number; readonly characters: number }> {
  return page.evaluate(async (input) => {
    const { chartroom } = window as unknown as { readonly chartroom: ChartroomBridge };
    const startedAt = performance.now();
    const { length } = await chartroom.call(crypto.randomUUID(), 'charts.render', input);
    return { tookMs: performance.now() - startedAt, characters: length };
  }, request);
}

async function bench(folder: string): Promise<void> {
  const registry = await startChartRegistry();
  const launched = await launchWithCluster({ kubeconfig: join(folder, 'no-kubeconfig') });
  const { page } = launched;
  try {
    const files = { 'templates/all.yaml': TEMPLATE };
    const source = await registry.push(await writeChartOfFiles(folder, { name: 'big', version: '1.0.0', files }));
    const { address, repository, digest } = source;
    await callMain(page, 'registries.add', { address, plainHttp: true, login: null });
    const options = {
      kubernetesVersion: null,
      apiVersions: [],
      includeCrds: true,
      includeHooks: true,
      isUpgrade: false,
    };
    const chart = { kind: 'registry', address, repository, digest } as const;
    const request: RenderRequest = { source: chart, name: 'big', namespace: 'default', values: '', options };
    const opened: Opened[] = [];
    const answered: number[] = [];
    let characters = 0;
    for (let round = 0; round <= benchRounds(); round += 1) {
      const { tookMs, characters: length } = await answerMs(page, request);
      characters = length;
      answered.push(tookMs);
      await page.evaluate(() => void (location.hash = '/settings'));
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      opened.push(await openRender(page, `/charts/${encodeURIComponent(address)}/${repository}:1.0.0?tab=render`));
    }
    // The first round loads what is needed for all.
    const [, ...rest] = opened;
    const listMs = median(rest.map(({ openedMs }) => openedMs)) - median(answered.slice(1));
    const longestTaskMs = median(rest.map((each) => each.longestTaskMs));
    printTable(
      `A manifest of ${COUNT} resources, an answer of ${megabytes(characters)}`,
      '',
      [
        {
          what: 'its list, once helm has made it',
          ours: milliseconds(listMs),
          budget: atMost(MAX_LIST_MS, listMs, 'ms'),
        },
        {
          what: 'longest task of the window meanwhile',
          ours: milliseconds(longestTaskMs),
          budget: atMost(MAX_LONG_TASK_MS, longestTaskMs, 'ms'),
        },
        { what: 'helm and the main process, for comparison', ours: milliseconds(median(answered.slice(1))) },
      ],
      [
        `Medians of ${rest.length} in the real window: from the link to the list, less the time of the same call by itself.`,
      ],
    );
  } finally {
    await launched.close();
    await removeUserData(launched.userDataFolder);
    await registry.stop();
  }
}

await inBenchFolder(bench);
