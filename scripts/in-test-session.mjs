/**
 * Runs a program with an unlocked keyring and an invisible display. Started by test-session.mjs, as the tests' user,
 * inside of dbus-run-session, so that the keyring is found by that bus only and lies in that user's home.
 *
 * node scripts/in-test-session.mjs PROGRAM [ARGUMENT…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openVirtualDisplay } from './display.mjs';

/** The keyring is made with it, lives as long as the session and holds what the tests put in. */
const keyringPassword = 'chartroom\n';

const [program = '', ...args] = process.argv.slice(2);
const keyring = ['--unlock', '--components=secrets', '--daemonize'];
const unlocked = spawnSync('gnome-keyring-daemon', keyring, { input: keyringPassword });
if (unlocked.status !== 0)
  throw new Error(`The keyring can't be started: ${unlocked.error?.message ?? String(unlocked.stderr)}`);

const display = await openVirtualDisplay();
// GTK would start an accessibility bus, which nobody listens to here.
const env = { ...process.env, ...display.env, NO_AT_BRIDGE: '1' };
const child = spawn(program, args, { stdio: 'inherit', env });
const [code] = await once(child, 'exit');
await display.close();
process.exitCode = code ?? 1;
