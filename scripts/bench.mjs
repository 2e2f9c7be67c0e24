/**
 * `npm run bench`: Chartroom's registry core beside the real helm, on the same registry in the same run. Ratios are what
 * counts: machines are noisy. `npm run bench -- 50` takes more rounds.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureHelm } from './helm-binaries.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { run } from './run.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const root = resolve(import.meta.dirname, '..');
await ensureSystemLibraries(['tests']);
await ensureNodeModules(root);
const { build } = await import('esbuild');
const outfile = join(root, 'test-results/bench/registry-bench.mjs');
await mkdir(join(root, 'test-results/bench'), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['test/bench/registry-bench.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
await run(process.execPath, [outfile, await ensureHelm('4.2.3'), ...process.argv.slice(2)]);
