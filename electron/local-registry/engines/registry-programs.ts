/**
 * The registry programs that are known: how they are recognised, and the configuration and environment that each is given. Runs
 * nothing.
 */
import { join } from 'node:path';
import { DRAIN_SECONDS } from './limits';

export interface RegistryProgram {
  /** The command, which is also its name for the user. */
  readonly name: string;
  /** Reads what it writes when asked for its version: '' where that says none, null where it is another program of that name. */
  readonly readVersion: (output: string) => string | null;
  /** What its configuration file holds, as JSON. */
  readonly config: (settings: ProgramSettings) => object;
}

export interface ProgramSettings {
  /** Absolute. */
  readonly folder: string;
  readonly port: number;
  /** Absolute; null for no login. */
  readonly htpasswdFile: string | null;
  /** Signs what uploads carry from one request to the next; random for each start. */
  readonly secret: string;
}

/** In the order in which they are taken: first those that share their form with the containers. */
export const REGISTRY_PROGRAMS: readonly RegistryProgram[] = [
  { name: 'registry', readVersion: readDistributionVersion, config: distributionConfig },
  { name: 'docker-registry', readVersion: readDistributionVersion, config: distributionConfig },
  { name: 'zot', readVersion: readZotVersion, config: zotConfig },
];

/** `registry github.com/distribution/distribution/v3 v3.1.2+unknown`; Debian's has no `v`, a build of one's own may have no number. */
function readDistributionVersion(output: string): string | null {
  const [, version] = /^\S+ \S+\/distribution(?:\/v\d+)? (\S+)$/m.exec(output) ?? [];
  return version === undefined ? null : numberOf(version);
}

/** A line of JSON with `"distribution-spec":"1.1.1","commit":"v2.1.10-0-gabcdef0"`. */
function readZotVersion(output: string): string | null {
  if (!output.includes('"distribution-spec":')) return null;
  return numberOf(/"commit":"([^"]*)"/.exec(output)?.[1] ?? '');
}

function numberOf(version: string): string {
  return /^v?(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)[.\d]*)?)/.exec(version)?.[1] ?? '';
}

function distributionConfig({ folder, port, htpasswdFile, secret }: ProgramSettings): object {
  return {
    version: '0.1',
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: folder }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, secret, draintimeout: `${DRAIN_SECONDS}s` },
    ...(htpasswdFile === null ? {} : { auth: { htpasswd: { realm: 'localhost', path: htpasswdFile } } }),
  };
}

/**
 * zot keeps charts in a form of its own, so in a folder of its own: the others neither see nor harm what is in it. It allows deleting
 * anyway, and refuses settings that it does not know.
 */
function zotConfig({ folder, port, htpasswdFile }: ProgramSettings): object {
  return {
    distSpecVersion: '1.1.0',
    storage: { rootDirectory: join(folder, 'zot') },
    http: {
      address: '127.0.0.1',
      port: String(port),
      ...(htpasswdFile === null ? {} : { auth: { htpasswd: { path: htpasswdFile } } }),
    },
    log: { level: 'info' },
  };
}

/** The user's own REGISTRY_* would overrule the file. Without the last, version 3 looks for a collector of traces that nobody runs. */
export function programEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !/^(?:REGISTRY|OTEL)_/i.test(name));
  return { ...Object.fromEntries(others), OTEL_TRACES_EXPORTER: 'none' };
}
