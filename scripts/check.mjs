/**
 * `npm run check`: types, lint, format and unit tests, side by side. In under a minute, for use before every commit.
 */
import { resolve } from 'node:path';
import { ensureNodeModules } from './node-modules.mjs';
import { CommandError, programOf, run } from './run.mjs';
import { runVitest } from './vitest.mjs';

const root = resolve(import.meta.dirname, '..');

/** @type {Record<string, () => Promise<string>>} each gives a remark or throws a CommandError */
const checks = {
  types: () => runProgram('typescript', 'tsc', ['--build']),
  lint: () => runProgram('oxlint', 'oxlint', ['--deny-warnings']),
  format: () => runProgram('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
  'unit tests': async () => {
    const { passed, failure } = await runVitest(root, 'unit', { quiet: true });
    if (failure !== '') throw new CommandError(failure, 1);
    return `${passed} passed`;
  },
};

await ensureNodeModules(root);
const outcomes = await Promise.all(Object.entries(checks).map(([name, check]) => report(name, check)));
if (outcomes.includes(false)) process.exitCode = 1;

/** @returns {Promise<boolean>} whether it went well */
async function report(/** @type {string} */ name, /** @type {() => Promise<string>} */ check) {
  const startedAt = performance.now();
  try {
    const remark = await check();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${name}: ok in ${seconds} s${remark && ` (${remark})`}`);
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`${name}: failed\n${error.message}`);
    return false;
  }
}

async function runProgram(
  /** @type {string} */ packageName,
  /** @type {string} */ program,
  /** @type {string[]} */ args,
) {
  await run(process.execPath, [programOf(root, packageName, program), ...args], { cwd: root, quiet: true });
  return '';
}
