/**
 * Reads how many tests ran from what the runners wrote down, so that the closing line only tells what really happened.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} TestCounts */

/** @typedef {TestCounts & { failure: string }} TestRun `failure` is '' where the runner ended well */

/** @type {TestCounts} */
const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {string} file of vitest's JSON reporter
 * @param {number} since Unix time in ms; an older file is of another run and counts nothing
 * @returns {TestCounts}
 */
export function readVitestCounts(file, since) {
  if (!isNewer(file, since)) return none;
  const results = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/**
 * @param {string} file of Playwright's JSON reporter
 * @param {number} since Unix time in ms
 * @returns {TestCounts}
 */
export function readPlaywrightCounts(file, since) {
  if (!isNewer(file, since)) return none;
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * @param {readonly TestCounts[]} runs
 * @returns {TestCounts}
 */
export function sumCounts(runs) {
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
    skipped: runs.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/**
 * @param {TestCounts} counts
 * @returns {string} such as `12 passed, 0 failed`
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function isNewer(/** @type {string} */ file, /** @type {number} */ since) {
  return existsSync(file) && statSync(file).mtimeMs >= since;
}
