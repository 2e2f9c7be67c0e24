/**
 * A real CNCF distribution registry (Debian's `docker-registry`) for tests, on a free loopback port, with or without
 * logins and TLS. Runs as any user; everything it writes is in one temporary folder that stop() removes.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface DockerRegistryOptions {
  /** User names and their passwords; without it the registry asks for no login. */
  readonly users?: Readonly<Record<string, string>>;
  /** Whether DELETE is allowed; like the registry's own default it is not. */
  readonly deleteEnabled?: boolean;
  /** Paths of PEM files; with them the registry speaks HTTPS. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
  /** A port to listen on again, such as that of a registry stopped before; free by default. */
  readonly port?: number;
  /** A folder to keep the data in, which stop() then leaves; temporary by default. */
  readonly dataFolder?: string;
}

export interface DockerRegistry {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** The root of its storage: `docker/registry/v2/…` is below. */
  readonly dataFolder: string;
  /** Ends the process and removes what it wrote. May be called twice. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;

/** Starts a registry and returns once it listens. Throws with the registry's own log when it does not come up. */
export async function startDockerRegistry(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-registry-'));
  const dataFolder = options.dataFolder ?? join(folder, 'data');
  try {
    await mkdir(dataFolder, { recursive: true });
    const configFile = join(folder, 'config.yml');
    // JSON is YAML; the registry reads it as such.
    await writeFile(configFile, JSON.stringify(await registryConfig(folder, dataFolder, options), null, 2));
    const server = spawn('docker-registry', ['serve', configFile], {
      // Only PATH: any REGISTRY_* variable of the caller would override the file.
      env: { PATH: searchPath(), OTEL_TRACES_EXPORTER: 'none' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // A test process that ends without stop() leaves no registry behind.
    const endWithUs = () => server.kill('SIGKILL');
    process.once('exit', endWithUs);
    const address = await listeningAddress(server);
    return {
      address,
      dataFolder,
      async stop() {
        process.off('exit', endWithUs);
        await endProcess(server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The registry and htpasswd sit in /usr/bin; an ordinary user's PATH may leave out /usr/sbin and the like. */
function searchPath(): string {
  return `${process.env['PATH'] ?? ''}:/usr/local/bin:/usr/bin:/bin`;
}

async function registryConfig(folder: string, dataFolder: string, options: DockerRegistryOptions): Promise<object> {
  return {
    version: '0.1',
    // The line that names the port comes at level info.
    log: { level: 'info', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: dataFolder },
      delete: { enabled: options.deleteEnabled ?? false },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: {
      addr: `127.0.0.1:${options.port ?? 0}`,
      secret: 'only-for-tests',
      ...(options.tls ? { tls: { certificate: options.tls.certificateFile, key: options.tls.keyFile } } : {}),
    },
    ...(options.users ? { auth: { htpasswd: await htpasswdSection(folder, options.users) } } : {}),
  };
}

async function htpasswdSection(folder: string, users: Readonly<Record<string, string>>): Promise<object> {
  const lines = await Promise.all(Object.entries(users).map(([name, password]) => htpasswdLine(name, password)));
  const path = join(folder, 'htpasswd');
  await writeFile(path, lines.join(''), { mode: 0o600 });
  return { realm: 'chartroom-test', path };
}

/** One `user:hash` line. The password goes over stdin: no process of the tests carries one in its arguments. */
function htpasswdLine(name: string, password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('htpasswd', ['-niB', name], { env: { PATH: searchPath() } }, (error, stdout) => {
      if (error) reject(new Error('htpasswd failed; it comes with apache2-utils', { cause: error }));
      else resolve(`${stdout.trim()}\n`);
    });
    child.stdin?.end(password);
  });
}

/** Reads the registry's log until it names the port that the system chose. */
function listeningAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const log: string[] = [];
    const fail = (reason: string, cause?: unknown) => {
      clearTimeout(timer);
      server.kill('SIGKILL');
      reject(new Error(`docker-registry ${reason}\n${log.join('\n')}`, { cause }));
    };
    const timer = setTimeout(() => fail(`did not listen within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    server.once('error', (error) => fail('could not be started (apt-get install docker-registry)', error));
    server.once('exit', (code) => fail(`ended with code ${code}`));
    if (!server.stderr) return fail('has no log');
    // The reader stays for the registry's whole life: a full pipe would stop it.
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (log.length < 200) log.push(line);
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (!address) return;
      clearTimeout(timer);
      server.removeAllListeners('exit');
      resolve(address);
    });
  });
}

async function endProcess(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGKILL');
  await ended;
}
