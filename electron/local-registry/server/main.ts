/** Where the registry's process begins: in the app under Electron's utilityProcess, in tests as a plain child of Node. */
import type { FromRegistry, ParentLine, ToRegistry } from '../process-messages';
import { runRegistryProcess } from './registry-child';

// Before anything uses them: each sync of a disk keeps one of Node's threads busy, and there are only four of them otherwise.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

/** What a utility process has instead of `process.send` (Electron's ParentPort), as far as it is used. */
interface ParentPort {
  postMessage(message: FromRegistry): void;
  on(event: 'message', listener: (event: { readonly data: ToRegistry }) => void): void;
}

function lineToElectron(port: ParentPort): ParentLine {
  return {
    send(message) {
      port.postMessage(message);
      return Promise.resolve();
    },
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    // Chromium itself ends the process with the app's.
    onClose: () => undefined,
  };
}

function lineToNode(): ParentLine {
  return {
    send: (message: FromRegistry) =>
      new Promise((resolve) => {
        // A parent that is gone hears nothing, and needs to hear nothing.
        if (!process.connected) return resolve();
        process.send?.(message, undefined, undefined, () => resolve());
      }),
    onMessage: (listener) => process.on('message', (message: ToRegistry) => listener(message)),
    onClose: (listener) => process.on('disconnect', listener),
  };
}

const { parentPort } = process as { readonly parentPort?: ParentPort };
const line = parentPort === undefined ? lineToNode() : lineToElectron(parentPort);
runRegistryProcess(line, (code) => process.exit(code));
