import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../../../electron/log/log';
import { addSecret, createRedactor } from '../../../../electron/log/redact';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { redact } = createRedactor({ homeFolder: '/home/ana' });
const text = (name = 'chartroom.log') => readFile(join(folder, name), 'utf8');
async function lines(name?: string): Promise<readonly Record<string, unknown>[]> {
  return (await text(name))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a line', () => {
  test('is JSON with time, level, message and what varies', async () => {
    const log = createLog({ folder, redact });
    log.info('opened', { address: 'ghcr.io', attempt: 2 });
    log.warn('slow');
    log.error('failed', 'just text');
    const [first, second, third] = await lines();
    expect(first).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      message: 'opened',
      address: 'ghcr.io',
      attempt: 2,
    });
    expect(second).toMatchObject({ level: 'warn', message: 'slow' });
    expect(third).toMatchObject({ level: 'error', message: 'failed', detail: 'just text' });
  });

  test('stays one line whatever is in it, and its head can not be overwritten', async () => {
    createLog({ folder, redact }).info('a\nb\r\u2028c', {
      level: 'info\n',
      message: 'other',
      note: 'x\n{"level":"fake"}',
    });
    expect((await text()).match(/\n/g)).toHaveLength(1);
    expect((await lines())[0]).toMatchObject({ level: 'info', message: 'a\nb\r\u2028c' });
  });

  test('tells an error with its causes and own fields, redacted', async () => {
    const cause = Object.assign(new Error('connect https://ana:hunter2@proxy.lan'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('in /home/ana/x', { cause }), {
      context: { headers: { authorization: 'Basic YTpi' } },
    });
    createLog({ folder, redact }).error('failed', error);
    const [line] = await lines();
    expect(line).toMatchObject({
      error: {
        name: 'Error',
        message: 'in ~/x',
        stack: expect.stringContaining('log.test'),
        cause: { message: 'connect https://[redacted]@proxy.lan', code: 'ECONNREFUSED' },
        context: { headers: { authorization: '[redacted]' } },
      },
    });
  });

  test.each([
    ['a field named like a secret', { password: 'hunter2', nested: [{ refreshToken: ['hunter2'] }] }],
    ['a secret number', { secret: 20_251_124, token: 20_251_124n }],
    ['raw headers', { headers: ['set-cookie', 'hunter2', 'authorization', 'hunter2'] }],
    ['program arguments', { args: ['login', '--password', 'hunter2'] }],
    ['bytes', { body: Buffer.from('hunter2'), raw: new Uint8Array([104, 117, 110]).buffer }],
    ['a URL', { url: new URL('https://x/?sig=hunter2') }],
    ['a key', { 'Bearer hunter2hunter2': 1 }],
  ])('holds no secret of %s', async (_title, detail) => {
    createLog({ folder, redact }).info('sent', detail);
    expect(await text()).not.toMatch(/hunter2|20251124|68,? ?75/);
    expect(await text()).toMatch(/\[redacted\]|bytes/);
  });

  test('leaves out a secret that JSON would write otherwise', async () => {
    addSecret('pass"wo\\rd\n2');
    createLog({ folder }).info('tried pass"wo\\rd\n2 there', { with: 'pass"wo\\rd\n2' });
    expect((await lines())[0]).toMatchObject({ message: 'tried [redacted] there', with: '[redacted]' });
  });

  test('keeps that a login is there', async () => {
    createLog({ folder, redact }).info('checked', { hasCredential: true, token: null });
    expect((await lines())[0]).toMatchObject({ hasCredential: true, token: null });
  });

  test('is cut when it is too long, and still JSON', async () => {
    createLog({ folder, redact }).info('m'.repeat(50_000), { body: '"\n'.repeat(50_000) });
    expect((await text()).length).toBeLessThan(40_000);
    expect((await lines())[0]).toMatchObject({ level: 'info', cut: expect.any(String) });
  });

  test('ends a circle', async () => {
    const circle: Record<string, unknown> = { name: 'x' };
    circle['self'] = circle;
    createLog({ folder, redact }).info('round', circle);
    expect((await lines())[0]).toMatchObject({ name: 'x' });
  });
});

describe('the files', () => {
  test('are at most three of bounded size, the newest lines in the first', async () => {
    const log = createLog({ folder, redact, maxFileBytes: 1000 });
    for (let count = 0; count < 100; count += 1) log.info('line', { count });
    expect(new Set(await readdir(folder))).toEqual(new Set(['chartroom.1.log', 'chartroom.2.log', 'chartroom.log']));
    const counts: unknown[] = [];
    for (const name of ['chartroom.2.log', 'chartroom.1.log', 'chartroom.log']) {
      expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(1000);
      counts.push(...(await lines(name)).map((line) => line['count']));
    }
    expect(counts).toEqual(Array.from(counts, (_value, index) => 100 - counts.length + index));
    expect(counts.length).toBeGreaterThan(20);
  });

  test('are continued by the next start', async () => {
    createLog({ folder, redact }).info('one');
    createLog({ folder, redact }).info('two');
    expect((await lines()).map((line) => line['message'])).toEqual(['one', 'two']);
  });

  test.skipIf(process.platform === 'win32')('are for this user only', async () => {
    createLog({ folder: join(folder, 'logs'), redact }).info('one');
    expect((await stat(join(folder, 'logs'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'logs', 'chartroom.log'))).mode & 0o777).toBe(0o600);
  });

  test('that can not be written stop nothing; the next line tells how many are missing', async () => {
    // A folder in the file's place: no one can write there, root neither.
    await mkdir(join(folder, 'chartroom.log'));
    const log = createLog({ folder, redact });
    log.info('one');
    log.info('two', {
      get broken() {
        throw new Error('getter');
      },
    });
    await rm(join(folder, 'chartroom.log'), { recursive: true });
    log.info('three');
    expect((await lines()).map((line) => line['message'])).toEqual(['2 earlier lines could not be written', 'three']);
  });
});
