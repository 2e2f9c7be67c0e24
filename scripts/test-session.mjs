/**
 * Where the app runs for the end-to-end tests, the bench and the screenshots: on Linux with a D-Bus, a keyring, a
 * display, a home folder and a temporary folder of its own, so that nothing of the user's is read or changed and
 * nothing stays behind. On other systems it is simply the user's own session.
 *
 * As root it all happens as an ordinary user made for it: Chromium's sandbox, which the tests want on, refuses root.
 */
import { spawn } from 'node:child_process';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cached-folder.mjs';
import { electronCommand } from './electron-binary.mjs';
import { ensureTestUser, stageForTestUser } from './test-stage.mjs';

/** Not /tmp: on many systems that is a small one in memory. */
const sessions = '/var/tmp';
const sessionPrefix = 'chartroom-test-';

/** No session lasts that long: one that is older was killed before it could tidy up. */
const forgottenAfterMs = 60 * 60_000;

/**
 * @typedef {object} SessionOptions
 * @property {string} root the checkout, built
 * @property {import('./electron-binary.mjs').ElectronSource} electron which the program finds as CHARTROOM_ELECTRON,
 *   and what comes first on its command line as CHARTROOM_ELECTRON_ARGS (JSON)
 * @property {readonly string[]} args for Node: a program relative to the checkout, and its arguments
 * @property {readonly string[]} [alsoStaged] folders of the checkout's root that are left out else, such as `release`
 * @property {readonly string[]} [tools] names of cached folders that it needs, such as `helm-4.2.3`
 * @property {number} [seats] how many starts of the app may be at the same time (in-test-session.mjs); 1 by default, and elsewhere
 *   than on Linux
 * @property {NodeJS.ProcessEnv} [env] further variables
 * @property {number} timeoutMs it is ended after that
 */

/**
 * Runs a Node program in such a session. Its working folder is a checkout where it may write below test-results/ only;
 * what it leaves there is in the real checkout's test-results/ afterwards.
 *
 * @param {SessionOptions} options
 * @returns {Promise<number>} its exit code; 124 where its time was over
 */
export async function runInTestSession(options) {
  const { root, electron, env, timeoutMs, seats = 1 } = options;
  const node = [process.execPath, ...options.args];
  if (process.platform !== 'linux') {
    const appEnv = environmentFor(await electronCommand(electron, root));
    return runWithin(timeoutMs, node, root, { ...process.env, ...appEnv, ...env });
  }
  await removeForgottenSessions();
  const folder = await mkdtemp(join(sessions, sessionPrefix));
  try {
    await chmod(folder, 0o755);
    const seatFolders = Array.from({ length: seats }, (_, index) => ({
      HOME: join(folder, `home-${index}`),
      TMPDIR: join(folder, `tmp-${index}`),
      XDG_RUNTIME_DIR: join(folder, `run-${index}`),
    }));
    const ownFolders = seatFolders.flatMap((seat) => Object.values(seat));
    for (const own of ownFolders) await mkdir(own, { mode: 0o700 });
    const home = join(folder, 'home-0');
    const seatEnv = { ...seatFolders[0], CHARTROOM_SEATS: JSON.stringify(seatFolders) };
    const inSession = [process.execPath, 'scripts/in-test-session.mjs', ...node];

    if (process.getuid?.() !== 0) {
      const appEnv = environmentFor(await electronCommand(electron, root));
      const tools = { CHARTROOM_TOOLS: cacheFolder() };
      const sessionEnv = { ...withoutDesktop(process.env), ...appEnv, ...tools, ...seatEnv, ...env };
      return await runWithin(timeoutMs, inSession, root, sessionEnv);
    }
    const user = await ensureTestUser();
    const stage = await stageForTestUser(folder, options);
    const results = join(stage.root, 'test-results');
    await mkdir(results);
    for (const own of [results, ...ownFolders]) await chown(own, user.uid, user.gid);
    const cluster = await giveKubeconfig(home, user);
    const appEnv = environmentFor(stage.command);
    const sessionEnv = { ...inherited(), ...appEnv, ...stage.env, ...seatEnv, ...cluster, ...env };
    // runuser sets HOME to the user's own, which would remember things from one run to the next.
    const asUser = ['runuser', '-u', user.name, '--', 'env', `HOME=${home}`, ...inSession];
    const code = await runWithin(timeoutMs, asUser, stage.root, sessionEnv);
    await cp(results, join(root, 'test-results'), { recursive: true });
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function removeForgottenSessions() {
  for (const name of await readdir(sessions)) {
    if (!name.startsWith(sessionPrefix)) continue;
    const folder = join(sessions, name);
    const found = await stat(folder).catch(() => undefined); // another run may be tidying up as well
    const isForgotten = found?.uid === process.getuid?.() && Date.now() - (found?.mtimeMs ?? 0) > forgottenAfterMs;
    if (isForgotten) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The file of the cluster that the tests are to use (CONTRIBUTING.md), if any, where their user can read it.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function giveKubeconfig(
  /** @type {string} */ home,
  /** @type {Awaited<ReturnType<typeof ensureTestUser>>} */ { uid, gid },
) {
  const name = 'CHARTROOM_TEST_KUBECONFIG';
  const file = process.env[name];
  if (!file) return {};
  const own = join(home, 'test-kubeconfig');
  await copyFile(file, own);
  await chown(own, uid, gid);
  return { [name]: own };
}

/** @returns {NodeJS.ProcessEnv} */
function environmentFor(/** @type {import('./electron-binary.mjs').ElectronCommand} */ { executable, args }) {
  return { CHARTROOM_ELECTRON: executable, CHARTROOM_ELECTRON_ARGS: JSON.stringify(args) };
}

/** Root's environment may hold secrets and paths that are none of the tests' business. */
function inherited() {
  const names = ['PATH', 'LANG', 'TERM', 'CI', 'FORCE_COLOR', 'NO_COLOR', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** The user's own bus, keyring and screen stay out of it. */
function withoutDesktop(/** @type {NodeJS.ProcessEnv} */ env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(XDG_.*|DBUS_.*|GNOME_KEYRING_.*|DISPLAY|WAYLAND_DISPLAY)$/.test(name)),
  );
}

/** Windows has no process groups; there the test runner ends what it started. */
const hasGroups = process.platform !== 'win32';

/**
 * Runs a program in a process group of its own, so that nothing that it started outlives it.
 *
 * @returns {Promise<number>}
 */
function runWithin(
  /** @type {number} */ timeoutMs,
  /** @type {string[]} */ [command = '', ...args],
  /** @type {string} */ cwd,
  /** @type {NodeJS.ProcessEnv} */ env,
) {
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: hasGroups });
    const end = () => endGroup(program.pid);
    const timer = setTimeout(() => {
      console.error(`Ended after ${timeoutMs / 60_000} minutes.`);
      end();
      resolve(124);
    }, timeoutMs);
    process.once('SIGINT', end).once('SIGTERM', end);
    program.on('error', (cause) => reject(new Error(`${command} can't be started: ${cause.message}`)));
    program.on('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', end).off('SIGTERM', end);
      end();
      resolve(code ?? 1);
    });
  });
}

function endGroup(/** @type {number | undefined} */ pid) {
  if (pid === undefined || !hasGroups) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // already gone
  }
}
