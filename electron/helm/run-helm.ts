/** Runs one helm command and gives its answer, or a HelmError. The only place of this folder that starts a process for a release. */
import type { HelmRunEvent } from '../../shared/helm';
import { CommandError, startCommand, type CommandOutput } from '../programs/run-command';
import type { Helm } from './find-helm';
import { HelmError, type HelmFailure } from './helm-error';
import { helmEnvironment } from './helm-environment';
import { kubeconfigVariable, type HelmTarget } from './helm-target';
import { MAX_ANSWER_LENGTH, MAX_DETAILS_LENGTH } from './limits';
import { createLiveOutput } from './live-output';
import { helmWords, readFailure } from './read-failure';

export interface HelmCall {
  readonly helm: Helm;
  readonly args: readonly string[];
  /** Null for a command that needs no cluster. */
  readonly target: HelmTarget | null;
  /** For its words: see redact-output.ts. */
  readonly redact: (text: string) => string;
  /** The values, for `-f -`. */
  readonly stdin?: string;
}

export interface ReadingCall extends HelmCall {
  /** It is ended after this. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface ChangingCall extends HelmCall {
  readonly onEvent: (event: HelmRunEvent) => void;
  /** See live-output.ts. */
  readonly hookNames: ReadonlySet<string>;
}

/** A helm that changes a cluster. It is never ended by a time-out of ours, nor because nobody listens any more. */
export interface HelmRun<Result> {
  /** Throws HelmError. */
  readonly ended: Promise<Result>;
  /**
   * Asks helm to stop; what was applied stays. An install or upgrade is then recorded as failed, after a roll-back where that was
   * chosen; a roll-back or uninstall ends at once and its revision stays pending. On Windows every command ends at once.
   */
  cancel(): void;
  /** Ends it without mercy: its revision stays pending. */
  kill(): void;
}

/** What it wrote to standard output. Throws HelmError, or the signal's reason. */
export async function readHelm({ timeoutMs, signal, ...call }: ReadingCall): Promise<string> {
  signal?.throwIfAborted();
  const command = startCommand(programOf(call), call.args, {
    timeoutMs,
    maxStdoutLength: MAX_ANSWER_LENGTH,
    ...(call.stdin === undefined ? {} : { stdin: call.stdin }),
    ...(signal ? { signal } : {}),
  });
  return answerOf(command.ended, call, () => null);
}

/** Starts it at once. `read` makes the result of what it wrote; what that throws becomes `bad-answer`. */
export function startHelm<Result>(call: ChangingCall, read: (stdout: string) => Result): HelmRun<Result> {
  const output = createLiveOutput(call.onEvent, call.redact, call.hookNames);
  let stop: 'cancelled' | 'killed' | null = null;
  const command = startCommand(programOf(call), call.args, {
    maxStdoutLength: MAX_ANSWER_LENGTH,
    ...(call.stdin === undefined ? {} : { stdin: call.stdin }),
    onLine: (line, from) => from === 'stderr' && output.add(line),
  });
  return {
    ended: answerOf(command.ended, call, () => stop).then((stdout) => readAnswer(read, stdout)),
    cancel() {
      stop ??= 'cancelled';
      // Not SIGINT: a helm 3 that was started in the background of a shell may have been told to ignore it.
      command.kill('SIGTERM');
    },
    kill() {
      stop = 'killed';
      command.kill('SIGKILL');
    },
  };
}

/** Reads an answer; one that this helm should not have given is a HelmError of its own. */
export function readAnswer<Result>(read: (stdout: string) => Result, stdout: string): Result {
  try {
    return read(stdout);
  } catch (cause) {
    // Neither the answer nor what the reader says of it: both may hold Secrets.
    throw new HelmError({ code: 'bad-answer' }, '', {
      cause: new Error(cause instanceof Error ? cause.name : 'unknown'),
    });
  }
}

function programOf({ helm, target }: HelmCall): Helm['program'] {
  const kubeconfig = target === null ? null : kubeconfigVariable(target);
  return { path: helm.program.path, env: helmEnvironment(helm.program.env, kubeconfig) };
}

async function answerOf(
  ended: Promise<CommandOutput>,
  { redact }: HelmCall,
  stopped: () => 'cancelled' | 'killed' | null,
): Promise<string> {
  try {
    return (await ended).stdout;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const words = helmWords(error.output.stderr);
    const details = redact(words === '' ? error.message : words).slice(0, MAX_DETAILS_LENGTH);
    throw new HelmError(redactFailure(failureOf(error, words, stopped()), redact), details);
  }
}

function failureOf(error: CommandError, words: string, stopped: 'cancelled' | 'killed' | null): HelmFailure {
  switch (error.reason) {
    case 'not-started':
      return { code: 'not-started' };
    case 'timeout':
      return { code: 'too-slow' };
    case 'too-much-output':
      return { code: 'answer-too-large' };
    default:
      if (stopped !== null) return { code: stopped };
      return (error.exit?.signal ?? null) === null ? readFailure(words) : { code: 'killed' };
  }
}

/** A schema's problem can quote the value. */
function redactFailure(failure: HelmFailure, redact: (text: string) => string): HelmFailure {
  if (failure.code !== 'values-rejected') return failure;
  return { ...failure, problems: failure.problems.map((problem) => ({ ...problem, text: redact(problem.text) })) };
}
