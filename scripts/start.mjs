/**
 * `npm start`: sets up what is missing, builds and opens the app. Arguments go on to it:
 * npm start -- oci://registry.example/charts/app
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { checkChromiumSandbox } from './chromium-sandbox.mjs';
import { lacksDisplay, openVirtualDisplay } from './display.mjs';
import { electronCommand, findElectron } from './electron-binary.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const root = resolve(import.meta.dirname, '..');

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {Promise<number>} the app's exit code */
async function start(/** @type {readonly string[]} */ args) {
  await ensureSystemLibraries(lacksDisplay() ? ['app', 'display'] : ['app']);
  await ensureNodeModules(root);
  const electron = await electronCommand(await findElectron(root), root);
  await buildApp(root);

  const flags = [];
  if (process.getuid?.() === 0) {
    console.log("Running as root: Chromium's sandbox is off. Use an ordinary user for anything but trying.");
    flags.push('--no-sandbox');
  } else {
    checkChromiumSandbox();
  }
  const display = lacksDisplay() ? await openVirtualDisplay() : undefined;
  if (display !== undefined) {
    console.log(`No display here: the window opens on an invisible one, Xvfb ${display.env['DISPLAY']}.`);
    // Such a machine has no graphics card and no system bus either, of which Chromium would complain ten times.
    flags.push('--log-level=3');
  }
  try {
    return await runApp(electron.executable, [...electron.args, ...flags, ...args], {
      ...process.env,
      ...display?.env,
    });
  } finally {
    await display?.close();
  }
}

/** @returns {Promise<number>} */
function runApp(/** @type {string} */ executable, /** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ env) {
  return new Promise((resolveCode, reject) => {
    const app = spawn(executable, args, { stdio: 'inherit', env });
    // A terminal sends Ctrl+C to the app as well; this process only has to outlive it.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => app.kill('SIGTERM'));
    app.on('error', (cause) => reject(new Error(`Electron can't be started: ${cause.message}`)));
    app.on('exit', (code, signal) => resolveCode(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
