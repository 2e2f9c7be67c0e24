/** Two versions of a large chart in the real window: from the click until what differs is told, and until its lines are read. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addRegistry } from '../e2e/support/add-registry';
import { launchApp, removeUserData } from '../e2e/support/launch';
import { pushArchive } from '../e2e/support/push-archive';
import { changedChart } from '../support/changed-chart';
import { startDockerRegistry } from '../support/docker-registry';
import { writeChartOfFiles } from '../support/chart-of-files';
import { inBenchFolder, smallChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { median } from './support/measure';
import { atMost, milliseconds, printTable, type Row } from './support/table';

const MAX_COMPARED_MS = 400;
const LONG_TASK_MS = 50;
const VALUES = Array.from({ length: 2_000 }, (_, at) => `# -- What value ${at} is for.\nvalue${at}: text ${at}\n`).join(
  '',
);

interface Opened {
  readonly shownMs: number;
  readonly longestTaskMs: number;
}

/** Follows a link and waits until an element is painted that has these words. */
function open(page: Page, hash: string, selector: string, words: string): Promise<Opened> {
  return page.evaluate(
    async ([to, query, text]) => {
      const giveUpAfterMs = 60_000;
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      );
      observer.observe({ entryTypes: ['longtask'] });
      const isThere = (): boolean =>
        [...document.querySelectorAll(query)].some((element) => element.textContent?.includes(text));
      const startedAt = performance.now();
      location.hash = to;
      while (!isThere()) {
        if (performance.now() - startedAt > giveUpAfterMs) throw new Error(`Not there: ${document.body.innerText}`);
        await new Promise(requestAnimationFrame);
      }
      const shownMs = performance.now() - startedAt;
      // Tasks are told of after they have ended.
      await new Promise((resolve) => setTimeout(resolve, 400));
      observer.disconnect();
      return { shownMs, longestTaskMs: Math.max(0, ...tasks) };
    },
    [hash, selector, words] as const,
  );
}

function taskTime(ms: number): string {
  return ms === 0 ? `≤ ${LONG_TASK_MS} ms` : milliseconds(ms);
}

async function leave(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '/settings'));
  // As in a window that was just opened: no answer is kept in it.
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
}

await inBenchFolder(async (folder) => {
  const isReal = existsSync('../shared/charts/traefik-41.3.0.tgz');
  const path = isReal
    ? (await smallChart(folder)).path
    : await writeChartOfFiles(folder, { name: 'traefik', version: '41.3.0', files: { 'values.yaml': VALUES } });
  const archive = await readFile(path);
  const later = await changedChart(archive, {
    'Chart.yaml': (text) => text.replace(/^version: .*$/m, 'version: 42.0.0'),
    'values.yaml': (text) => `${text.replaceAll(': true', ': false')}newest: yes\n`,
    'templates/newest.yaml': () => 'kind: ConfigMap\n',
  });
  const registry = await startDockerRegistry();
  const { address } = registry;
  const launched = await launchApp();
  try {
    const { page } = launched;
    const repository = 'charts/traefik';
    await pushArchive({ address, repository, tag: '41.3.0', archive });
    await pushArchive({ address, repository, tag: '42.0.0', archive: later });
    await addRegistry(page, address);
    const sides = new URLSearchParams({
      from: JSON.stringify(`${address}/${repository}:41.3.0`),
      to: JSON.stringify(`${address}/${repository}:42.0.0`),
    });
    const summaries: Opened[] = [];
    const lines: Opened[] = [];
    for (let round = 0; round <= benchRounds(); round += 1) {
      await leave(page);
      summaries.push(await open(page, `/compare?${sides}`, '[aria-label="Summary"]', 'new value'));
      await leave(page);
      lines.push(await open(page, `/compare?${sides}&tab=values`, '[aria-label^="Differences in"]', 'Added: '));
    }
    // The first round fetches and unpacks the archives, and starts the thread.
    const [first, ...rest] = summaries;
    const shownMs = median(rest.map((each) => each.shownMs));
    const linesMs = median(lines.slice(1).map((each) => each.shownMs));
    const taskRow = (what: string, looks: readonly Opened[]): Row => {
      const longest = looks.slice(1).map((each) => each.longestTaskMs);
      const ms = median(longest);
      return {
        what: `longest task of the window until then: ${what}`,
        ours: taskTime(ms),
        theirs: taskTime(Math.max(...longest)),
        budget: atMost(LONG_TASK_MS, ms, 'ms'),
      };
    };
    printTable(
      `Two versions of ${isReal ? 'traefik' : 'a chart with 2,000 values'}`,
      'worst look',
      [
        {
          what: 'until it is told what differs',
          ours: milliseconds(shownMs),
          budget: atMost(MAX_COMPARED_MS, shownMs, 'ms'),
        },
        { what: 'the same for the first time, fetching both', ours: milliseconds(first?.shownMs ?? 0) },
        { what: 'until the lines of their values are there', ours: milliseconds(linesMs) },
        taskRow('the summary', summaries),
        taskRow('the lines', lines),
      ],
      [
        `Medians of ${rest.length} in the real window, each in a page that was loaded anew.`,
        'The archives are in the cache, as after any look at the charts.',
      ],
    );
  } finally {
    await launched.close();
    await registry.stop();
    await removeUserData(launched.userDataFolder);
  }
});
