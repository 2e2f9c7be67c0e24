/** The values editor on large charts: how long the window is busy at a stretch while it opens and while somebody types, and when it is there. */
import { existsSync } from 'node:fs';
import { openValuesStage, valueRows, type ValuesStage } from '../e2e/support/values-stage';
import { inBenchFolder, smallChart, type BenchChart } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { longestRow, longestTask, watchTasks } from './support/long-tasks';
import { median } from './support/measure';
import { milliseconds, printTable, type Row } from './support/table';

const LEAVES = 2000;

/** Of one look at the editor; the longest task in ms, 0 where none was over 50 ms. */
interface Look {
  readonly shownMs: number;
  readonly opening: number;
  readonly typing: number;
  readonly searching: number;
  readonly tableEdit: number;
}

async function look({ launched, open }: ValuesStage, chart: Pick<BenchChart, 'name' | 'version'>): Promise<Look> {
  const { page } = launched;
  // As in a window that was just started: nothing of the editor is loaded.
  await page.evaluate(() => {
    location.hash = '/settings';
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await watchTasks(page);
  await longestTask(page);
  const startedAt = await page.evaluate(() => performance.now());
  await open(chart);
  const shownMs = (await page.evaluate(() => performance.now())) - startedAt;
  const opening = await longestTask(page);

  await page.getByRole('textbox', { name: 'Overrides' }).click();
  await page.keyboard.type('section7:\n  value1: typed\n  value2: "some longer text"\nlogs:\n  general:\n');
  const typing = await longestTask(page);
  await page.getByRole('searchbox', { name: /^Search/ }).fill('');
  await page.keyboard.type('value');
  await page.getByRole('searchbox', { name: /^Search/ }).fill('');
  const searching = await longestTask(page);
  await valueRows(page).nth(2).dblclick();
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  const tableEdit = await longestTask(page);
  return { shownMs, opening, typing, searching, tableEdit };
}

/** 2,000 leaves, each with a description and a rule: a schema of some 300 KB. */
function generated(): { readonly values: string; readonly schema: object } {
  const sections = Array.from({ length: LEAVES / 20 }, (_none, section) => {
    const lines = Array.from({ length: 20 }, (_, at) => `  # What value ${at} is for.\n  value${at}: text ${at}`);
    return `section${section}:\n${lines.join('\n')}\n`;
  });
  const property = { type: ['string', 'null'], minLength: 1, description: 'Says what the value beside it is for.' };
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`value${at}`, property]));
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: Object.fromEntries(
      sections.map((_text, section) => [`section${section}`, { type: 'object', properties }]),
    ),
  };
  return { values: sections.join(''), schema };
}

/** Overrides as long as somebody may paste: 2 MB, with a secret now and then. */
function longOverrides(): string {
  const sections: string[] = [];
  for (let length = 0, at = 0; length < 2 * 1024 * 1024; at += 1) {
    const section = `long${at}:\n  value: "a value of some length ${at}"\n  password: "secret ${at}"\n  list: [a, b, c]\n`;
    sections.push(section);
    length += section.length;
  }
  return sections.join('');
}

interface LongLook {
  readonly typing: number;
  readonly half: number;
  readonly tableEdit: number;
}

/** Of the longest tasks while somebody writes in a long text that is there. */
async function lookAtLong({ launched }: ValuesStage): Promise<LongLook> {
  const { page } = launched;
  const settled = async (): Promise<number> => {
    await page.waitForTimeout(6_000);
    return await longestTask(page);
  };
  await page.getByRole('textbox', { name: 'Overrides' }).click();
  await page.keyboard.press('Control+Home');
  await settled();
  // One value after the other is typed whole, with the pauses of somebody who types.
  await page.keyboard.type('first: 1\nsection7:\n  value1: typed\n', { delay: 60 });
  const typing = await settled();
  await page.keyboard.type('half [', { delay: 60 });
  const half = await settled();
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('Backspace');
  await settled();
  await page.getByRole('searchbox', { name: /^Search/ }).fill('section3.value1');
  await valueRows(page).first().dblclick();
  await page.keyboard.type('typed');
  await longestTask(page);
  await page.keyboard.press('Enter');
  const tableEdit = await settled();
  await page.getByRole('searchbox', { name: /^Search/ }).fill('');
  return { typing, half, tableEdit };
}

async function printLong(stage: ValuesStage): Promise<void> {
  const { page } = stage.launched;
  // What was typed before is forgotten.
  await page.reload();
  await stage.open({ name: 'generated', version: '1.0.0' });
  await watchTasks(page);
  await page.getByRole('textbox', { name: 'Overrides' }).click();
  // Over a selection, as a text that is pasted: typed into nothing, the browser itself would put down each line.
  await page.keyboard.insertText('#');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(longOverrides());
  await page.getByText('The table shows the first 20,000 values only.').waitFor({ timeout: 60_000 });
  const looks: LongLook[] = [];
  for (let round = 0; round < rounds; round += 1) looks.push(await lookAtLong(stage));
  printTable(
    'Overrides of 2 MB',
    'worst look',
    [
      longestRow(
        'typing YAML',
        looks.map(({ typing }) => typing),
      ),
      longestRow(
        'a line is half typed',
        looks.map(({ half }) => half),
      ),
      longestRow(
        'a value is entered in the table',
        looks.map(({ tableEdit }) => tableEdit),
      ),
    ],
    [`Medians of ${rounds} looks, each until nothing is left to do for the workers.`],
  );
}

const rounds = benchRounds();
await inBenchFolder(async (folder) => {
  const small = await smallChart(folder);
  const hasSample = existsSync('../shared/charts/traefik-41.3.0.tgz');
  const charts = { generated: generated() };
  const stage = await openValuesStage({ charts, archives: [small] });
  const names = [...(hasSample ? [small] : []), { name: 'generated', version: '1.0.0' }];
  try {
    for (const chart of names) {
      await look(stage, chart);
      const grid = stage.launched.page.getByRole('grid', { name: 'Values' });
      const count = await grid.getAttribute('aria-rowcount');
      const looks: Look[] = [];
      for (let round = 0; round < rounds; round += 1) looks.push(await look(stage, chart));
      const row = (what: string, of: (each: Look) => number): Row => longestRow(what, looks.map(of));
      printTable(
        `Values of ${chart.name}: ${Number(count) - 1} of them in the table`,
        'worst look',
        [
          row('opening', ({ opening }) => opening),
          row('typing YAML', ({ typing }) => typing),
          row('searching', ({ searching }) => searching),
          row('editing in the table', ({ tableEdit }) => tableEdit),
          {
            what: 'until text and table are there, median',
            ours: milliseconds(median(looks.map(({ shownMs }) => shownMs))),
          },
        ],
        [
          `Medians of ${rounds} looks, each in a page that was loaded anew; the chart's archive is in the cache.`,
          'A task counts from its beginning to its end: where other programs want the processor, it is longer than its work.',
        ],
      );
    }
    await printLong(stage);
  } finally {
    await stage.close();
  }
});
