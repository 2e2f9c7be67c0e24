import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHtpasswd, readHtpasswd, writeHtpasswd } from '../../../../../electron/local-registry/server/htpasswd';

/** `secret`, by Apache's htpasswd with -B. */
const APACHE_LINE = 'ana:$2y$05$MUJFBVFmpIUTmQMh8OAcgO0gBvWzBTzhd3IKDpHmLV8vwwvPMRJ5i';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-htpasswd-'));
  path = join(folder, 'htpasswd');
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that was written is read, by its owner only', async () => {
  await writeHtpasswd(path, 'ana', 'päss:wörd');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).not.toContain('wörd');
  const htpasswd = openHtpasswd(path);
  expect(await htpasswd.verify('ana', 'päss:wörd')).toBe(true);
  expect(await htpasswd.verify('ana', 'päss:wörd')).toBe(true);
  expect(await htpasswd.verify('ana', 'other')).toBe(false);
  expect(await htpasswd.verify('bob', 'päss:wörd')).toBe(false);
});

test('a password that was right is not when the file has changed', async () => {
  await writeHtpasswd(path, 'ana', 'first');
  const htpasswd = openHtpasswd(path);
  expect(await htpasswd.verify('ana', 'first')).toBe(true);
  await writeHtpasswd(path, 'ana', 'second');
  expect(await htpasswd.verify('ana', 'first')).toBe(false);
  expect(await htpasswd.verify('ana', 'second')).toBe(true);
});

test('too many logins at once are told to wait', async () => {
  await writeHtpasswd(path, 'ana', 'secret');
  const htpasswd = openHtpasswd(path);
  const tries = Array.from({ length: 60 }, (_, number) => htpasswd.verify('ana', `${number}`));
  const outcomes = await Promise.allSettled(tries);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused).toMatchObject({ reason: { status: 429, code: 'TOOMANYREQUESTS' } });
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value)).toEqual([]);
  expect(await htpasswd.verify('ana', 'secret')).toBe(true);
});

test('only bcrypt counts', () => {
  const text = [
    '# users',
    '',
    `${APACHE_LINE}\r`,
    'plain:secret',
    'sha:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=',
    'md5:$apr1$x$y',
    `:${APACHE_LINE.slice(4)}`,
    'no line',
  ].join('\n');
  expect([...readHtpasswd(text).keys()]).toEqual(['ana']);
});

describe('what can’t be kept', () => {
  test.each(['', 'a:b', 'a b', 'a\nb'])('user %j', async (user) => {
    await expect(writeHtpasswd(path, user, 'secret')).rejects.toThrow(RangeError);
  });
  test.each(['', 'x'.repeat(73), 'a\0b'])('password %j', async (password) => {
    await expect(writeHtpasswd(path, 'ana', password)).rejects.toThrow(RangeError);
  });
});

test('what Apache’s own program writes is read', async ({ skip }) => {
  const written = await promisify(execFile)('htpasswd', ['-nbB', 'ana', 'only for this test']).catch(() =>
    skip('no htpasswd program'),
  );
  await writeFile(path, written.stdout);
  expect(await openHtpasswd(path).verify('ana', 'only for this test')).toBe(true);
});
