/** The closing line of `npm test` tells what really ran, and nothing of an earlier run. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closingLine, readPlaywrightCounts, readVitestCounts, sumCounts } from '../../../scripts/test-counts.mjs';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-counts-'));
  file = join(folder, 'results.json');
});

afterEach(() => rm(folder, { recursive: true }));

describe('counts', () => {
  it('reads what Vitest wrote', async () => {
    const results = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3 };
    await writeFile(file, JSON.stringify(results));
    expect(readVitestCounts(file, 0)).toEqual({ passed: 5, failed: 2, skipped: 4 });
  });

  it('reads what Playwright wrote, where a flaky test has failed', async () => {
    await writeFile(file, JSON.stringify({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } }));
    expect(readPlaywrightCounts(file, 0)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts nothing where the runner wrote nothing', () => {
    expect(readVitestCounts(file, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('counts nothing of an earlier run', async () => {
    await writeFile(file, JSON.stringify({ stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 0 } }));
    await utimes(file, 1000, 1000);
    expect(readPlaywrightCounts(file, 2_000_000)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('closing line', () => {
  it('sums the parts', () => {
    const counts = sumCounts([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 0 },
    ]);
    expect(closingLine(counts)).toBe('7 passed, 1 failed');
  });

  it('names skipped tests only where there are any', () => {
    expect(closingLine({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped');
  });
});
