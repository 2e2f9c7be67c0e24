/** What the screens show in screenshots and in the accessibility tests: a real registry with real charts, pushed by helm. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { makeChart } from './helm-charts';

const run = promisify(execFile);
const DAY_MS = 24 * 60 * 60 * 1000;
const SAMPLES = resolve('../shared/charts');
const VERSIONS = [
  '1.4.2',
  '1.4.1',
  '1.4.0',
  '1.3.7',
  '1.3.6+acme.1',
  '1.3.0',
  '1.3.0-rc.2',
  '1.2.4',
  '1.2.0',
  '1.1.0',
  '1.0.0',
];

export interface ScreenData {
  readonly registry: DockerRegistry;
  readonly login: { readonly username: string; readonly secret: string };
  /** `host:port/platform/charts`. */
  readonly destination: string;
  /** Files to push: one is there already, one with other content, one is new, one can't be pushed. */
  readonly files: readonly string[];
  /** The repository whose versions are shown, and the chart that is opened. */
  readonly repository: string;
  readonly chart: { readonly repository: string; readonly version: string };
  readonly stop: () => Promise<void>;
}

/** Made once, for several registries that each begin with it. */
export interface ScreenContent {
  open(): Promise<ScreenData>;
  remove(): Promise<void>;
}

const login = { username: 'ana', secret: 'a-password-for-pictures' };
const users = { [login.username]: login.secret };

/** Uses the sample charts where they lie beside the checkout, else charts that helm makes. */
export async function makeScreenContent(): Promise<ScreenContent> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-screens-'));
  const content = join(folder, 'content');
  const registry = await startDockerRegistry({ users, dataFolder: content });
  const destination = `${registry.address}/platform/charts`;
  const helm = await ensureHelm('4.2.3');
  const home = join(folder, 'home');
  await mkdir(home);
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const plain = ['--plain-http', '--username', login.username, '--password', login.secret];
  const push = (path: string) => run(helm, ['push', path, `oci://${destination}`, ...plain], { env });

  const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.tgz')) : [];
  const made = await Promise.all(VERSIONS.map((version) => makeChart(folder, 'web-shop', version)));
  // A version every nine days or so, the last one the day before yesterday: a push takes the file's time.
  for (const [index, { path }] of made.entries()) {
    const createdAt = new Date(Date.now() - (2 + 9 * index) * DAY_MS);
    await utimes(path, createdAt, createdAt);
  }
  const others = samples.length > 0 ? samples.map((name) => join(SAMPLES, name)) : [];
  const spare = await makeChart(folder, 'billing', '2.4.0');
  const again = await makeChart(folder, 'web-shop', '1.4.2', 'The shop, with the new checkout');
  const fresh = await makeChart(folder, 'inventory', '0.9.0+build.5');
  const first = others.find((path) => path.includes('traefik'));
  for (const path of [...made.map((each) => each.path), ...others, spare.path]) await push(path);
  await registry.stop();

  async function open(): Promise<ScreenData> {
    const dataFolder = await mkdtemp(join(folder, 'data-'));
    await cp(content, dataFolder, { recursive: true });
    const opened = await startDockerRegistry({ users, dataFolder });
    return {
      registry: opened,
      login,
      destination: `${opened.address}/platform/charts`,
      files: [fresh.path, spare.path, again.path, resolve('package.json')],
      repository: 'platform/charts/web-shop',
      chart:
        first === undefined
          ? { repository: 'platform/charts/web-shop', version: '1.4.2' }
          : { repository: 'platform/charts/traefik', version: /traefik-(.+)\.tgz$/.exec(first)?.[1] ?? '' },
      stop: () => opened.stop(),
    };
  }
  return { open, remove: () => rm(folder, { recursive: true, force: true }) };
}
