/**
 * A real Secret Service keyring (gnome-keyring) on a session bus of its own, for the process that calls it. Everything is
 * in one temporary folder, so it works as any user and touches no one's real keyring.
 *
 * libsecret keeps its connection for as long as the process lives: one keyring for each test file, started before keytar
 * is first used.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface SessionBus {
  /** For DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export interface Keyring {
  /** What the keyring keeps on the disk. */
  readonly dataFolder: string;
  /** The variables by which another process finds this keyring. */
  readonly env: Readonly<Record<string, string>>;
  /** Locks it, as when the user walks away; there is no one to unlock it. */
  readonly lock: () => Promise<void>;
  /** The service keeps its connections and answers nothing until `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

const START_TIMEOUT_MS = 20_000;
const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** Nothing is activated on this bus: what is not started by the test is not there, on any machine. */
const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=FOLDER</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Whether tests of the keyring must be skipped here; says so where no one can miss it. `npm test` installs what it takes. */
export function isKeyringMissing(): boolean {
  const missing = process.platform === 'linux' ? PROGRAMS.filter((program) => !isOnPath(program)) : ['Linux'];
  if (missing.length === 0) return false;
  process.stderr.write(`\n*** The real keyring is NOT tested here. Missing: ${missing.join(', ')} ***\n\n`);
  return true;
}

/** Starts a session bus, without any service. */
export async function startSessionBus(folder: string): Promise<SessionBus> {
  const config = join(folder, 'bus.conf');
  await writeFile(config, BUS_CONFIG.replace('FOLDER', folder));
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const endWithUs = () => bus.kill('SIGKILL');
  process.once('exit', endWithUs);
  const [address] = (await once(createInterface(bus.stdout), 'line', {
    signal: AbortSignal.timeout(START_TIMEOUT_MS),
  })) as [string];
  return {
    address,
    async stop() {
      process.off('exit', endWithUs);
      await end(bus);
    },
  };
}

/** Starts an unlocked keyring and sets this process's environment so that keytar finds it, until `stop`. */
export async function startKeyring(): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-keyring-'));
  const bus = await startSessionBus(folder);
  const runtimeFolder = join(folder, 'run');
  const dataFolder = join(folder, 'data');
  await mkdir(runtimeFolder);
  await chmod(runtimeFolder, 0o700);
  await mkdir(dataFolder);
  const env = {
    HOME: folder,
    XDG_DATA_HOME: dataFolder,
    XDG_RUNTIME_DIR: runtimeFolder,
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const endWithUs = () => daemon.kill('SIGKILL');
  process.once('exit', endWithUs);
  daemon.stdin.end('a password of the keyring');
  await untilOwned(env, 'org.freedesktop.secrets');

  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  return {
    dataFolder,
    env,
    async lock() {
      const login = '/org/freedesktop/secrets/collection/login';
      await send(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', [
        `array:objpath:${login}`,
      ]);
    },
    pause: () => daemon.kill('SIGSTOP'),
    resume: () => daemon.kill('SIGCONT'),
    async stop() {
      process.off('exit', endWithUs);
      await end(daemon);
      await bus.stop();
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilOwned(env: Readonly<Record<string, string>>, name: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await send(env, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetNameOwner', [`string:${name}`]);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

async function send(
  env: Readonly<Record<string, string>>,
  destination: string,
  path: string,
  method: string,
  args: readonly string[],
): Promise<void> {
  await promisify(execFile)(
    'dbus-send',
    ['--session', '--print-reply', `--dest=${destination}`, path, method, ...args],
    { env: { ...process.env, ...env } },
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
