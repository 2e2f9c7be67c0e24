/**
 * `npm run bench`: measures Chartroom against the budgets beside what people have today, in the same run: the real helm
 * on the same registry, a bare Electron window, a bare list. Ratios are what counts: machines are noisy.
 *
 * npm run bench -- [NAME…] [N]   some parts (each is a test/bench/NAME.bench.ts), N rounds instead of 20
 *
 * It ends with code 0 also where a budget is missed, which the tables say plainly: a slow machine is no fault.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { findElectron } from './electron-binary.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { sessionTools } from './session-tools.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { nodeBundle } from './test-module.mjs';
import { runInTestSession } from './test-session.mjs';

const root = resolve(import.meta.dirname, '..');
const suffix = '.bench.ts';
const defaultRounds = 20;
/** All parts take some minutes on two cores; this ends a run that hangs. */
const timeoutMs = 30 * 60_000;

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {Promise<number>} the exit code */
async function bench(/** @type {readonly string[]} */ args) {
  const parts = await chosenParts(args.filter((arg) => !isNumber(arg)));
  const rounds = Number(args.find(isNumber) ?? defaultRounds);
  if (rounds < 1) throw new Error('At least one round is needed.');
  await ensureSystemLibraries(['app', 'display', 'tests']);
  await ensureNodeModules(root);
  checkChromiumSandbox();
  await buildApp(root);
  await buildParts(parts);
  await mkdir(join(root, 'test-results'), { recursive: true });
  return await runInTestSession({
    root,
    electron: await findElectron(root),
    args: ['scripts/in-bench-session.mjs', String(rounds), ...parts],
    tools: await sessionTools(root),
    timeoutMs,
  });
}

/** @returns {Promise<readonly string[]>} */
async function chosenParts(/** @type {readonly string[]} */ names) {
  const files = await readdir(join(root, 'test/bench'));
  const all = files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}: choose among ${all.join(', ')}.`);
  return names.length === 0 ? all : names;
}

/** Each becomes a program in dist/bench, which the session finds with the rest of what is built. */
async function buildParts(/** @type {readonly string[]} */ parts) {
  const { build } = await import('esbuild');
  const outdir = join(root, 'dist/bench');
  await rm(outdir, { recursive: true, force: true });
  await build({
    ...nodeBundle,
    absWorkingDir: root,
    entryPoints: parts.map((part) => `test/bench/${part}${suffix}`),
    outdir,
    outExtension: { '.js': '.mjs' },
  });
}

function isNumber(/** @type {string} */ arg) {
  return /^\d+$/.test(arg);
}
