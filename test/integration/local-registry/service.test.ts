/** The local registry as the app has it: start, stop, settings, login, crash, removal, and its entry in the list of registries. */
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CredentialError } from '../../../electron/credentials/credential-error';
import type { LocalRegistryState } from '../../../shared/local-registry';
import {
  builtInFolder,
  freePort,
  keychainStandIn,
  openLocalRegistryStage,
  takePort,
  type LocalRegistryStage,
  type LocalRegistryStageOptions,
} from '../../support/local-registry-stage';
import { openDockerStage } from '../../support/docker';
import { ask } from '../../support/raw-request';

const { signal } = new AbortController();
const ana = { username: 'ana', secret: 'pa55:wörd+/=' };

let dataFolder: string;
let port: number;
let stage: LocalRegistryStage;
let stages: LocalRegistryStage[] = [];
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'chartroom-local-service-'));
  port = await freePort();
  stage = await open();
  await stage.service.configure({ port });
});
afterEach(async () => {
  for (const each of stages) await each.close();
  stages = [];
  await rm(dataFolder, { recursive: true, force: true });
});

/** As the app's next start does. */
async function open(options: Partial<LocalRegistryStageOptions> = {}): Promise<LocalRegistryStage> {
  const opened = await openLocalRegistryStage({ dataFolder, ...options });
  stages.push(opened);
  return opened;
}

async function reopen(): Promise<LocalRegistryStage> {
  await stage.close();
  stage = await open({ credentials: stage.credentials });
  await stage.service.open();
  return stage;
}

const state = (): LocalRegistryState => stage.service.get().state;
const address = () => `localhost:${port}`;
const names = (): readonly string[] => stage.changes.map((change) => change.state.name);
const entry = () => stage.registries.list().find((registry) => registry.isLocal);

const asked = (headers: Record<string, string> = {}) => ask(address(), 'GET', '/v2/', { headers });
const basic = ({ username, secret }: typeof ana) => ({
  authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`,
});

/** One small blob in a repository, and its upload's status. */
async function push(repository: string): Promise<number> {
  const digest = 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  return (await ask(address(), 'POST', `/v2/${repository}/blobs/uploads/?digest=${digest}`, { body: 'hello' })).status;
}

describe('starting and stopping', () => {
  it('starts, stands in the list of registries as any other, and stops', async () => {
    expect(state()).toEqual({ name: 'stopped' });
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'running', address: address() });
    expect(names().slice(-2)).toEqual(['starting', 'running']);
    expect(entry()).toMatchObject({ address: address(), state: 'anonymous', plainHttp: true, isLocal: true });
    expect((await ask(address(), 'GET', '/v2/')).status).toBe(200);
    await stage.service.stop();
    expect(names().slice(-2)).toEqual(['stopping', 'stopped']);
    expect(entry()).toMatchObject({ state: 'unreachable', problem: { kind: 'unavailable' } });
    await expect(ask(address(), 'GET', '/v2/')).rejects.toThrow('ECONNREFUSED');
  });

  it('two clicks on Start start one, and a Stop after them stops it', async () => {
    await Promise.all([stage.service.start(), stage.service.start(), stage.service.stop()]);
    expect(state()).toEqual({ name: 'stopped' });
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'running' });
  });

  it('a stop ends a start that is under way', async () => {
    const starting = stage.service.start();
    await expect.poll(names).toContain('starting');
    await stage.service.stop();
    await starting;
    expect(state()).toEqual({ name: 'stopped' });
  });

  it('keeps its charts over a stop and over a restart of the app, and starts with it where wanted', async () => {
    await stage.service.start();
    expect(await push('acme/app')).toBe(201);
    expect((await stage.service.usage({ signal })).sizeBytes).toBe(5);
    await reopen();
    expect(state()).toEqual({ name: 'stopped' });
    expect(entry()).toMatchObject({ address: address(), isLocal: true });
    expect((await stage.service.usage({ signal })).sizeBytes).toBeGreaterThanOrEqual(5);
    await stage.service.configure({ startWithApp: true });
    await reopen();
    expect(state()).toMatchObject({ name: 'running', address: address() });
    expect((await stage.service.usage({ signal })).sizeBytes).toBe(5);
  });

  it('while it is stopped, nobody asks what has its port by now, for neither its login nor its name', async () => {
    await stage.service.start();
    await stage.service.setLogin(ana);
    await stage.service.stop();
    const other = await takePort(port);
    const checked = await stage.registries.check(address(), { signal });
    expect(checked).toMatchObject({ state: 'unreachable', problem: { message: 'The local registry is stopped.' } });
    expect(() => stage.clients.clientFor(address())).toThrow('stopped');
    await other.release();
  });
});

describe('what stands in the way', () => {
  it('a port in use: names the next free one, which works', async () => {
    const other = await takePort(port);
    await stage.service.start();
    expect(state()).toMatchObject({
      name: 'failed',
      code: 'port-in-use',
      error: { message: `Port ${port} is in use.` },
    });
    const failed = state();
    if (failed.name !== 'failed' || failed.freePort === undefined) throw new Error('names no other port');
    expect(failed.freePort).toBeGreaterThan(port);
    expect(failed.error.why).not.toContain('AirPlay');
    await stage.service.configure({ port: failed.freePort });
    expect(state()).toEqual({ name: 'stopped' });
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'running', address: `localhost:${failed.freePort}` });
    await other.release();
  });

  it('on macOS, port 5000 is often AirPlay Receiver', async () => {
    const other = await takePort(5000).catch(() => null);
    const mac = await open({ platform: 'darwin', dataFolder: await mkdtemp(join(dataFolder, 'mac-')) });
    await mac.service.start();
    expect(mac.service.get().state).toMatchObject({ name: 'failed', code: 'port-in-use' });
    expect(JSON.stringify(mac.service.get().state)).toContain('AirPlay Receiver');
    await other?.release();
  });

  it('a folder with something else in it is left alone', async () => {
    const folder = builtInFolder(dataFolder);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'failed', code: 'folder-unusable' });
    expect(state()).toMatchObject({ error: { message: expect.stringMatching(/^~.* holds something else/) } });
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('a folder that another Chartroom serves', async () => {
    await stage.service.start();
    const other = await open({ dataFolder: await mkdtemp(join(dataFolder, 'other-')) });
    await stage.service.setFolder(join(dataFolder, 'shared'));
    await other.service.configure({ port: await freePort() });
    await other.service.setFolder(join(dataFolder, 'shared'));
    await other.service.start();
    expect(other.service.get().state).toMatchObject({ name: 'failed', code: 'folder-in-use' });
    expect(state()).toMatchObject({ name: 'running' });
  });

  it('no right to the folder', async () => {
    // Where not even root makes one.
    await stage.service.setFolder(process.platform === 'darwin' ? '/System' : '/sys');
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'failed', code: 'folder-forbidden' });
  });
});

describe('settings', () => {
  it('a change restarts one that runs; under its new address it keeps its login', async () => {
    await stage.service.start();
    await stage.service.setLogin(ana);
    const before = address();
    port = await freePort();
    await stage.service.configure({ port });
    expect(state()).toMatchObject({ name: 'running', address: address() });
    expect(entry()).toMatchObject({ address: address(), state: 'logged-in', username: 'ana' });
    expect(stage.registries.list().map((registry) => registry.address)).toEqual([address()]);
    expect(await stage.credentials.get(before)).toBeNull();
  });

  it('"start with Chartroom" disturbs nothing', async () => {
    await stage.service.start();
    const before = stage.child().pid;
    await stage.service.configure({ startWithApp: true });
    expect(stage.child().pid).toBe(before);
    expect(state()).toMatchObject({ name: 'running' });
  });

  it('further host names are answered, others are not', async () => {
    await stage.service.start();
    expect((await asked({ host: `host.docker.internal:${port}` })).status).toBe(403);
    await stage.service.configure({ allowedHosts: ['host.docker.internal'] });
    expect((await asked({ host: `host.docker.internal:${port}` })).status).toBe(200);
  });

  it('a folder that the user chose gets one of its own in it, and what is in the old one stays', async () => {
    const chosen = join(dataFolder, 'Documents');
    await mkdir(chosen);
    await stage.service.start();
    await push('acme/app');
    await stage.service.setFolder(chosen);
    expect(await readdir(chosen)).toEqual(['chartroom-registry']);
    expect((await stage.service.usage({ signal })).repositories).toBe(0);
    await stage.service.setFolder(join(chosen, 'chartroom-registry'));
    expect(await readdir(chosen)).toEqual(['chartroom-registry']);
    await access(builtInFolder(dataFolder));
  });

  it('what is not allowed is refused, and the registry runs on', async () => {
    await stage.service.start();
    await expect(stage.service.configure({ port: 70_000 })).rejects.toMatchObject({ code: 'invalid-value' });
    expect(state()).toMatchObject({ name: 'running', address: address() });
  });
});

describe('login', () => {
  it.each(['running', 'stopped'])('is asked for from then on, set while %s, and the app is logged in', async (when) => {
    if (when === 'running') await stage.service.start();
    await stage.service.setLogin(ana);
    if (when === 'stopped') await stage.service.start();
    expect((await asked()).status).toBe(401);
    expect((await asked(basic(ana))).status).toBe(200);
    expect(entry()).toMatchObject({ state: 'logged-in', username: 'ana', hasCredential: true });
    expect(stage.service.get().login).toEqual({ username: 'ana' });
  });

  it('is in no file but as a bcrypt hash', async () => {
    await stage.service.start();
    await stage.service.setLogin(ana);
    await stage.service.stop();
    for (const name of ['local-registry.json', 'registries.json', join('local-registry', 'htpasswd')]) {
      expect(await readFile(join(dataFolder, name), 'utf8')).not.toContain(ana.secret);
    }
    expect(JSON.stringify([stage.changes, stage.log.after(0)])).not.toContain(ana.secret);
  });

  it('turned off, nobody is asked and the keychain is empty', async () => {
    await stage.service.start();
    await stage.service.setLogin(ana);
    await stage.service.setLogin(null);
    expect((await asked()).status).toBe(200);
    expect(entry()).toMatchObject({ state: 'anonymous', hasCredential: false });
    expect(await stage.credentials.get(address())).toBeNull();
    expect(stage.service.get().login).toBeNull();
  });

  it.each([
    ['a colon in the name', { username: 'a:b', secret: 'x' }],
    ['a password that bcrypt would cut', { username: 'ana', secret: 'x'.repeat(73) }],
  ])('refuses %s, and what was before still holds', async (_what, login) => {
    await stage.service.start();
    await stage.service.setLogin(ana);
    await expect(stage.service.setLogin(login)).rejects.toMatchObject({ code: 'bad-login' });
    expect(state()).toMatchObject({ name: 'running' });
    expect((await asked(basic(ana))).status).toBe(200);
    expect(entry()).toMatchObject({ state: 'logged-in', username: 'ana' });
  });

  it('that the keychain refuses is not asked for either', async () => {
    const locked = new CredentialError('timeout', 'the keychain is locked', { operation: 'store' });
    await stage.close();
    stage = await open({ credentials: { ...keychainStandIn(), set: () => Promise.reject(locked) } });
    await stage.service.start();
    await expect(stage.service.setLogin(ana)).rejects.toBe(locked);
    expect((await asked()).status).toBe(200);
    expect(stage.service.get().login).toBeNull();
  });
});

describe('a crash', () => {
  it('is told with its last lines, and a start brings everything back', async () => {
    await stage.service.start();
    await push('acme/app');
    await expect.poll(() => stage.log.after(0).some(({ text }) => text.includes('POST'))).toBe(true);
    stage.child().kill('SIGKILL');
    await expect.poll(() => state().name).toBe('crashed');
    const crashed = state();
    expect(crashed.name === 'crashed' && crashed.lastLines.join('\n')).toContain('POST /v2/acme/app/blobs/uploads/');
    await expect.poll(() => entry()?.state).toBe('unreachable');
    await stage.service.start();
    expect(state()).toMatchObject({ name: 'running' });
    expect((await stage.service.usage({ signal })).repositories).toBe(1);
  });
});

describe('its log', () => {
  it('comes line by line with numbers, and all of it can be asked for again', async () => {
    await stage.service.start();
    await push('acme/app');
    await expect.poll(() => stage.logged.some(({ text }) => text.includes('POST'))).toBe(true);
    const all = stage.log.after(0);
    expect(stage.logged).toEqual(all);
    expect(all.map(({ number }) => number)).toEqual(all.map((_line, index) => index + 1));
    expect(stage.log.after(1)).toEqual(all.slice(1));
    expect(stage.log.after(all.length)).toEqual([]);
    expect(JSON.stringify(all)).not.toContain(dataFolder);
  });
});

describe('garbage and removal', () => {
  it('garbage is collected while it runs', async () => {
    await expect(stage.service.collectGarbage({ untaggedManifests: false })).rejects.toMatchObject({
      code: 'not-running',
    });
    await stage.service.start();
    expect(await stage.service.collectGarbage({ untaggedManifests: true })).toEqual({
      manifests: 0,
      files: 0,
      sizeBytes: 0,
    });
  });

  it('removal takes everything it keeps, and nothing beside it', async () => {
    const chosen = join(dataFolder, 'Documents');
    await mkdir(join(chosen, 'chartroom-registry'), { recursive: true });
    await writeFile(join(chosen, 'thesis.txt'), 'years of work');
    await writeFile(join(chosen, 'chartroom-registry', 'notes.txt'), 'mine');
    await stage.service.setFolder(chosen);
    await stage.service.start();
    await push('acme/app');
    await stage.service.setLogin(ana);
    const child = stage.child();
    const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
    expect((await stage.service.remove()).state).toEqual({ name: 'stopped' });
    await ended;
    expect((await readdir(chosen)).sort()).toEqual(['chartroom-registry', 'thesis.txt']);
    expect(await readdir(join(chosen, 'chartroom-registry'))).toEqual(['notes.txt']);
    expect(stage.registries.list()).toEqual([]);
    expect(await stage.credentials.get(address())).toBeNull();
    expect(stage.service.get()).toMatchObject({ login: null, config: { port } });
    await stage.service.start();
    expect((await stage.service.usage({ signal })).repositories).toBe(0);
    expect(entry()).toMatchObject({ state: 'anonymous' });
  });

  it('removes nothing where a container would come back without its charts', async () => {
    const docker = await openDockerStage();
    await stage.close();
    stage = await open({ machine: docker.machine });
    try {
      await stage.service.configure({ engine: 'docker' });
      expect((await stage.service.start()).state.name).toBe('running');
      await push('acme/app');
      await stage.close();
      await docker.script({ command: 'container', stderr: 'Cannot connect to the Docker daemon.' });
      stage = await open({ machine: docker.machine });
      await expect(stage.service.remove()).rejects.toMatchObject({ code: 'not-removed' });
      expect(await readdir(join(dataFolder, 'local-registry', 'distribution'))).toEqual(['docker']);
      await docker.script();
      await stage.service.remove();
      expect(await readdir(dataFolder)).not.toContain('local-registry');
    } finally {
      await docker.close();
    }
  });
});
