/**
 * The environment of the user's login shell. An app that was started from the desktop of macOS or Linux has a bare one: helm, and
 * the programs that it asks for a cluster's login, are then found nowhere, and proxies are not known. Never throws.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Machine } from './find-program';
import { LOGIN_SHELL_TIMEOUT_MS, MAX_ENVIRONMENT_LENGTH } from './limits';
import { CommandError, runCommand } from './run-command';

export interface LoginShellOptions {
  readonly machine: Machine;
  /** The account's own, absolute; used where `SHELL` names none. */
  readonly accountShell: string | null;
  /** Whether the app was started from a terminal: its environment is the shell's already. */
  readonly isFromTerminal: boolean;
  /** Hears why the shell's environment could not be had. The text may hold what the shell wrote: redact before it is kept. */
  readonly onProblem?: (problem: unknown) => void;
  readonly timeoutMs?: number;
}

/** Those that take `-ilc` and understand the command below. */
const KNOWN_SHELLS: ReadonlySet<string> = new Set(['bash', 'dash', 'fish', 'ksh', 'sh', 'zsh']);
/** What is the shell's own state, not its user's wish. */
const SHELL_STATE: ReadonlySet<string> = new Set(['_', 'OLDPWD', 'PWD', 'SHLVL']);

/**
 * Gives a function that gives the environment: the app's own, with the login shell's over it where there is one to be asked. The
 * shell is started at the first call, once for as long as the app runs.
 */
export function createLoginShell(options: LoginShellOptions): () => Promise<NodeJS.ProcessEnv> {
  let environment: Promise<NodeJS.ProcessEnv> | undefined;
  return () => (environment ??= readEnvironment(options));
}

async function readEnvironment({
  machine,
  accountShell,
  isFromTerminal,
  onProblem,
  timeoutMs = LOGIN_SHELL_TIMEOUT_MS,
}: LoginShellOptions): Promise<NodeJS.ProcessEnv> {
  const { env, platform } = machine;
  const shell = env['SHELL'] ?? accountShell;
  const isNeeded = platform !== 'win32' && !isFromTerminal;
  if (!isNeeded || shell === null || !path.posix.isAbsolute(shell)) return env;
  if (!KNOWN_SHELLS.has(path.posix.basename(shell))) return env;
  // Start-up files greet, warn and draw: only what stands between the marks is the environment.
  const mark = `chartroom-${randomUUID()}`;
  // Some systems' env has no -0.
  const command = `printf %s ${mark}; command env -0 2>/dev/null || command env; printf %s ${mark}`;
  const written = await runCommand({ path: shell, env }, ['-i', '-l', '-c', command], {
    timeoutMs,
    maxStdoutLength: MAX_ENVIRONMENT_LENGTH,
    // Without a terminal of its own it can't stop at asking one for input, and its children end with it.
    ownGroup: true,
  }).then(
    ({ stdout }) => stdout,
    (error: unknown) => {
      onProblem?.(error);
      // It may have told all and not ended, where a start-up file leaves something running.
      return error instanceof CommandError ? error.output.stdout : '';
    },
  );
  const [, environment = '', ...rest] = written.split(mark);
  return rest.length === 0 ? env : { ...env, ...parseEnvironment(environment) };
}

/** `NAME=VALUE` ended by NUL, or by new lines where there is none: then a value's further lines are lost. */
export function parseEnvironment(text: string): NodeJS.ProcessEnv {
  const entries = text.split(text.includes('\0') ? '\0' : '\n').flatMap((entry) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(entry) ?? [];
    return name === '' || SHELL_STATE.has(name) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
