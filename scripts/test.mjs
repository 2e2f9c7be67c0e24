/**
 * `npm test`: sets up what is missing, builds, and runs every test: unit, integration (real registries, real helm),
 * end to end (the real Electron with a real keyring), and the packaged app. Closes with a line that sums what really ran.
 *
 * npm test -- unit|integration|e2e|package [arguments for vitest or Playwright]   runs one part
 */
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { clusterMissing, clusterStopsMissing } from './cluster-programs.mjs';
import { findElectron } from './electron-binary.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { packageUnpacked } from './packaging.mjs';
import { sessionTools } from './session-tools.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { closingLine, readPlaywrightCounts, sumCounts } from './test-counts.mjs';
import { runInTestSession } from './test-session.mjs';
import { runVitest } from './vitest.mjs';

const root = resolve(import.meta.dirname, '..');

/** The whole run has ten minutes on two cores that do nothing else; this ends one that hangs, not one that is slow. */
const endToEndTimeoutMs = 15 * 60_000;

/** So many specs at a time; each seat has a display, a keyring and a home of its own, which only Linux can give it. */
const endToEndSeats = Number(process.env['CHARTROOM_SEAT_COUNT'] ?? (process.platform === 'linux' ? 2 : 1));

/** @typedef {import('./test-counts.mjs').TestRun} TestRun */
/** @typedef {import('./test-session.mjs').SessionOptions} SessionOptions */

/** @type {Map<string, (args: readonly string[]) => Promise<TestRun>>} */
const parts = new Map([
  ['unit', (/** @type {readonly string[]} */ args) => runVitest(root, 'unit', { args })],
  ['integration', (args) => runVitest(root, 'integration', { args })],
  ['e2e', runEndToEnd],
  ['package', runPackaged],
]);

try {
  const [name, ...args] = process.argv.slice(2);
  const chosen = [...parts].filter(([part]) => name === undefined || part === name);
  if (chosen.length === 0) throw new Error(`There is no part ${name}: choose one of ${[...parts.keys()].join(', ')}.`);
  await ensureSystemLibraries(['app', 'display', 'tests']);
  await ensureNodeModules(root);
  await mkdir(join(root, 'test-results'), { recursive: true });
  // Downloaded now, so that no test waits for it.
  await sessionTools(root);

  const runs = [];
  for (const [part, runPart] of chosen) {
    console.log(`\n── ${part}`);
    runs.push(await runPart(args));
  }
  const counts = sumCounts(runs);
  const isGood = counts.failed === 0 && runs.every((run) => run.failure === '' && run.passed > 0);
  for (const { failure } of runs) if (failure !== '') console.error(`\n${failure}`);
  if (chosen.some(([part]) => part === 'integration' || part === 'e2e')) tellOfCluster();
  console.log(`\n${closingLine(counts)}`);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {Promise<TestRun>} */
async function runEndToEnd(/** @type {readonly string[]} */ args) {
  checkChromiumSandbox();
  await buildApp(root);
  return runPlaywright({ suite: 'e2e', electron: await findElectron(root), args, seats: endToEndSeats });
}

/** @returns {Promise<TestRun>} */
async function runPackaged(/** @type {readonly string[]} */ args) {
  checkChromiumSandbox();
  await buildApp(root);
  const electron = await findElectron(root);
  const { folder, executable } = await packageUnpacked(root, electron);
  const env = { CHARTROOM_PACKAGE: relative(root, join(folder, executable)) };
  return runPlaywright({ suite: 'package', electron, args, env, alsoStaged: ['release'] });
}

/**
 * @param {Pick<SessionOptions, 'electron' | 'args' | 'env' | 'alsoStaged' | 'seats'> & { suite: string }} options `suite`: a
 *   folder of test/; `args`: for Playwright
 * @returns {Promise<TestRun>}
 */
async function runPlaywright({ suite, args, ...session }) {
  const startedAt = Date.now();
  const config = `test/${suite}/playwright.config.ts`;
  const code = await runInTestSession({
    ...session,
    root,
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', config, ...args],
    tools: await sessionTools(root),
    timeoutMs: endToEndTimeoutMs,
  });
  const failure = code === 0 ? '' : `The tests in test/${suite} ended with code ${code}.`;
  return { failure, ...readPlaywrightCounts(join(root, `test-results/${suite}.json`), startedAt) };
}

/** A skip that nobody sees would pass for a test. */
function tellOfCluster() {
  const missing = clusterMissing(root);
  const stopsMissing = clusterStopsMissing();
  if (missing !== null) console.log(`\nThe tests with a cluster did not run: ${missing}.`);
  else if (stopsMissing !== null) console.log(`\nThe tests that stop a cluster did not run: ${stopsMissing}.`);
}
