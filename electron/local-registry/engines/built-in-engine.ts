/** The default engine: our own server (../server), in a process of its own. How that process is run is given as a line to it. */
import type { ChildLine } from '../process-messages';
import { startRegistryProcess } from '../registry-process';
import type { Engine } from './engine';

/** `openLine` starts the process: Electron's utilityProcess in the app, a plain child of Node in tests. */
export function createBuiltInEngine(openLine: () => ChildLine): Engine {
  return {
    kind: 'built-in',
    storage: 'built-in',
    find: () => Promise.resolve({ kind: 'built-in', name: 'Chartroom' }),
    async start(options, { signal, onLog }) {
      signal.throwIfAborted();
      const line = openLine();
      const end = (): void => line.kill();
      signal.addEventListener('abort', end);
      try {
        const registry = await startRegistryProcess(line, options, onLog);
        return {
          port: registry.port,
          exited: registry.exited,
          usage: () => registry.usage(),
          collectGarbage: (garbage) => registry.collectGarbage(garbage),
          stop: () => registry.stop(),
          // It is a child of the app, and nobody's without it.
          release: () => registry.stop(),
        };
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
      }
    },
    attach: () => Promise.resolve(null),
    remove: () => Promise.resolve(),
  };
}
