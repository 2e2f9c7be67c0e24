import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openJsonStore } from '../../../../electron/settings/json-store';

const schema = z.strictObject({
  theme: z.enum(['light', 'dark']),
  zoom: z.number().max(2),
  note: z.string().optional(),
});
const defaults = { theme: 'light', zoom: 1 } as const;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-store-'));
  path = join(folder, 'data', 'settings.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => openJsonStore({ path, schema, defaults });
const onDisk = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
async function put(content: string | Uint8Array) {
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(path, content);
}
async function keptAside(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'data'));
  return names.filter((name) => name.startsWith('settings.json.damaged-'));
}

describe('reading', () => {
  test('without a file the defaults hold, and nothing is written', async () => {
    const store = await open();
    expect(store.read()).toEqual(defaults);
    expect(store.note).toBeUndefined();
    expect(await readdir(join(folder, 'data'))).toEqual([]);
  });

  test('what the file lacks is the default', async () => {
    await put('{"zoom":1.5}');
    const store = await open();
    expect(store.read()).toEqual({ theme: 'light', zoom: 1.5 });
    expect(store.note).toBeUndefined();
    expect(await keptAside()).toEqual([]);
  });

  test.each<readonly [string, string | Uint8Array]>([
    ['not JSON', '{"theme":"dark",'],
    ['no object', '[1]'],
    ['empty', ''],
    ['zeros, as after a power cut', new Uint8Array(100)],
  ])('%s: the defaults hold, and the file is kept aside as it was', async (_title, content) => {
    await put(content);
    const store = await open();
    expect(store.read()).toEqual(defaults);
    expect(store.note).toContain('damaged');
    const [aside] = await keptAside();
    expect(await readFile(join(folder, 'data', aside ?? ''))).toEqual(Buffer.from(content));
    // A sound file is in its place: the next start finds nothing wrong.
    expect((await open()).note).toBeUndefined();
    expect(await keptAside()).toHaveLength(1);
  });

  test('a huge file is not read', async () => {
    await put('');
    await truncate(path, 1e12);
    const store = await open();
    expect(store.read()).toEqual(defaults);
    expect(store.note).toContain('larger');
    expect(await keptAside()).toHaveLength(1);
  });

  test('a folder in its place is moved aside', async () => {
    await mkdir(path, { recursive: true });
    const store = await open();
    expect(store.note).toContain('kept as');
    await store.update((value) => ({ ...value, zoom: 2 }));
    expect(await onDisk()).toEqual({ theme: 'light', zoom: 2 });
  });

  test('one wrong field costs only itself', async () => {
    await put('{"theme":"sepia","zoom":1.5,"future":{"a":1}}');
    const store = await open();
    expect(store.read()).toEqual({ theme: 'light', zoom: 1.5 });
    expect(store.note).toContain('wrong fields: theme');
    expect(await keptAside()).toHaveLength(1);
    expect(await onDisk()).toEqual({ theme: 'light', zoom: 1.5, future: { a: 1 } });
    expect((await open()).note).toBeUndefined();
  });

  test('names of Object are nothing special', async () => {
    await put('{"__proto__":{"theme":"dark"},"constructor":1}');
    const store = await open();
    expect(store.read()).toEqual(defaults);
    await store.update((value) => ({ ...value, zoom: 2 }));
    expect(await onDisk()).toMatchObject({ zoom: 2, constructor: 1 });
    expect((await open()).read().theme).toBe('light');
  });

  test('what a write left that never ended is removed', async () => {
    await put('{}');
    await writeFile(`${path}.0123456789ab.tmp`, 'half');
    await open();
    expect(await readdir(join(folder, 'data'))).toEqual(['settings.json']);
  });
});

describe('updating', () => {
  test('is on the disk when it returns, and the next start finds it', async () => {
    const store = await open();
    expect(await store.update((value) => ({ ...value, theme: 'dark' }))).toEqual({ theme: 'dark', zoom: 1 });
    expect(await onDisk()).toEqual({ theme: 'dark', zoom: 1 });
    expect((await open()).read()).toEqual({ theme: 'dark', zoom: 1 });
  });

  test('keeps fields that it does not know, and forgets known ones that are gone', async () => {
    await put('{"theme":"dark","note":"x","future":[1,{"a":null}]}');
    const store = await open();
    await store.update(({ theme, zoom }) => ({ theme, zoom: zoom * 2 }));
    expect(await onDisk()).toEqual({ theme: 'dark', zoom: 2, future: [1, { a: null }] });
  });

  test('each starts from what the one before left, however many at once', async () => {
    const store = await open();
    await Promise.all(
      Array.from({ length: 50 }, () => store.update((value) => ({ ...value, note: `${value.note ?? ''}x` }))),
    );
    expect(store.read().note).toBe('x'.repeat(50));
    expect(await onDisk()).toMatchObject({ note: 'x'.repeat(50) });
    expect(await readdir(join(folder, 'data'))).toEqual(['settings.json']);
  });

  test('a value that does not fit is refused, and changes nothing', async () => {
    const store = await open();
    await store.update((value) => ({ ...value, zoom: 2 }));
    await expect(store.update((value) => ({ ...value, zoom: 3 }))).rejects.toMatchObject({ code: 'invalid-value' });
    expect(store.read().zoom).toBe(2);
    expect(await onDisk()).toMatchObject({ zoom: 2 });
  });

  test('what can not be written is refused, changes nothing, and the next one works', async () => {
    const store = await open();
    await store.update((value) => ({ ...value, zoom: 2 }));
    // A folder in the file's place: no one can write there, root neither.
    await rm(path);
    await mkdir(join(path, 'x'), { recursive: true });
    await expect(store.update((value) => ({ ...value, theme: 'dark' }))).rejects.toMatchObject({
      name: 'SettingsError',
      code: 'write-failed',
    });
    expect(store.read()).toEqual({ theme: 'light', zoom: 2 });
    await rm(path, { recursive: true });
    await store.update((value) => ({ ...value, theme: 'dark' }));
    expect(await onDisk()).toEqual({ theme: 'dark', zoom: 2 });
  });

  test('settled waits for all of them, the failed ones too', async () => {
    const store = await open();
    const refused = store.update((value) => ({ ...value, zoom: 3 })).catch(() => 'refused');
    const last = store.update((value) => ({ ...value, zoom: 2 }));
    await store.settled();
    expect(await onDisk()).toEqual({ theme: 'light', zoom: 2 });
    expect(await Promise.all([refused, last])).toEqual(['refused', { theme: 'light', zoom: 2 }]);
  });
});
