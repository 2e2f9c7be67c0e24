/**
 * The whole of what the page can reach: four channels, frozen into `window.chartroom`. Bundled for the sandbox;
 * it holds no logic and never grows with the contract.
 */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { CHANNEL, type ChartroomBridge } from '../shared/ipc/bridge';

/** Electron before 32 has no `webUtils` and a `path` on every File instead. A File made by a script has none: ''. */
function pathOf(file: unknown): string {
  if (!(file instanceof File)) return '';
  const hasWebUtils = (webUtils as typeof webUtils | undefined) !== undefined;
  return hasWebUtils ? webUtils.getPathForFile(file) : ((file as File & { readonly path?: string }).path ?? '');
}

const bridge: ChartroomBridge = {
  call: (callId, method, input) => ipcRenderer.invoke(CHANNEL.call, callId, method, input),
  cancel: (callIds) => ipcRenderer.send(CHANNEL.cancel, callIds),
  onEvent(listener) {
    const forward = (_event: IpcRendererEvent, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on(CHANNEL.event, forward);
    return () => ipcRenderer.removeListener(CHANNEL.event, forward);
  },
  offerFiles: (files) => ipcRenderer.invoke(CHANNEL.offerFiles, files.map(pathOf)),
};

contextBridge.exposeInMainWorld('chartroom', bridge);
