import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withChange } from '../../../../electron/settings/change';
import { openSettingsStore } from '../../../../electron/settings/settings-store';
import { openWindowState } from '../../../../electron/settings/window-state';
import { DEFAULT_SETTINGS } from '../../../../shared/setting-defaults';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('settings', () => {
  test('start with the defaults and are remembered', async () => {
    const store = await openSettingsStore(folder);
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    await store.update((current) => withChange(current, { theme: 'dark', zoomFactor: 1.5, density: undefined }));
    expect((await openSettingsStore(folder)).read()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', zoomFactor: 1.5 });
  });

  test('keep within their bounds', async () => {
    const store = await openSettingsStore(folder);
    const changes = [{ zoomFactor: 2.1 }, { zoomFactor: 0.4 }, { sidebarWidth: 10 }, { cacheLimitBytes: 0 }];
    for (const change of changes) {
      await expect(store.update((current) => withChange(current, change))).rejects.toMatchObject({
        code: 'invalid-value',
      });
    }
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
  });

  test('a value out of bounds in the file costs only itself', async () => {
    await writeFile(join(folder, 'settings.json'), '{"zoomFactor":9,"theme":"dark"}');
    const store = await openSettingsStore(folder);
    expect(store.read()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(store.note).toContain('zoomFactor');
  });
});

describe('the state of the window', () => {
  test('is remembered in a file of its own', async () => {
    const store = await openWindowState(folder);
    expect(store.read()).toEqual({ bounds: null, maximized: false });
    const state = { bounds: { x: -1200, y: 0, width: 1280, height: 800 }, maximized: true };
    await store.update(() => state);
    expect((await openWindowState(folder)).read()).toEqual(state);
    expect(await readdir(folder)).toEqual(['window-state.json']);
    expect(JSON.parse(await readFile(join(folder, 'window-state.json'), 'utf8'))).toEqual(state);
  });

  test('refuses what is no place for a window', async () => {
    await writeFile(join(folder, 'window-state.json'), '{"bounds":{"x":0.5,"y":0,"width":-1,"height":0}}');
    const store = await openWindowState(folder);
    expect(store.read()).toEqual({ bounds: null, maximized: false });
  });
});
