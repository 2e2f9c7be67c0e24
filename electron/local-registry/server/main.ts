/** Where the registry's process begins, as a plain child of Node: the line is Node's own (`child_process.fork`). */
import type { FromRegistry, ParentLine, ToRegistry } from '../process-messages';
import { runRegistryProcess } from './registry-child';

// Before anything uses them: each sync of a disk keeps one of Node's threads busy, and there are only four of them otherwise.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

function lineToParent(): ParentLine {
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

runRegistryProcess(lineToParent(), (code) => process.exit(code));
