/** The one branch of the preload: how a dropped file's path is found on the Electron that ships and on older ones. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChartroomBridge } from '../../../shared/ipc/bridge';

afterEach(() => {
  vi.doUnmock('electron');
  vi.resetModules();
});

/** Runs the preload on an Electron with or without `webUtils`. Gives what it exposes, and the paths it sends. */
async function loadPreload(webUtils: object | undefined): Promise<{ bridge: ChartroomBridge; sent: unknown[] }> {
  const sent: unknown[] = [];
  const exposed = new Map<string, unknown>();
  vi.doMock('electron', () => ({
    webUtils,
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    ipcRenderer: { invoke: (_channel: string, paths: unknown) => Promise.resolve(sent.push(paths)) },
  }));
  await import('../../../electron/preload');
  expect([...exposed.keys()]).toEqual(['chartroom']);
  return { bridge: exposed.get('chartroom') as ChartroomBridge, sent };
}

const dropped = Object.assign(new File(['x'], 'app.tgz'), { path: '/old/app.tgz' });
const madeByScript = new File(['x'], '/etc/passwd');
const noFile = { name: 'passwd', path: '/etc/passwd' } as unknown as File;

describe('the path of a dropped file', () => {
  it('is asked of webUtils where that is there, whatever the file says of itself', async () => {
    const getPathForFile = (file: File): string => (file === dropped ? '/new/app.tgz' : '');
    const { bridge, sent } = await loadPreload({ getPathForFile });
    await bridge.offerFiles([dropped, madeByScript, noFile]);
    expect(sent).toEqual([['/new/app.tgz', '', '']]);
  });

  it('is the path of the File itself on older ones', async () => {
    const { bridge, sent } = await loadPreload(undefined);
    await bridge.offerFiles([dropped, madeByScript, noFile]);
    expect(sent).toEqual([['/old/app.tgz', '', '']]);
  });
});
