/**
 * Runs a program with arguments as they are, never through a shell, and ends it when its time is over or nobody waits any more.
 * Knows nothing of what the programs do.
 */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { KILL_AFTER_MS, MAX_OUTPUT_LENGTH } from './limits';
import { spawnProgram } from './spawn-program';

export interface Program {
  /** Absolute. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

export type OutputName = 'stdout' | 'stderr';

export interface CommandOptions {
  /** Without it the command may run for as long as it likes, such as one that follows a log. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Hears each line of both outputs as it comes. */
  readonly onLine?: (line: string, output: OutputName) => void;
  /** What it reads from its standard input; without it there is none. */
  readonly stdin?: string;
  /** For output that is of use only as a whole: a longer one, in characters, ends the program and is an error. */
  readonly maxStdoutLength?: number;
  /** In a process group of its own, so that what it starts is ended with it. Windows has no such groups. */
  readonly ownGroup?: boolean;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandExit {
  readonly code: number | null;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | null;
}

/** It ended with another code than 0, could not be started, was too slow, or wrote too much. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly reason: 'failed' | 'not-started' | 'timeout' | 'too-much-output';
  readonly output: CommandOutput;
  /** Null where it never ran. */
  readonly exit: CommandExit | null;

  constructor(reason: CommandError['reason'], output: CommandOutput, message: string, exit: CommandExit | null = null) {
    super(message);
    this.reason = reason;
    this.output = output;
    this.exit = exit;
  }
}

export interface RunningCommand {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** As `runCommand`. */
  readonly ended: Promise<CommandOutput>;
  /** Sends it a signal, and does nothing more: how it ends is its own affair. On Windows each one ends it at once. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Gives what it wrote to its standard output, whole where it is bounded by `maxStdoutLength`, and else the end of it, as of its
 * standard error: see MAX_OUTPUT_LENGTH. Throws CommandError, or the signal's reason.
 */
export async function runCommand(
  program: Program,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutput> {
  options.signal?.throwIfAborted();
  return startCommand(program, args, options).ended;
}

/** The same for a command that is to be told something while it runs. */
export function startCommand(
  program: Program,
  args: readonly string[],
  { timeoutMs, signal, onLine, stdin, maxStdoutLength, ownGroup = false }: CommandOptions = {},
): RunningCommand {
  const isGroup = ownGroup && process.platform !== 'win32';
  const child = spawnProgram(program.path, args, { env: program.env, detached: isGroup });
  let failure: { readonly reason: CommandError['reason']; readonly message: string } | undefined;
  const end = () => void endAndLetGo(child, isGroup);
  const fail = (reason: CommandError['reason'], message: string) => {
    failure ??= { reason, message };
    end();
  };
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => fail('timeout', `It did not end within ${timeoutMs} ms.`), timeoutMs);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  // One that ends without reading all of it is no failure of ours: its exit code tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin ?? '');
  const stdout =
    maxStdoutLength === undefined
      ? keepEnd(child.stdout)
      : keepAll(child.stdout, maxStdoutLength, () =>
          fail('too-much-output', `It wrote more than ${maxStdoutLength} characters.`),
        );
  const stderr = keepEnd(child.stderr);
  if (onLine) {
    readLines(child.stdout, (line) => onLine(line, 'stdout'));
    readLines(child.stderr, (line) => onLine(line, 'stderr'));
  }

  async function waitForEnd(): Promise<CommandOutput> {
    try {
      const exit = await new Promise<CommandExit>((resolve, reject) => {
        child.once('error', (cause) => {
          if (child.pid === undefined) reject(new CommandError('not-started', NO_OUTPUT, cause.message));
        });
        child.once('close', (code, killedBy) => resolve({ code, signal: killedBy }));
      });
      signal?.throwIfAborted();
      const output = { stdout: stdout(), stderr: stderr() };
      if (failure) throw new CommandError(failure.reason, output, failure.message, exit);
      if (exit.code !== 0) throw new CommandError('failed', output, exitWords(exit), exit);
      return output;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  return { pid: child.pid, ended: waitForEnd(), kill: (name) => sendSignal(child, name, isGroup) };
}

/** Asks the process to end, and kills it where it doesn't within `graceMs`. Resolves when it is gone. */
export async function endChild(child: ChildProcess, graceMs: number, isGroup = false): Promise<void> {
  if (hasEnded(child)) {
    if (isGroup) sendSignal(child, 'SIGKILL', isGroup);
    return;
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  sendSignal(child, 'SIGTERM', isGroup);
  const timer = setTimeout(() => sendSignal(child, 'SIGKILL', isGroup), graceMs);
  await gone;
  clearTimeout(timer);
}

/** Calls `onLine` for each line of a stream, until its end. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}

async function endAndLetGo(child: ChildProcess, isGroup: boolean): Promise<void> {
  await endChild(child, KILL_AFTER_MS, isGroup);
  // A process that it left behind may hold these open for ever.
  child.stdout?.destroy();
  child.stderr?.destroy();
}

const NO_OUTPUT: CommandOutput = { stdout: '', stderr: '' };

function exitWords({ code, signal }: CommandExit): string {
  return signal === null ? `It ended with code ${code}.` : `It was ended by ${signal}.`;
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function sendSignal(child: ChildProcess, signal: NodeJS.Signals, isGroup: boolean): void {
  if (child.pid === undefined) return;
  if (!isGroup) {
    if (!hasEnded(child)) child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended: there is nobody left to tell.
  }
}

/** The text so far, at most its last MAX_OUTPUT_LENGTH characters. */
function keepEnd(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-MAX_OUTPUT_LENGTH);
  });
  return () => text;
}

function keepAll(stream: Readable, maxLength: number, onTooLong: () => void): () => string {
  const chunks: string[] = [];
  let length = 0;
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    length += chunk.length;
    if (length <= maxLength) chunks.push(chunk);
    else onTooLong();
  });
  return () => chunks.join('');
}
