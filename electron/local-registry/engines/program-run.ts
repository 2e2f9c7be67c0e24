/** The process of a registry program: its log, its last words, its end. Knows nothing of what it serves. */
import { endWithin } from '../../end-within';
import { endChild, readLines, type Program } from '../../programs/run-command';
import { spawnProgram } from '../../programs/spawn-program';
import { createLogBatch } from '../server/log-batch';
import type { EngineContext } from './engine';
import { levelOf, plainText } from './engine-words';
import { LAST_LINES_MS, STOP_SECONDS } from './limits';

export interface ProgramRun {
  /** Resolves when it has ended and its last lines were read, with its code: null where a signal ended it or it never started. */
  readonly exited: Promise<number | null>;
  readonly hasEnded: () => boolean;
  /** The last lines that it wrote, or why it could not be started. */
  readonly lastOutput: () => string;
  /** Asks it to end, and kills it where it doesn't. Resolves when it is gone; may be called again. */
  readonly stop: () => Promise<void>;
}

/** Enough for a reason that is followed by a stack. */
const LAST_LINES = 20;

export function runProgram(program: Program, args: readonly string[], onLog: EngineContext['onLog']): ProgramRun {
  const child = spawnProgram(program.path, args, { env: program.env });
  child.stdin.on('error', () => undefined).end();
  const log = createLogBatch(onLog);
  const lastLines: string[] = [];
  let hasEnded = false;

  function hear(line: string): void {
    log.add(levelOf(line), plainText(line));
    lastLines.push(line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
  }

  const outputs = [child.stdout, child.stderr];
  for (const output of outputs) readLines(output, hear);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.on('error', (error) => {
      // Otherwise it runs, and only a signal did not reach it.
      if (child.pid !== undefined) return;
      hear(error.message);
      resolve(null);
    });
  });

  async function untilRead(): Promise<number | null> {
    const code = await ended;
    hasEnded = true;
    // What it started itself may have its outputs still, and live on.
    await endWithin([closed], LAST_LINES_MS);
    for (const output of outputs) output.destroy();
    log.flush();
    return code;
  }

  const exited = untilRead();
  return {
    exited,
    hasEnded: () => hasEnded,
    lastOutput: () => lastLines.join('\n'),
    async stop() {
      await endChild(child, STOP_SECONDS * 1000);
      await exited;
    },
  };
}
