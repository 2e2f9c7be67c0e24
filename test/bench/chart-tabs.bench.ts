/** The tabs Values and Schema of a chart's page: from pressing the tab until there is something to read, and how long the window is busy. */
import { existsSync } from 'node:fs';
import { openValuesStage, type ValuesStage } from '../e2e/support/values-stage';
import { inBenchFolder, smallChart, type BenchChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { longestRow, longestTask, watchTasks } from './support/long-tasks';
import { median } from './support/measure';
import { atMost, milliseconds, printTable, type Row } from './support/table';

const TEXT_BUDGET_MS = 150;

/** 5,000 lines, half of them values. */
const LONG = Array.from(
  { length: 1250 },
  (_none, at) => `# What ${at} is for.\nsection${at}:\n  value: text ${at}\n  port: ${at}\n`,
).join('');

interface Look {
  /** ms until the first of it is painted. */
  readonly firstMs: number;
  /** ms until all of it is there. */
  readonly wholeMs: number;
  /** ms; 0 where no task was over 50 ms. */
  readonly task: number;
}

/** What is there first and last, by tab. */
const SIGNS = {
  Values: ['.cm-line', '[role=grid][aria-label=Values] tbody tr[data-row]'],
  Schema: ['[role=treeitem]', '[role=treeitem]'],
} as const;

async function look(
  { launched, openChart }: ValuesStage,
  chart: Pick<BenchChart, 'name' | 'version'>,
  tab: keyof typeof SIGNS,
): Promise<Look> {
  const { page } = launched;
  // As in a window that was just started: nothing of the tab is loaded.
  await page.evaluate(() => {
    location.hash = '/settings';
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await watchTasks(page);
  await openChart(chart);
  await page.getByRole('tab', { name: tab }).waitFor();
  await longestTask(page);
  const times = await page.evaluate(
    async ([name, first, whole]) => {
      const startedAt = performance.now();
      const button = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(
        (each) => each.textContent === name,
      );
      button?.click();
      const until = async (sign: string): Promise<number> => {
        while (document.querySelector(sign) === null) await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - startedAt;
      };
      return { firstMs: await until(first), wholeMs: await until(whole) };
    },
    [tab, ...SIGNS[tab]] as const,
  );
  return { ...times, task: await longestTask(page) };
}

function row(what: string, times: readonly number[], budgetMs?: number): Row {
  return {
    what,
    ours: milliseconds(median(times)),
    theirs: milliseconds(Math.max(...times)),
    ...(budgetMs === undefined ? {} : { budget: atMost(budgetMs, median(times), 'ms') }),
  };
}

const rounds = benchRounds();
await inBenchFolder(async (folder) => {
  const small = await smallChart(folder);
  const hasSample = existsSync('../shared/charts/traefik-41.3.0.tgz');
  const stage = await openValuesStage({ charts: { long: { values: LONG } }, archives: [small] });
  const long = { name: 'long', version: '1.0.0' };
  const parts = [
    { what: 'Values of 5,000 lines', chart: long, tab: 'Values' },
    ...(hasSample
      ? ([
          { what: 'Values of traefik', chart: small, tab: 'Values' },
          { what: 'Schema of traefik, 181 KB', chart: small, tab: 'Schema' },
        ] as const)
      : []),
  ] as const;
  try {
    for (const { what, chart, tab } of parts) {
      await look(stage, chart, tab);
      const looks: Look[] = [];
      for (let round = 0; round < rounds; round += 1) looks.push(await look(stage, chart, tab));
      printTable(
        what,
        'worst look',
        [
          row(
            tab === 'Values' ? 'until the text is there' : 'until the tree is there',
            looks.map(({ firstMs }) => firstMs),
            TEXT_BUDGET_MS,
          ),
          ...(tab === 'Values'
            ? [
                row(
                  'until the table is there',
                  looks.map(({ wholeMs }) => wholeMs),
                ),
              ]
            : []),
          longestRow(
            'it comes',
            looks.map(({ task }) => task),
          ),
        ],
        [`Medians of ${rounds} looks, each in a page that was loaded anew; the chart's archive is in the cache.`],
      );
    }
  } finally {
    await stage.close();
  }
});
