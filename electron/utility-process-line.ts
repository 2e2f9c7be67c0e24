/** The line to a process that Electron runs beside the window (utilityProcess). The one user of it: the built-in registry. */
import { utilityProcess } from 'electron';
import type { ChildLine, FromRegistry } from './local-registry/process-messages';

/** Starts the script in a process of its own, shown by the system under `name`. */
export function openUtilityProcess(script: string, name: string): ChildLine {
  const child = utilityProcess.fork(script, [], { serviceName: name, stdio: ['ignore', 'ignore', 'pipe'] });
  return {
    send: (message) => child.postMessage(message, []),
    onMessage: (listener) => child.on('message', (message: FromRegistry) => listener(message)),
    onOutput: (listener) => child.stderr?.on('data', (bytes: Buffer) => listener(bytes.toString('utf8'))),
    onExit: (listener) => child.once('exit', listener),
    kill() {
      // Its own kill() asks politely; this is for one that hangs.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.once('spawn', () => child.kill());
    },
  };
}
