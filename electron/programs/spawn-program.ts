/**
 * Starts a process that gets nothing of ours but three pipes. Chromium leaves some sixty files and sockets open to whatever is started
 * beside it (measured on Linux): locks, the display, other programs' ends. One that outlives the app, such as a container's keeper,
 * would hold them, and the app could neither end nor start again in peace.
 */
import { spawn, type ChildProcess, type ChildProcessByStdio, type StdioOptions } from 'node:child_process';
import { openSync, readdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

export interface SpawnOptions {
  readonly env: NodeJS.ProcessEnv;
  /** In a process group of its own. */
  readonly detached?: boolean;
}

export type PipedChild = ChildProcessByStdio<Writable, Readable, Readable>;

/** `path`: absolute; never run by a shell. A failure to start is the child's `error` event. */
export function spawnProgram(path: string, args: readonly string[], options: SpawnOptions): PipedChild {
  const child = spawn(path, args, { ...options, stdio: ownStreams(openDescriptors(), nowhere()), windowsHide: true });
  if (!hasPipes(child)) throw new Error(`${path} was started without its pipes.`);
  return child;
}

function hasPipes(child: ChildProcess): child is PipedChild {
  return child.stdin !== null && child.stdout !== null && child.stderr !== null;
}

/** Three pipes, and `nothing` in place of each further descriptor that is open here: Node can't close them in the child alone. */
export function ownStreams(open: readonly number[], nothing: number): StdioOptions {
  const streams: ('pipe' | 'ignore' | number)[] = ['pipe', 'pipe', 'pipe'];
  for (const descriptor of open) {
    if (descriptor < 3) continue;
    // In between, `ignore` leaves what is closed closed.
    while (streams.length <= descriptor) streams.push('ignore');
    streams[descriptor] = nothing;
  }
  return streams;
}

/** None on Windows, where only what is meant for it reaches a child. */
function openDescriptors(): readonly number[] {
  if (process.platform === 'win32') return [];
  try {
    return readdirSync(process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd').map(Number);
  } catch {
    // A system without that list: better a child that inherits than none.
    return [];
  }
}

let devNull: number | undefined;

function nowhere(): number {
  if (process.platform === 'win32') return -1;
  devNull ??= openSync('/dev/null', 'r+');
  return devNull;
}
