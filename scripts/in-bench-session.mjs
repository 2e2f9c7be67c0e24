/**
 * Runs parts of the bench one after another, each in a process of its own: what one has warmed up or allocated is
 * nothing to the next. Started by bench.mjs in a test session.
 *
 * node scripts/in-bench-session.mjs ROUNDS PART…
 */
import { join, resolve } from 'node:path';
import { ensureHelm } from './helm-binaries.mjs';
import { CommandError, run } from './run.mjs';

const root = resolve(import.meta.dirname, '..');
const [rounds = '', ...parts] = process.argv.slice(2);
const env = { ...process.env, CHARTROOM_BENCH_HELM: await ensureHelm('4.2.3'), CHARTROOM_BENCH_ROUNDS: rounds };
for (const part of parts) {
  try {
    await run(process.execPath, [join(root, `dist/bench/${part}.bench.mjs`)], { cwd: root, env });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`The part ${part} ended with code ${error.code}.`);
    process.exitCode = 1;
  }
}
