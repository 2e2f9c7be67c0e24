import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCompareThread } from '../../../../../electron/charts/compare/compare-thread';
import { digestOf } from '../../../../../electron/registry/digests';

/** Answers by what stands in the place of a path, and counts its orders. */
const SCRIPT = `
const { parentPort, threadId } = require('node:worker_threads');
let orders = 0;
parentPort.on('message', ({ id, kind, path, from, to }) => {
  orders += 1;
  if (kind === 'images') return parentPort.postMessage({ id, kind: path === 'odd' ? 'compared' : 'found', images: { path } });
  if (from.path === 'hang') {
    require('node:fs').writeFileSync(to.path, '');
    for (;;);
  }
  if (from.path === 'end') process.exit(0);
  if (from.path === 'throw') throw new Error('thrown');
  if (from.path === 'chart-error') parentPort.postMessage({ id, kind: 'chart-error', code: 'no-chart-yaml', message: 'none', details: '' });
  else if (from.path === 'not-unpacked') parentPort.postMessage({ id, kind: 'not-unpacked', message: 'gone' });
  else parentPort.postMessage({ id, kind: 'compared', comparison: { threadId, orders } });
});
`;

let folder: string;
let script: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-thread-'));
  script = join(folder, 'worker.js');
  await writeFile(script, SCRIPT);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { signal } = new AbortController();
function sides(path: string) {
  const side = { digest: digestOf(Buffer.from('')), sizeBytes: 0 };
  return { from: { ...side, path }, to: { ...side, path: join(folder, 'hangs') } };
}

it('one thread answers all, also at once', async () => {
  const { compare } = createCompareThread({ script });
  const answers = await Promise.all([1, 2, 3].map(() => compare(sides('ok'), { signal })));
  expect(new Set(answers.map((each) => Reflect.get(each, 'orders')))).toEqual(new Set([1, 2, 3]));
  expect(new Set(answers.map((each) => Reflect.get(each, 'threadId'))).size).toBe(1);
});

it.each([
  ['chart-error', { name: 'ChartError', code: 'no-chart-yaml' }],
  ['not-unpacked', { name: 'UnpackedArchiveError' }],
  ['end', { message: 'the comparing thread ended' }],
  ['throw', { message: 'thrown' }],
])('gives the error: %s, and works again afterwards', async (path, error) => {
  const { compare } = createCompareThread({ script });
  await expect(compare(sides(path), { signal })).rejects.toMatchObject(error);
  await expect(compare(sides('ok'), { signal })).resolves.toBeDefined();
});

it('one that nobody waits for any more is ended, and another one answers', async () => {
  const { compare } = createCompareThread({ script });
  const first = await compare(sides('ok'), { signal });
  const leaving = new AbortController();
  const hanging = compare(sides('hang'), { signal: leaving.signal });
  await vi.waitFor(() => expect(existsSync(join(folder, 'hangs'))).toBe(true), { timeout: 10_000 });
  leaving.abort(new Error('left'));
  await expect(hanging).rejects.toThrow('left');
  const next = await compare(sides('ok'), { signal });
  expect(Reflect.get(next, 'threadId')).not.toBe(Reflect.get(first, 'threadId'));
});

it('one that takes too long is ended', async () => {
  const { compare } = createCompareThread({ script, timeoutMs: 50 });
  await expect(compare(sides('hang'), { signal })).rejects.toMatchObject({ code: 'too-large' });
});

it('looks for the images of one chart too', async () => {
  const { images } = createCompareThread({ script });
  await expect(images('here', { signal })).resolves.toEqual({ path: 'here' });
  await expect(images('odd', { signal })).rejects.toThrow('answered something else');
});
