/**
 * The local registry's service as main.ts wires it, with the registries, logins and clients it stands among, in plain Node: the
 * built-in registry is a real child process. The keychain is a stand-in (the real one has tests of its own).
 */
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createMemoryStore, type CredentialStore } from '../../electron/credentials/credential-store';
import { toAppError } from '../../electron/ipc/app-error';
import { createLocalRegistryWords } from '../../electron/ipc/local-registry-words';
import { createLocalRegistry } from '../../electron/local-registry/create-local-registry';
import type { LocalRegistryService } from '../../electron/local-registry/local-registry-service';
import { openLocalRegistryStore } from '../../electron/local-registry/local-registry-store';
import type { RegistryLog } from '../../electron/local-registry/registry-log';
import { portOf } from '../../electron/local-registry/server/listening-port';
import type { Machine } from '../../electron/programs/find-program';
import { createClientPool, type ClientPool } from '../../electron/registries/client-pool';
import { createLogins } from '../../electron/registries/logins';
import { RegistryService } from '../../electron/registries/registry-service';
import { openRegistryProfiles } from '../../electron/settings/registry-profiles';
import type { LocalRegistry, LocalRegistryLogLine } from '../../shared/local-registry';
import { openRegistryLine } from './local-registry';

export interface LocalRegistryStage {
  readonly service: LocalRegistryService;
  readonly log: Pick<RegistryLog, 'after'>;
  readonly registries: RegistryService;
  readonly clients: ClientPool;
  readonly credentials: CredentialStore;
  /** What the window was told, in order. */
  readonly changes: LocalRegistry[];
  readonly logged: LocalRegistryLogLine[];
  readonly problems: unknown[];
  /** The registry's process of the last start. */
  child(): ChildProcess;
  close(): Promise<void>;
}

export interface LocalRegistryStageOptions {
  /** The user data folder; the same one again is the same user's next start of the app. */
  readonly dataFolder: string;
  readonly credentials?: CredentialStore;
  readonly platform?: NodeJS.Platform;
  /** Where engines are looked for; one on which there is nothing where it is left out. */
  readonly machine?: Machine;
}

/** Windows has no usual places besides PATH. */
const EMPTY_MACHINE: Machine = { env: {}, platform: 'win32', homeFolder: 'C:/nobody' };

export async function openLocalRegistryStage(options: LocalRegistryStageOptions): Promise<LocalRegistryStage> {
  const { dataFolder, credentials = keychainStandIn(), platform = 'linux', machine = EMPTY_MACHINE } = options;
  const openProcess = await openRegistryLine();
  let child: ChildProcess | undefined;
  const changes: LocalRegistry[] = [];
  const logged: LocalRegistryLogLine[] = [];
  const problems: unknown[] = [];
  const profiles = await openRegistryProfiles(dataFolder);
  const { service, log } = createLocalRegistry({
    store: await openLocalRegistryStore(dataFolder),
    registries: () => registries,
    openLine() {
      const opened = openProcess();
      child = opened.child;
      return opened.line;
    },
    machine,
    dataFolder,
    clean: (text) => text.replaceAll(dataFolder, '~'),
    shorten: (folder) => folder.replace(dataFolder, '~'),
    words: createLocalRegistryWords(platform),
    onChange: (now) => changes.push(now),
    onLogged: (lines) => logged.push(...lines),
    onProblem: (_what, error) => problems.push(error),
  });
  const logins = createLogins({ profiles, keychain: Promise.resolve(credentials), onSecret: () => undefined });
  const clients = createClientPool({
    profiles,
    logins,
    assertMayAsk: (address) => service.assertMayAsk(address),
    userAgent: 'chartroom/test',
    onRetry: () => undefined,
  });
  const registries = new RegistryService({
    profiles,
    logins,
    clients,
    toAppError,
    otherLogins: { find: () => Promise.resolve([]), read: () => Promise.resolve(null) },
    forgetListings: () => Promise.resolve(),
    isLocal: (address) => service.isAt(address),
    onChange: () => undefined,
    onSecret: () => undefined,
  });
  return {
    service,
    log,
    registries,
    clients,
    credentials,
    changes,
    logged,
    problems,
    child() {
      if (child === undefined) throw new Error('The registry was never started.');
      return child;
    },
    async close() {
      clients.closeAll();
      await service.close();
    },
  };
}

/** Keeps what it is given as a keychain does, over restarts. */
export function keychainStandIn(): CredentialStore {
  return { ...createMemoryStore('a test'), place: { kind: 'keychain', name: 'Stand-in' } };
}

/** Below what any system hands out by itself: no server and no client of another test gets such a port, nor gets one that was let go. */
const PORTS = { first: 20_000, end: 30_000 };

export interface TakenPort {
  readonly port: number;
  release(): Promise<void>;
}

/** Takes a port of loopback, as another program would; any that is free where none is named. */
export async function takePort(port?: number): Promise<TakenPort> {
  if (port !== undefined) return listen(port);
  for (;;) {
    try {
      return await listen(randomInt(PORTS.first, PORTS.end));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
}

async function listen(port: number): Promise<TakenPort> {
  const server: Server = createServer((socket) => socket.destroy());
  server.listen({ port, host: '127.0.0.1' });
  await once(server, 'listening');
  return {
    port: portOf(server),
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A port that is free on loopback, as far as can be known. */
export async function freePort(): Promise<number> {
  const taken = await takePort();
  await taken.release();
  return taken.port;
}

/** The folder with the charts of the built-in registry, where none was chosen. */
export function builtInFolder(dataFolder: string): string {
  return join(dataFolder, 'local-registry', 'built-in');
}
