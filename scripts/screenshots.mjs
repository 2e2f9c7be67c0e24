/**
 * `npm run screenshots`: starts the real app, goes through every screen and puts the pictures into docs/screenshots/.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { sessionTools } from './session-tools.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { runInTestSession } from './test-session.mjs';

const root = resolve(import.meta.dirname, '..');
const timeoutMs = 9 * 60_000;

await ensureSystemLibraries(['app', 'display', 'tests']);
await ensureNodeModules(root);
await buildApp(root);
const taken = join(root, 'test-results/screenshots');
await rm(taken, { recursive: true, force: true });
const code = await runInTestSession({
  root,
  electron: await findElectron(root),
  args: [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'test/screenshots/playwright.config.ts',
    ...process.argv.slice(2),
  ],
  tools: await sessionTools(root),
  timeoutMs,
});
if (code === 0) {
  await mkdir(join(root, 'docs/screenshots'), { recursive: true });
  await cp(taken, join(root, 'docs/screenshots'), { recursive: true });
  console.log('The pictures are in docs/screenshots/.');
}
process.exitCode = code;
