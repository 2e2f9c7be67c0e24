/** The real Helm 4.2.3 and 3.17.3 on the built-in registry: log in, push, pull, with and without a login. */
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { writePackedChart } from '../../support/packed-chart';

const run = promisify(execFile);
const LOGIN = { user: 'ana', password: 'open:sesame' };
/** Helm 3.17 has no --plain-http for logging in; what it has leads to the same. */
const VERSIONS = [
  { version: '4.2.3', plainLogin: '--plain-http' },
  { version: '3.17.3', plainLogin: '--insecure' },
] as const;

let folder: string;
let chart: string;
let open: LocalRegistry;
let closed: LocalRegistry;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-helm-'));
  chart = await writePackedChart(folder, { ballastBytes: 2_000_000 });
  open = await startLocalRegistry();
  closed = await startLocalRegistry({ login: LOGIN });
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(VERSIONS)('Helm $version', ({ version, plainLogin }) => {
  /** Each Helm has a home of its own, so that no login is left from another. */
  async function helm(args: readonly string[], password?: string): Promise<string> {
    const home = join(folder, `home-${version}`);
    const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
    await mkdir(home, { recursive: true });
    const running = run(await ensureHelm(version), args, { env });
    running.child.stdin?.end(password);
    const { stdout, stderr } = await running;
    return `${stdout}${stderr}`;
  }

  async function expectPushAndPull(address: string): Promise<void> {
    const pushed = await helm(['push', chart, `oci://${address}/helm-${version}`, '--plain-http']);
    expect(pushed).toMatch(/Digest: sha256:[0-9a-f]{64}/);
    const target = await mkdtemp(join(folder, 'pulled-'));
    const reference = `oci://${address}/helm-${version}/app`;
    const pulled = await helm(['pull', reference, '--version', '1.0.0', '--destination', target, '--plain-http']);
    expect(pulled).toContain(/sha256:[0-9a-f]{64}/.exec(pushed)?.[0]);
    expect((await readFile(join(target, basename(chart)))).equals(await readFile(chart))).toBe(true);
  }

  it('pushes and pulls without a login', async () => {
    await expectPushAndPull(open.address);
  });

  it('is refused before it logs in, and with a wrong password', async () => {
    const push = helm(['push', chart, `oci://${closed.address}/helm-${version}`, '--plain-http']);
    await expect(push).rejects.toThrow(/401|basic (?:auth )?credential/);
    const login = ['registry', 'login', closed.address, '--username', LOGIN.user, '--password-stdin', plainLogin];
    await expect(helm(login, 'wrong')).rejects.toThrow(/401/);
  });

  it('logs in, pushes and pulls', async () => {
    const login = ['registry', 'login', closed.address, '--username', LOGIN.user, '--password-stdin', plainLogin];
    expect(await helm(login, LOGIN.password)).toContain('Login Succeeded');
    await expectPushAndPull(closed.address);
  });
});
