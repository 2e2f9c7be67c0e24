/** One program of the tests' cluster: its log in a file, its end noticed, and never outliving the process that started it. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface ClusterProgram {
  /** Waits for what it is started for. Throws with the end of its log where it ends instead, or takes too long. */
  until(what: string, isSo: () => Promise<boolean>): Promise<void>;
  /** Kills it and waits until it is gone. May be called twice. */
  stop(): Promise<void>;
}

/** For a machine that is busy with other tests; it takes two to five seconds on one that isn't. */
const START_TIMEOUT_MS = 90_000;
const POLL_MS = 50;
const LOG_LINES = 20;

/** Starts it with an environment that has only PATH and HOME. `folder` gets its log. */
export function startClusterProgram(path: string, args: readonly string[], folder: string): ClusterProgram {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const logFile = `${folder}/${name}.log`;
  const log = openSync(logFile, 'a');
  // The kernel kills it when this process dies, in whatever way.
  const program = spawn('setpriv', ['--pdeathsig', 'KILL', '--', path, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    program.once('error', (error) => resolve(`could not be started: ${error.message}`));
    program.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
  let end: string | null = null;
  void ended.then((reason) => (end = reason));

  async function failure(reason: string): Promise<Error> {
    const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n');
    return new Error(`${name} ${reason}\n${lines.slice(-LOG_LINES).join('\n')}`);
  }

  return {
    async until(what, isSo) {
      const endsAt = Date.now() + START_TIMEOUT_MS;
      while (!(await isSo())) {
        if (end !== null) throw await failure(end);
        if (Date.now() > endsAt) throw await failure(`took over ${START_TIMEOUT_MS / 1000} s: ${what}`);
        await delay(POLL_MS);
      }
    },
    async stop() {
      program.kill('SIGKILL');
      await ended;
    },
  };
}
