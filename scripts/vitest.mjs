/**
 * Runs one of the two projects of test/vitest.config.ts.
 */
import { join } from 'node:path';
import { CommandError, programOf, run } from './run.mjs';
import { readVitestCounts } from './test-counts.mjs';

/**
 * @param {string} root the checkout
 * @param {'unit' | 'integration'} project
 * @param {{ quiet?: boolean, args?: readonly string[] }} [options] `args`: further ones for vitest, such as a file
 * @returns {Promise<import('./test-counts.mjs').TestRun>}
 */
export async function runVitest(root, project, { quiet = false, args = [] } = {}) {
  const results = join(root, `test-results/${project}.json`);
  const vitest = [programOf(root, 'vitest'), 'run', '--config', 'test/vitest.config.ts'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const startedAt = Date.now();
  let failure = '';
  try {
    await run(process.execPath, [...vitest, '--project', project, ...reporters, ...args], { cwd: root, quiet });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    failure = quiet ? error.message : `The ${project} tests ended with code ${error.code}.`;
  }
  return { failure, ...readVitestCounts(results, startedAt) };
}
