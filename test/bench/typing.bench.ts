/** From a key press to the paint that shows it, in the longest list there is: the filter of 5,000 repositories. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../e2e/support/launch';
import { startLongLists } from '../support/long-lists';
import { inBenchFolder } from './support/bench-charts';
import { benchRounds } from './support/bench-input';
import { median, percentile } from './support/measure';
import { atMost, milliseconds, printTable } from './support/table';

const MAX_P95_MS = 100;
/** Typed and deleted in turn, so that the list shrinks and grows. */
const LETTERS = ['m', 'a', 'i', 'l', '-'];

declare global {
  interface Window {
    /** ms from each key press to its paint, gathered by `watchKeys`. */
    keyTimes?: number[];
  }
}

/** The frame that follows a key shows it; a message posted in it is heard once it is painted. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.keyTimes = times;
    const onKey = ({ timeStamp }: KeyboardEvent): void => {
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.addEventListener('message', () => times.push(performance.now() - timeStamp), { once: true });
        painted.port1.start();
        painted.port2.postMessage(null);
      });
    };
    window.addEventListener('keydown', onKey, { capture: true });
  });
}

async function press(page: Page, key: string, count: number): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(async (expected) => {
    while ((window.keyTimes?.length ?? 0) < expected) await new Promise((resolve) => setTimeout(resolve, 1));
  }, count);
}

const rounds = benchRounds();
const registry = await startLongLists();
try {
  await inBenchFolder(async (folder) => {
    const saved = { address: registry.address, plainHttp: true, addedAt: 0, hasCredential: false, repositories: [] };
    await writeFile(join(folder, 'registries.json'), JSON.stringify({ registries: [saved] }));
    const launched = await launchApp({ userDataFolder: folder });
    const { page } = launched;
    const list = page.getByRole('grid', { name: 'Repositories' });
    await list.getByRole('row', { name: registry.repositories[0] ?? '' }).waitFor();
    await page.getByRole('searchbox', { name: 'Filter repositories' }).click();
    await watchKeys(page);
    const keys = [...LETTERS, ...LETTERS.map(() => 'Backspace')];
    for (let pressed = 0; pressed < rounds * keys.length; pressed += 1) {
      await press(page, keys[pressed % keys.length] ?? '', pressed + 1);
    }
    const times = await page.evaluate(() => window.keyTimes ?? []);
    await launched.close();
    const p95 = percentile(times, 95);
    printTable(
      `Typing in the filter of ${registry.repositories.length.toLocaleString('en')} repositories`,
      '',
      [
        {
          what: `key press to paint, p95 of ${times.length}`,
          ours: milliseconds(p95),
          budget: atMost(MAX_P95_MS, p95, 'ms'),
        },
        { what: 'median', ours: milliseconds(median(times)) },
      ],
      ['From the moment of the event to the moment after its frame was painted.'],
    );
  });
} finally {
  await registry.stop();
}
