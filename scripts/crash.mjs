/**
 * `npm run crash`: kills the built-in registry 200 times at random moments while clients push to it, and checks after each that
 * nothing which was confirmed is lost or broken, and that a collection leaves nothing behind. `npm run crash -- 50` does 50 rounds.
 *
 * A kill takes the process, not the power: what a power cut does to the disk's own buffers is not shown by this.
 */
import { resolve } from 'node:path';
import { ensureNodeModules } from './node-modules.mjs';
import { importTestModule } from './test-module.mjs';

const root = resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? 200);
try {
  await ensureNodeModules(root);
  /** @type {{ runCrashRounds: (rounds: number, onRound: (round: number) => void) => Promise<object> }} */
  const { runCrashRounds } = await importTestModule(root, 'test/support/crash-rounds.ts');
  const report = await runCrashRounds(rounds, (round) => {
    if (round % 10 === 0) console.log(`${round} of ${rounds} rounds`);
  });
  console.log(report);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
// Lines to registries that were killed may linger.
process.exit();
