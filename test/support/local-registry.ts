/**
 * The built-in registry in a process of its own, a plain child of Node, for tests and scripts. Everything it writes is in one
 * temporary folder that stop() removes, unless a folder is given.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { writeHtpasswd } from '../../electron/local-registry/server/htpasswd';
import type { ChildLine, FromRegistry, LogLine } from '../../electron/local-registry/process-messages';
import type { RegistryOptions } from '../../electron/local-registry/server/registry';
import { startRegistryProcess, type RegistryProcess } from '../../electron/local-registry/registry-process';

export interface LocalRegistryOptions extends Partial<Omit<RegistryOptions, 'htpasswdFile'>> {
  /** Without it the registry asks for no login. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Runs the process in another program, such as one that gives it a small disk: program and arguments before Node's. */
  readonly within?: readonly string[];
}

export interface LocalRegistry extends RegistryProcess {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly folder: string;
  readonly pid: number;
  /** Every line so far. */
  readonly log: readonly LogLine[];
  /** Writes the password file anew; only with `login`. */
  changePassword(user: string, password: string): Promise<void>;
  /** Breaks the line off, as when the process that started it dies. */
  hangUp(): void;
}

let bundling: Promise<string> | undefined;

/** Starts a registry and returns once it listens. Throws RegistryStartError. */
export async function startLocalRegistry(options: LocalRegistryOptions = {}): Promise<LocalRegistry> {
  const { login, within = [], ...others } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'chartroom-local-registry-'));
  const htpasswdFile = login ? join(scratch, 'htpasswd') : null;
  if (login && htpasswdFile) await writeHtpasswd(htpasswdFile, login.user, login.password);
  const folder = options.folder ?? join(scratch, 'data');
  const log: LogLine[] = [];
  bundling ??= bundleRegistry();
  const child = forkRegistry(await bundling, within);
  // A test process that ends without stop() leaves no registry behind.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const forget = async () => {
    process.off('exit', endWithUs);
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    const settings = { port: 0, allowedHosts: [], ...others, folder, htpasswdFile };
    const registry = await startRegistryProcess(lineTo(child), settings, (lines) => log.push(...lines));
    return {
      ...registry,
      address: `127.0.0.1:${registry.port}`,
      folder,
      pid: child.pid ?? 0,
      log,
      changePassword: (user, password) => writeHtpasswd(join(scratch, 'htpasswd'), user, password),
      hangUp: () => child.disconnect(),
      async stop() {
        await registry.stop();
        await forget();
      },
    };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Starts a process of it and gives the process and its line, as the app does by Electron's utilityProcess. */
export async function openRegistryLine(): Promise<() => { readonly child: ChildProcess; readonly line: ChildLine }> {
  bundling ??= bundleRegistry();
  const bundle = await bundling;
  return () => {
    const child = forkRegistry(bundle, []);
    return { child, line: lineTo(child) };
  };
}

/**
 * As the app bundles it. Once for each process that runs tests; all of them make the same file, which is not a temporary one: vitest
 * ends its processes without asking them to tidy up.
 */
async function bundleRegistry(): Promise<string> {
  const folder = resolve('test-results/modules');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, 'local-registry.cjs');
  const made = join(folder, `local-registry-${process.pid}.cjs`);
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: [resolve('electron/local-registry/server/main.ts')],
    outfile: made,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    logLevel: 'error',
  });
  await rename(made, outfile);
  return outfile;
}

function forkRegistry(bundle: string, [program, ...before]: readonly string[]): ChildProcess {
  const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
  return program === undefined
    ? fork(bundle, { stdio: [...stdio], execArgv: [] })
    : fork(bundle, { stdio: [...stdio], execPath: program, execArgv: [...before, process.execPath] });
}

/** The line to a plain child of Node. */
export function lineTo(child: ChildProcess): ChildLine {
  return {
    // What is said to a process that is just ending is not heard; onExit tells.
    send: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromRegistry)),
    onOutput: (listener) => child.stderr?.setEncoding('utf8').on('data', listener),
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
      child.once('error', () => listener(null));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
