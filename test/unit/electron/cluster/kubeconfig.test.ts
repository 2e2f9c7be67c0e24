import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configuredFiles, loadKubeconfig } from '../../../../electron/cluster/kubeconfig';
import { kubeconfigSchema } from '../../../../shared/cluster';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'chartroom-kube-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const file = join(home, name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function load(kubeconfig?: string, chosenFile?: string) {
  const env = kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig };
  const machine = { env, platform: 'linux', homeFolder: home } as const;
  const config = await loadKubeconfig({ machine, ...(chosenFile === undefined ? {} : { chosenFile }) });
  kubeconfigSchema.parse(config.shown);
  return config;
}

const one = (name: string, server = `https://${name}.lan:6443`, user = 'token: secret-token') =>
  [
    'apiVersion: v1\nkind: Config\npreferences: {}',
    `current-context: ${name}`,
    `clusters:\n- name: ${name}\n  cluster:\n    server: ${server}\n    certificate-authority: ca.crt`,
    `contexts:\n- name: ${name}\n  context: {cluster: ${name}, user: ${name}, namespace: shop}`,
    `users:\n- name: ${name}\n  user: {${user}}`,
    '',
  ].join('\n');

describe('which files', () => {
  const machine = { platform: 'linux', homeFolder: '/home/ana' } as const;

  it.each([
    [{}, ['/home/ana/.kube/config']],
    [{ KUBECONFIG: '' }, ['/home/ana/.kube/config']],
    [{ KUBECONFIG: '/a::/b:/a' }, ['/a', '/b']],
  ])('%o', (env, files) => {
    expect(configuredFiles({ ...machine, env })).toEqual(files);
  });
});

it('shows contexts without any secret', async () => {
  const userInfo = one('dev', 'https://ana:hunter2@dev.lan:6443/k8s/?token=hunter2');
  await write('.kube/config', userInfo);
  const { shown } = await load();
  expect(shown).toEqual({
    files: ['~/.kube/config'],
    currentContext: 'dev',
    contexts: [
      { name: 'dev', cluster: 'dev', server: 'https://dev.lan:6443/k8s/', namespace: 'shop', user: { kind: 'token' } },
    ],
  });
  expect(JSON.stringify(shown)).not.toMatch(/hunter2|secret-token/);
});

it('merges several files: of each name the first counts, missing ones are left out', async () => {
  const first = await write('a', one('dev').replace('current-context: dev', 'current-context: ""'));
  const second = await write(
    'sub/b',
    one('dev', 'https://other.lan').replace('users:\n- name: dev', 'users:\n- name: x'),
  );
  const third = await write('c', one('prod'));
  const config = await load(`${first}:${join(home, 'none')}:${second}:${third}`);
  expect(config.shown.contexts.map(({ name, server }) => [name, server])).toEqual([
    ['dev', 'https://dev.lan:6443'],
    ['prod', 'https://prod.lan:6443'],
  ]);
  expect(config.shown.currentContext).toBe('dev');
  expect(config.targetOf('prod', 'web')).toEqual({
    kubeconfigFiles: [first, second, third],
    context: 'prod',
    namespace: 'web',
  });
});

it('takes what is named by a path from the file’s own folder', async () => {
  const users = 'client-certificate: pki/a.crt, client-key: /abs/a.key, exec: {command: ./bin/login, apiVersion: v1}';
  const file = await write('deep/config', one('dev', 'https://a', users));
  const { cluster, user } = (await load(file)).entriesOf('dev');
  expect(cluster['certificate-authority']).toBe(join(home, 'deep/ca.crt'));
  expect(user).toMatchObject({ 'client-certificate': join(home, 'deep/pki/a.crt'), 'client-key': '/abs/a.key' });
  expect(user.exec?.command).toBe(join(home, 'deep/bin/login'));
});

it('takes a picked file in the place of all others', async () => {
  await write('.kube/config', one('dev'));
  const picked = await write('picked', one('prod'));
  expect((await load(undefined, picked)).shown.contexts.map(({ name }) => name)).toEqual(['prod']);
});

describe('a context that must not be used', () => {
  it.each([
    ['cluster-missing', one('dev').replace('{cluster: dev', '{cluster: nope')],
    ['user-missing', one('dev').replace('user: dev,', 'user: nope,')],
    ['server-missing', one('dev', '""')],
    ['server-invalid', one('dev', 'dev.lan:6443')],
    ['server-invalid', one('dev', 'localhost')],
    ['auth-provider', one('dev', 'https://a', 'auth-provider: {name: gcp}')],
  ])('%s', async (problem, text) => {
    const config = await load(await write('config', text));
    expect(config.shown.contexts).toMatchObject([{ name: 'dev', problem }]);
    expect(() => config.targetOf('dev', 'x')).toThrow(expect.objectContaining({ code: 'context-unusable' }));
    expect(() => config.entriesOf('nope')).toThrow(expect.objectContaining({ code: 'context-unusable' }));
  });
});

it.each([
  ['token', 'tokenFile: t'],
  ['certificate', 'client-certificate-data: YQ==, client-key-data: YQ=='],
  ['password', 'username: ana, password: hunter2'],
  ['none', ''],
])('tells a user by %s', async (kind, user) => {
  const { shown } = await load(await write('config', one('dev', 'https://a', user)));
  expect(shown.contexts[0]?.user).toEqual({ kind });
});

it('names the program that is asked', async () => {
  const user = 'exec: {command: aws, apiVersion: client.authentication.k8s.io/v1beta1, args: [secret]}';
  const { shown } = await load(await write('config', one('dev', 'https://a', user)));
  expect(shown.contexts[0]?.user).toEqual({ kind: 'program', program: 'aws' });
});

it('is content with no current context, or a dangling one, and with two hundred contexts', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `c${index}`);
  const list = (text: (name: string) => string) => names.map((name) => `- {name: ${name}, ${text(name)}}`).join('\n');
  const text = [
    'current-context: nope',
    `clusters:\n${list((name) => `cluster: {server: "https://${name}"}`)}`,
    `contexts:\n${list((name) => `context: {cluster: ${name}}`)}`,
  ].join('\n');
  const { shown } = await load(await write('config', text));
  expect(shown.currentContext).toBeNull();
  expect(shown.contexts.map(({ name }) => name)).toEqual(names);
  expect(shown.contexts[7]).toEqual({
    name: 'c7',
    cluster: 'c7',
    server: 'https://c7',
    namespace: 'default',
    user: { kind: 'none' },
  });
});

describe('files that can’t be used', () => {
  it('are missing', async () => {
    const config = await load(join(home, 'none'));
    expect(config.shown).toEqual({ files: [], contexts: [], currentContext: null, problem: { code: 'missing' } });
    expect(() => config.targetOf('dev', 'x')).toThrow(expect.objectContaining({ code: 'context-unusable' }));
  });

  it('are no regular files', async () => {
    expect((await load(home)).shown.problem).toEqual({ code: 'unreadable', file: '~' });
  });

  it.each([
    ['clusters: [', /line/],
    ['clusters: 3', /clusters: .*array/],
    ['users:\n- name: a\n  user: {token: 12345}', /token: .*string/],
    ['just text hunter2', /object/],
    ['contexts: [{name: a, context: {}}, {name: a, context: {}}]', /same name/],
  ])('are broken: %j', async (text, details) => {
    const good = await write('good', one('dev'));
    const bad = await write('bad', text);
    const { shown } = await load(`${good}:${bad}`);
    expect(shown.contexts).toEqual([]);
    expect(shown.problem).toMatchObject({ code: 'broken', file: '~/bad', details: expect.stringMatching(details) });
    expect(JSON.stringify(shown)).not.toMatch(/hunter2|12345/);
  });

  it('are empty: no contexts', async () => {
    expect((await load(await write('config', ''))).shown.contexts).toEqual([]);
  });
});
