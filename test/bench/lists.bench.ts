/** Long lists in the real window beside a bare list of divs in the same window: 10,000 versions and 5,000 repositories. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sortVersions } from '../../electron/registry/versions';
import { filterRepositories } from '../../renderer/features/repositories/filter-repositories';
import { filterVersions } from '../../renderer/features/versions/filter-versions';
import type { ChartroomBridge } from '../../shared/ipc/bridge';
import { launchApp, removeUserData } from '../e2e/support/launch';
import { makeRepositories, makeTags } from '../support/long-list-content';
import { startLongLists, type LongLists } from '../support/long-lists';
import { benchRounds } from './support/bench-input';
import { installListClock, type ShownList } from './support/lists-in-page';
import { median, percentile } from './support/measure';
import { atMost, comparisonRow, milliseconds, printTable, type Row } from './support/table';

const MAX_FIRST_PAINT_MS = 150;
const MAX_FILTER_MS = 50;
const MAX_SCROLL_RATIO = 1.25;
const MAX_ROWS = 60;
/** Percentiles are told of at least so many. */
const EVENTS = 200;
const FRAMES_AT_ONCE = 50;
const STEPS = [
  { words: '3 rows a frame', px: 96 },
  { words: 'a screen a frame', px: 600 },
] as const;

interface LongList extends ShownList {
  readonly hashOf: (registry: LongLists) => string;
  /** How many rows a filter leaves. */
  readonly countWith: (filter: string) => number;
  /** Nearly each key changes how many rows are left: so every result can be told from the one before. */
  readonly keys: readonly string[];
}

const versions = sortVersions(makeTags()).versions;
const repositories = makeRepositories().map((name) => ({ name, addedByUser: false }));
const lists: readonly LongList[] = [
  {
    grid: 'Versions',
    rowCount: versions.length,
    hashOf: ({ address, repository }) => `/repositories/${encodeURIComponent(address)}/${repository}`,
    countWith: (text) => filterVersions(versions, { text, showPrereleases: true }).length,
    keys: ['1', '7', '.', '1', '3', '.', '4'],
  },
  {
    grid: 'Repositories',
    rowCount: repositories.length,
    hashOf: ({ address }) => `/registries/${encodeURIComponent(address)}`,
    countWith: (filter) => filterRepositories(repositories, filter).length,
    keys: ['4', ' ', '1', '7', ' ', 'b'],
  },
];

/** Every list is on the disk then, as after a visit in an earlier start of the app. */
async function saveLists(userDataFolder: string, registries: readonly LongLists[]): Promise<void> {
  const launched = await launchApp({ userDataFolder });
  for (const { address, repository } of registries) {
    await launched.page.evaluate(
      async (place) => {
        const { chartroom } = window as unknown as { readonly chartroom: ChartroomBridge };
        const call = (method: string, input: object) => chartroom.call(crypto.randomUUID(), method, input);
        const { address: host } = place;
        await call('registries.add', { address: host, plainHttp: true, login: null });
        await call('repositories.list', { address: host, refresh: true });
        await call('versions.list', { ...place, refresh: true });
      },
      { address, repository },
    );
  }
  await launched.close();
}

/** To a page without a list. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '/settings'));
  await page.getByRole('grid').waitFor({ state: 'detached' });
}

function open(page: Page, list: LongList, registry: LongLists): Promise<number> {
  const { grid, rowCount } = list;
  return page.evaluate(([hash, shown]) => window.listClock.open(hash, shown), [
    list.hashOf(registry),
    { grid, rowCount },
  ] as const);
}

/** `work` runs while a bare list of as many rows lies over the page. */
async function withBareList(page: Page, rowCount: number, work = () => Promise.resolve()): Promise<number> {
  await leave(page);
  const paintedMs = await page.evaluate((rows) => window.listClock.openBare(rows), rowCount);
  await work();
  await page.evaluate(() => window.listClock.closeBare());
  return paintedMs;
}

async function firstPaintRows(page: Page, list: LongList, registries: readonly LongLists[]): Promise<readonly Row[]> {
  const saved: number[] = [];
  const seen: number[] = [];
  const bare: number[] = [];
  for (const registry of registries) {
    for (const times of [saved, seen]) {
      await leave(page);
      times.push(await open(page, list, registry));
    }
    bare.push(await withBareList(page, list.rowCount));
  }
  const row = (what: string, times: readonly number[]): Row => {
    const [ours, theirs] = [median(times), median(bare)];
    const budget = atMost(MAX_FIRST_PAINT_MS, ours, 'ms');
    return { ...comparisonRow(`first paint, ${what}`, { ours, theirs, ratio: ours / theirs }), budget };
  };
  return [row('saved by an earlier start', saved), row('seen before', seen)];
}

async function scrollRows(page: Page, list: LongList, registry: LongLists): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let mostRows = 0;
  for (const { words, px } of STEPS) {
    const scroll = (grid: string | null) =>
      page.evaluate(([name, step, frames]) => window.listClock.scroll(name, step, frames), [
        grid,
        px,
        FRAMES_AT_ONCE,
      ] as const);
    const ours: number[] = [];
    const bare: number[] = [];
    while (ours.length < EVENTS) {
      await withBareList(page, list.rowCount, async () => void bare.push(...(await scroll(null)).frameMs));
      await open(page, list, registry);
      const run = await scroll(list.grid);
      ours.push(...run.frameMs);
      mostRows = Math.max(mostRows, run.mostRows);
    }
    const [mine, theirs] = [percentile(ours, 95), percentile(bare, 95)];
    const comparison = { ours: mine, theirs, ratio: mine / theirs };
    rows.push(comparisonRow(`scroll by ${words}, p95 of frames`, comparison, MAX_SCROLL_RATIO));
  }
  const most = { ours: String(mostRows), theirs: String(list.rowCount), budget: atMost(MAX_ROWS, mostRows) };
  return [...rows, { what: 'rows in the document, at most', ...most }];
}

/** The letters of a filter one by one, and off again, again and again. */
async function filterRows(page: Page, list: LongList): Promise<readonly Row[]> {
  const times: number[] = [];
  let text = '';
  await page.getByRole('searchbox', { name: `Filter ${list.grid.toLowerCase()}` }).focus();
  while (times.length < EVENTS) {
    for (const key of [...list.keys, ...list.keys.map(() => 'Backspace')]) {
      const before = list.countWith(text);
      text = key === 'Backspace' ? text.slice(0, -1) : text + key;
      const rowCount = list.countWith(text);
      // A space alone changes nothing: there is no result to wait for.
      if (rowCount === before) {
        await page.keyboard.press(key);
        continue;
      }
      await page.evaluate((shown) => window.listClock.awaitKey(shown), { grid: list.grid, rowCount });
      await page.keyboard.press(key);
      times.push(await page.evaluate(() => window.listClock.filtered()));
    }
  }
  const ms = median(times);
  return [
    { what: 'filter, from key to result', ours: milliseconds(ms), budget: atMost(MAX_FILTER_MS, ms, 'ms') },
    { what: `the same, p95 of ${times.length}`, ours: milliseconds(percentile(times, 95)) },
  ];
}

const rounds = benchRounds();
/** One for each round: a saved list is opened for the first time only once. */
const registries = await Promise.all(Array.from({ length: rounds }, () => startLongLists()));
const userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-lists-'));
try {
  await saveLists(userDataFolder, registries);
  const launched = await launchApp({ userDataFolder });
  const { app, page } = launched;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  await page.evaluate(installListClock);
  for (const list of lists) {
    const firstPaints = await firstPaintRows(page, list, registries);
    const scrolls = await scrollRows(page, list, registries[0]!);
    const filters = await filterRows(page, list);
    printTable(
      `${list.rowCount.toLocaleString('en')} ${list.grid.toLowerCase()}`,
      'bare list',
      [...firstPaints, ...scrolls, ...filters],
      [
        `First paints: medians of ${rounds}; a saved list is read from the disk, sorted and sent to the window first.`,
        'Filter: a median, each key as soon as the one before is painted. In a window of 1280×800.',
      ],
    );
  }
  await launched.close();
} finally {
  await Promise.all(registries.map((registry) => registry.stop()));
  await removeUserData(userDataFolder);
}
