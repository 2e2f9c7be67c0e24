import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLogins, readLogin } from '../../../../electron/credentials/other-logins';

let home: string;
let skipped: string[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'chartroom-logins-'));
  skipped = [];
});
afterEach(() => rm(home, { recursive: true, force: true }));

const places = (env: Record<string, string> = {}) => ({
  env,
  homeFolder: home,
  platform: 'linux' as const,
  onSkipped: (path: string, why: string) => skipped.push(`${path.slice(home.length + 1)}: ${why}`),
});
const auth = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
async function put(path: string, content: unknown): Promise<string> {
  const file = join(home, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, '\t'));
  return file;
}

const DOCKER = '.docker/config.json';
const PODMAN = '.config/containers/auth.json';
const HELM = '.config/helm/registry/config.json';

test('without any file there are none, and nothing to tell', async () => {
  expect(await findLogins(places())).toEqual([]);
  expect(await readLogin('ghcr.io', 'docker', places())).toBeNull();
  expect(skipped).toEqual([]);
});

test('finds what each tool keeps, without its secret, and reads the one that is asked for', async () => {
  await put(DOCKER, { auths: { 'https://index.docker.io/v1/': auth('ana:hub'), 'ghcr.io': auth('ana:ghp') } });
  await put(PODMAN, { auths: { 'ghcr.io': auth('bob:podman') } });
  await put(HELM, { auths: { 'ghcr.io': { ...auth('eve:'), identitytoken: 'refresh' } } });
  const found = await findLogins(places());
  expect(found).toEqual([
    { tool: 'docker', address: 'docker.io', username: 'ana' },
    { tool: 'docker', address: 'ghcr.io', username: 'ana' },
    { tool: 'podman', address: 'ghcr.io', username: 'bob' },
    { tool: 'helm', address: 'ghcr.io', username: 'eve' },
  ]);
  expect(await Promise.all(found.map(({ address, tool }) => readLogin(address, tool, places())))).toEqual([
    { kind: 'password', username: 'ana', secret: 'hub' },
    { kind: 'password', username: 'ana', secret: 'ghp' },
    { kind: 'password', username: 'bob', secret: 'podman' },
    { kind: 'identity-token', secret: 'refresh' },
  ]);
  expect(await readLogin('docker.io', 'helm', places())).toBeNull();
  expect(skipped).toEqual([]);
});

test("Podman's runtime file goes before its other one", async () => {
  await put('run/containers/auth.json', { auths: { 'ghcr.io': auth('new:n') } });
  await put(PODMAN, { auths: { 'ghcr.io': auth('old:o'), 'quay.io': auth('old:q') } });
  const env = { XDG_RUNTIME_DIR: join(home, 'run') };
  expect(await findLogins(places(env))).toEqual([
    { tool: 'podman', address: 'ghcr.io', username: 'new' },
    { tool: 'podman', address: 'quay.io', username: 'old' },
  ]);
  expect(await readLogin('ghcr.io', 'podman', places(env))).toMatchObject({ secret: 'n' });
  expect(await readLogin('quay.io', 'podman', places(env))).toMatchObject({ secret: 'q' });
});

test('a login that has gone since it was found is null', async () => {
  const file = await put(DOCKER, { auths: { 'ghcr.io': auth('ana:a') } });
  expect(await findLogins(places())).toHaveLength(1);
  await writeFile(file, '{}');
  expect(await readLogin('ghcr.io', 'docker', places())).toBeNull();
});

test('what can not be read is skipped and told; the other tools hold', async () => {
  await put(DOCKER, '{"auths":{"ghcr.io":{"auth":"hunter2');
  await truncate(await put(PODMAN, ''), 1e12);
  await put(HELM, { auths: { 'ghcr.io': auth('eve:e'), 'quay.io/acme': auth('a:b') } });
  expect(await findLogins(places())).toEqual([{ tool: 'helm', address: 'ghcr.io', username: 'eve' }]);
  expect(skipped).toEqual([
    `${DOCKER}: it is not JSON of the expected form`,
    `${PODMAN}: it is larger than 1048576 bytes`,
    `${HELM}: "quay.io/acme" is not a registry's address`,
  ]);
});

test('a folder, a pipe and a loop of links in the place of a file stop nothing', async () => {
  await mkdir(join(home, DOCKER), { recursive: true });
  await mkdir(dirname(join(home, PODMAN)), { recursive: true });
  execFileSync('mkfifo', [join(home, PODMAN)]);
  await mkdir(dirname(join(home, HELM)), { recursive: true });
  execFileSync('ln', ['-s', join(home, HELM), join(home, HELM)]);
  expect(await findLogins(places())).toEqual([]);
  expect(skipped).toEqual([
    `${DOCKER}: it is not a regular file`,
    `${PODMAN}: it is not a regular file`,
    `${HELM}: it can't be read: ELOOP`,
  ]);
});

test('nothing is ever written to the files or beside them', async () => {
  const contents = [
    [
      DOCKER,
      '{ "auths": {"https://index.docker.io/v1/": {"auth": "YW5hOmh1Yg=="} },\r\n\t"credsStore":"x", "HttpHeaders": {"A":"b"} }\n\n',
    ],
    [PODMAN, '{"auths":{"ghcr.io":{"auth":"not base64"}}'],
    [HELM, ''],
  ] as const;
  const before = await Promise.all(
    contents.map(async ([path, content]) => {
      const file = await put(path, content);
      await chmod(file, 0o640);
      const { mtimeNs, ino, mode } = await stat(file, { bigint: true });
      return { file, mtimeNs, ino, mode, bytes: await readFile(file) };
    }),
  );
  await findLogins(places());
  await readLogin('docker.io', 'docker', places());
  await readLogin('ghcr.io', 'podman', places());
  for (const { file, bytes, ...status } of before) {
    expect(await readFile(file)).toEqual(bytes);
    expect(await stat(file, { bigint: true })).toMatchObject(status);
    expect(await readdir(dirname(file))).toHaveLength(1);
  }
});
