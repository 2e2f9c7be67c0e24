/**
 * Runs a program that starts the app. Started by test-session.mjs, as the tests' user. It opens a seat for each start of the app that
 * may be at the same time: a D-Bus, an unlocked keyring and an invisible display of its own, beside the folders that it was given, so
 * that two windows never take focus, clipboard or logins from each other. The program has the first seat in its environment, and all
 * of them as CHARTROOM_SEATS (JSON).
 *
 * node scripts/in-test-session.mjs PROGRAM [ARGUMENT…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openVirtualDisplay } from './display.mjs';

/** The keyring is made with it, lives as long as the session and holds what the tests put in. */
const keyringPassword = 'chartroom\n';

/** @typedef {{ HOME: string, TMPDIR: string, XDG_RUNTIME_DIR: string }} SeatFolders */

const [program = '', ...args] = process.argv.slice(2);
/** @type {readonly SeatFolders[]} */
const folders = JSON.parse(process.env['CHARTROOM_SEATS'] ?? '');
const seats = await Promise.all(folders.map(openSeat));
const environments = seats.map((seat) => seat.env);
const env = { ...process.env, ...environments[0], CHARTROOM_SEATS: JSON.stringify(environments) };
const child = spawn(program, args, { stdio: 'inherit', env });
const [code] = await once(child, 'exit');
await Promise.all(seats.map((seat) => seat.close()));
process.exitCode = code ?? 1;

async function openSeat(/** @type {SeatFolders} */ own) {
  const bus = await startBus(own);
  // GTK would start an accessibility bus, which nobody listens to here.
  const seatEnv = { ...own, DBUS_SESSION_BUS_ADDRESS: bus.address, NO_AT_BRIDGE: '1' };
  unlockKeyring(seatEnv);
  // It ends with the session, however that ends.
  const display = await openVirtualDisplay({ detached: false });
  return {
    env: { ...seatEnv, ...display.env },
    async close() {
      await display.close();
      // The keyring ends with its bus.
      await bus.close();
    },
  };
}

async function startBus(/** @type {SeatFolders} */ own) {
  const address = `unix:path=${join(own.XDG_RUNTIME_DIR, 'bus')}`;
  const server = spawn(
    'dbus-daemon',
    ['--session', '--nofork', '--nopidfile', `--address=${address}`, '--print-address=3'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...own },
    },
  );
  const ended = once(server, 'exit');
  await new Promise((resolve, reject) => {
    server.on('error', (cause) => reject(new Error(`dbus-daemon can't be started: ${cause.message}`)));
    server.on('exit', (status) => reject(new Error(`dbus-daemon ended with code ${status}`)));
    server.stdio[3]?.once('data', resolve);
  });
  return {
    address,
    async close() {
      server.kill();
      await ended;
    },
  };
}

function unlockKeyring(/** @type {NodeJS.ProcessEnv} */ seatEnv) {
  const keyring = ['--unlock', '--components=secrets', '--daemonize'];
  const options = { input: keyringPassword, env: { ...process.env, ...seatEnv } };
  const unlocked = spawnSync('gnome-keyring-daemon', keyring, options);
  if (unlocked.status !== 0)
    throw new Error(`The keyring can't be started: ${unlocked.error?.message ?? String(unlocked.stderr)}`);
}
