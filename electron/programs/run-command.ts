/**
 * Runs a program with arguments as they are, never through a shell, and ends it when its time is over or nobody waits any more.
 * Knows nothing of what the programs do.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { KILL_AFTER_MS, MAX_OUTPUT_LENGTH } from './limits';

export interface Program {
  /** Absolute. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface CommandOptions {
  /** Without it the command may run for as long as it likes, such as one that follows a log. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Hears each line of both outputs as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** It ended with another code than 0, could not be started, or was too slow. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly reason: 'failed' | 'not-started' | 'timeout';
  readonly output: CommandOutput;

  constructor(reason: CommandError['reason'], output: CommandOutput, message: string) {
    super(message);
    this.reason = reason;
    this.output = output;
  }
}

/** Gives the end of what it wrote, see MAX_OUTPUT_LENGTH. Throws CommandError, or the signal's reason. */
export async function runCommand(
  program: Program,
  args: readonly string[],
  { timeoutMs, signal, onLine }: CommandOptions = {},
): Promise<CommandOutput> {
  signal?.throwIfAborted();
  const child = spawn(program.path, args, { env: program.env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let isTooSlow = false;
  const end = () => void endChild(child, KILL_AFTER_MS);
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          isTooSlow = true;
          end();
        }, timeoutMs);
  signal?.addEventListener('abort', end);
  const stdout = collect(child.stdout, onLine);
  const stderr = collect(child.stderr, onLine);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (cause) => {
        if (child.pid === undefined) reject(new CommandError('not-started', NO_OUTPUT, cause.message));
      });
      child.once('close', (status) => resolve(status));
    });
    signal?.throwIfAborted();
    const output = { stdout: stdout(), stderr: stderr() };
    if (isTooSlow) throw new CommandError('timeout', output, `It did not end within ${timeoutMs} ms.`);
    if (code !== 0) throw new CommandError('failed', output, `It ended with code ${code}.`);
    return output;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** Asks the process to end, and kills it where it doesn't within `graceMs`. Resolves when it is gone. */
export async function endChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}

/** Calls `onLine` for each line of a stream, until its end. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}

const NO_OUTPUT: CommandOutput = { stdout: '', stderr: '' };

function collect(stream: Readable, onLine: ((line: string) => void) | undefined): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-MAX_OUTPUT_LENGTH);
  });
  if (onLine) readLines(stream, onLine);
  return () => text;
}
