/**
 * Chromium's sandbox needs user namespaces for ordinary users. Ubuntu since 23.10 forbids them by default, and Electron
 * then ends at once with a message that helps nobody; this says before what to do.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Kernel settings that forbid them, and the value that allows them. */
const settings = [
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    name: 'kernel.apparmor_restrict_unprivileged_userns',
    allowed: '0',
  },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', name: 'kernel.unprivileged_userns_clone', allowed: '1' },
];

/**
 * @param {(file: string) => string | undefined} [read] a setting's value, undefined where this kernel doesn't have it
 * @throws {Error} in words for the user, with the command to run
 */
export function checkChromiumSandbox(read = readSetting) {
  const forbidding = settings.filter(({ file, allowed }) => (read(file) ?? allowed) !== allowed);
  if (forbidding.length === 0) return;
  const changes = forbidding.map(({ name, allowed }) => `${name}=${allowed}`).join(' ');
  throw new Error(`This system forbids the user namespaces that Chromium's sandbox is made of. To allow them until the
next restart of the computer, run this, then start again:\n
  sudo sysctl -w ${changes}\n`);
}

/** @returns {string | undefined} */
function readSetting(/** @type {string} */ file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
