/** The registry's process: how it starts, refuses to start, logs, stops and dies. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portOf } from '../../../electron/local-registry/server/listening-port';
import { filesBelow } from '../../support/crash-checks';
import { startLocalRegistry, type LocalRegistry, type LocalRegistryOptions } from '../../support/local-registry';
import { ask, openSocket } from '../../support/raw-request';

let folder: string;
let running: LocalRegistry[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-process-'));
});
afterEach(async () => {
  for (const registry of running) await registry.stop();
  running = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(options: LocalRegistryOptions = {}): Promise<LocalRegistry> {
  const registry = await startLocalRegistry({ folder: join(folder, 'data'), ...options });
  running.push(registry);
  return registry;
}

function basic(text: string) {
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

describe('starting', () => {
  it('takes the port it is given, on both loopback addresses, and gives it back', async () => {
    const first = await start();
    await first.stop();
    const second = await start({ port: first.port });
    expect(second.port).toBe(first.port);
    expect((await ask(`127.0.0.1:${second.port}`, 'GET', '/v2/')).status).toBe(200);
    expect((await ask(`localhost:${second.port}`, 'GET', '/v2/')).status).toBe(200);
  });

  it.each(['127.0.0.1', '::1'])('says that its port is taken on %s', async (host) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen({ port: 0, host }, resolve));
    await expect(start({ port: portOf(other) })).rejects.toMatchObject({ code: 'port-in-use' });
    await new Promise((resolve) => other.close(resolve));
    // Nothing of the attempt stays.
    await start();
  });

  it('leaves a folder alone that another process serves, and takes that of one that was killed', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'folder-in-use' });
    expect((await ask(first.address, 'GET', '/v2/')).status).toBe(200);
    first.kill();
    await first.exited;
    await start();
  });

  it('leaves a folder alone that is not its own', async () => {
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    await expect(start({ folder })).rejects.toMatchObject({ code: 'folder-unusable' });
    expect(await filesBelow(folder)).toEqual(['thesis.txt']);
  });

  it('leaves a folder alone that a newer version wrote, or that is a file', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'registry.json'), '{"format":2}');
    await expect(start()).rejects.toMatchObject({ code: 'folder-unusable' });
    await writeFile(join(folder, 'file'), '');
    await expect(start({ folder: join(folder, 'file') })).rejects.toMatchObject({ code: 'folder-unusable' });
  });

  it('removes what an earlier run left unfinished', async () => {
    const first = await start();
    const begun = await ask(first.address, 'POST', '/v2/acme/app/blobs/uploads/');
    await ask(first.address, 'PATCH', begun.headers.location ?? '', { body: 'half' });
    first.kill();
    await first.exited;
    expect((await filesBelow(first.folder)).filter((path) => path.startsWith('temporary'))).toHaveLength(1);
    const second = await start();
    expect((await filesBelow(first.folder)).filter((path) => path.startsWith('temporary'))).toEqual([]);
    expect(await ask(second.address, 'PATCH', begun.headers.location ?? '', { body: 'x' })).toMatchObject({
      status: 404,
      code: 'BLOB_UPLOAD_UNKNOWN',
    });
  });

  it('goes on without what is damaged, and says so', async () => {
    const first = await start();
    await ask(first.address, 'POST', `/v2/acme/app/blobs/uploads/?digest=${EMPTY}`);
    await first.stop();
    const name = (await filesBelow(first.folder)).find((path) => path.endsWith('name')) ?? '';
    await writeFile(join(first.folder, name.replace('name', 'tags/damaged')), 'x');
    const second = await start();
    expect((await ask(second.address, 'GET', `/v2/acme/app/blobs/${EMPTY}`)).status).toBe(200);
    await expect
      .poll(() => second.log.map(({ text }) => text).join('\n'))
      .toContain('tags/damaged is not what it should be');
  });
});

describe('its log', () => {
  it('has a line for each request, and no secret', async () => {
    const registry = await start({ login: { user: 'ana', password: 'open:sesame' } });
    await ask(registry.address, 'GET', '/v2/_catalog?n=5&token=s3cret', { headers: basic('ana:open:sesame') });
    await ask(registry.address, 'GET', '/v2/', { headers: basic('ana:wrong-guess') });
    const text = () => registry.log.map((line) => `${line.level} ${line.text}`).join('\n');
    await expect.poll(text).toMatch(/info GET \/v2\/_catalog 200 \d+ ms \(ana\)/);
    await expect.poll(text).toMatch(/warning GET \/v2\/ 401 \d+ ms/);
    await ask(registry.address, 'GET', '/v2/mine/tags/list');
    // A first request is no warning.
    await expect.poll(text).toMatch(/info GET \/v2\/mine\/tags\/list 401 \d+ ms/);
    for (const secret of [
      'sesame',
      'wrong-guess',
      's3cret',
      'Basic',
      basic('ana:open:sesame').authorization.slice(6),
    ]) {
      expect(text()).not.toContain(secret);
    }
  });
});

describe('a login', () => {
  it('follows the password file', async () => {
    const registry = await start({ login: { user: 'ana', password: 'first' } });
    const login = (password: string) => ask(registry.address, 'GET', '/v2/', { headers: basic(`ana:${password}`) });
    expect((await login('first')).status).toBe(200);
    const answer = await login('second');
    expect(answer).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="/);
    await registry.changePassword('ana', 'second');
    expect((await login('second')).status).toBe(200);
    expect((await login('first')).status).toBe(401);
  });

  it('is asked for before anything else', async () => {
    const registry = await start({ login: { user: 'ana', password: 'first' } });
    for (const [method, path] of [
      ['GET', '/v2/'],
      ['GET', '/v2/_catalog'],
      ['POST', '/v2/acme/app/blobs/uploads/'],
      ['GET', '/nothing'],
      ['PUT', '/v2/acme/app/manifests/1.0.0'],
    ] as const) {
      expect(await ask(registry.address, method, path)).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
    }
    expect(await filesBelow(registry.folder)).toHaveLength(2);
  });
});

describe('ending', () => {
  it('when told: running requests end first, then the process', async () => {
    const registry = await start();
    const location = (await ask(registry.address, 'POST', '/v2/acme/app/blobs/uploads/')).headers.location ?? '';
    const { socket, answered } = await openSocket(registry.address);
    const head = `PUT ${location}?digest=${A_AND_B} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n`;
    socket.write(`${head}a`);
    await expect.poll(async () => (await ask(registry.address, 'GET', location)).status).toBe(204);
    const stopping = registry.stop();
    socket.write('b');
    expect(await answered).toMatch(/^HTTP\/1\.1 201 /);
    await stopping;
    expect(await registry.exited).toEqual({ wasStopped: true, code: 0 });
    expect(await filesBelow(registry.folder)).not.toContain('in-use.json');
  });

  it('by a crash: its last words and its code are known, questions do not hang', async () => {
    const registry = await start();
    registry.kill();
    const question = registry.usage();
    expect(await registry.exited).toEqual({ wasStopped: false, code: null });
    await expect(question).rejects.toThrow('The registry has ended.');
    await expect(registry.usage()).rejects.toThrow('The registry has ended.');
  });

  it('with the process that started it', async () => {
    const registry = await start();
    registry.hangUp();
    expect(await registry.exited).toEqual({ wasStopped: false, code: 0 });
  });
});

it('its folder is for its owner only', async () => {
  const registry = await start();
  await ask(registry.address, 'POST', `/v2/acme/app/blobs/uploads/?digest=${EMPTY}`);
  const { mode } = await stat(registry.folder);
  expect((mode & 0o777).toString(8)).toBe('700');
  expect(await readFile(join(registry.folder, 'registry.json'), 'utf8')).toBe('{"format":1}\n');
});

const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const A_AND_B = 'sha256:fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603';
