/**
 * `npm run load`: fifty clients push to and pull from the built-in registry for a minute, then pushes of 20 MB to it and to
 * docker-registry in turns. Prints what was done, the registry's peak memory and the ratio of the speeds.
 * `npm run load -- 10 5` takes 10 seconds and 5 rounds.
 */
import { resolve } from 'node:path';
import { ensureNodeModules } from './node-modules.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { importTestModule } from './test-module.mjs';

const root = resolve(import.meta.dirname, '..');
const clients = 50;
const chartBytes = 20_000_000;
const [seconds = 60, rounds = 20] = process.argv.slice(2).map(Number);
try {
  await ensureSystemLibraries(['tests']);
  await ensureNodeModules(root);
  /**
   * @type {{
   *   runLoad: (clients: number, durationMs: number) => Promise<object>,
   *   compareSpeed: (sizeBytes: number, rounds: number) => Promise<object>,
   * }}
   */
  const { runLoad, compareSpeed } = await importTestModule(root, 'test/support/load-run.ts');
  console.log(`${clients} clients for ${seconds} s`, await runLoad(clients, seconds * 1000));
  console.log(`pushes of ${chartBytes / 1e6} MB, ${rounds} of each`, await compareSpeed(chartBytes, rounds));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
