/**
 * The system packages that Electron and the tests need, on Debian and Ubuntu: installs the missing ones as root,
 * else prints the command that does. Other systems have their libraries, or say themselves what is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cached-folder.mjs';
import { CommandError, run } from './run.mjs';

/** Several names in one line: the first that the system offers is the one (64-bit time renamed some of them). */
const packages = {
  app: ['libgtk-3-0t64 libgtk-3-0', 'libnss3', 'libasound2t64 libasound2', 'libgbm1', 'libxss1', 'libsecret-1-0'],
  display: ['xvfb', 'xauth', 'fonts-dejavu-core'],
  tests: ['gnome-keyring', 'dbus', 'dbus-x11', 'docker-registry', 'apache2-utils', 'python3', 'gpg', 'gpg-agent'],
  // runc also where crun, which Podman would take by itself, finds no cgroups that it knows.
  podman: ['podman', 'runc', 'netavark', 'iptables'],
  cluster: ['etcd-server'],
};

/**
 * @param {readonly (keyof typeof packages)[]} groups
 * @throws {Error} in words for the user: the command to run, or why the installation failed
 */
export async function ensureSystemLibraries(groups) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const wanted = groups.flatMap((group) => packages[group].map((names) => names.split(' ')));
  const installed = installedPackages(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0) {
    const names = missing.map(offeredName).join(' ');
    throw new Error(`These system packages are missing. Please install them, then start again:\n
  sudo apt-get update && sudo apt-get install --no-install-recommends -y ${names}\n`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = ['-o', 'DPkg::Lock::Timeout=300', '-y'];
  try {
    await run('apt-get', [...apt, 'update'], { env, log: logFile('update') });
  } catch (error) {
    // One source of many may be out of reach; whether it mattered is seen by the installation.
    if (!(error instanceof CommandError)) throw error;
  }
  const names = missing.map(offeredName);
  console.log(`Installing system packages: ${names.join(' ')} (log: ${logFile('install')})`);
  await run('apt-get', [...apt, 'install', '--no-install-recommends', ...names], { env, log: logFile('install') });
  for (const name of names) await stopService(name);
}

/** @returns {Set<string>} those of the names that are installed now */
function installedPackages(/** @type {readonly string[]} */ names) {
  // It ends with 1 where it doesn't know one of the names, and prints the others all the same.
  const query = spawnSync('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\\n', ...names]);
  const lines = query.stdout.toString().split('\n');
  return new Set(lines.flatMap((line) => (line.endsWith(' installed') ? [line.slice(0, line.indexOf(' '))] : [])));
}

/** @returns {string} */
function offeredName(/** @type {readonly string[]} */ names) {
  return names.find(isOffered) ?? names.at(-1) ?? '';
}

function isOffered(/** @type {string} */ name) {
  const policy = spawnSync('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } }).stdout.toString();
  return policy.includes('Candidate: ') && !policy.includes('Candidate: (none)');
}

function logFile(/** @type {string} */ step) {
  return join(cacheFolder(), `logs/apt-${step}.log`);
}

/** What Debian's packages start by themselves, on the programs' usual ports. */
const services = new Map([
  ['docker-registry', 'docker-registry.service'],
  ['etcd-server', 'etcd.service'],
]);

/**
 * The tests start registries and stores of their own on free ports. Where a service manager runs, Debian's package has just
 * started one, which nobody asked for.
 */
async function stopService(/** @type {string} */ packageName) {
  const service = services.get(packageName);
  if (service === undefined || !existsSync('/run/systemd/system')) return;
  await run('systemctl', ['disable', '--now', service], { quiet: true });
}
