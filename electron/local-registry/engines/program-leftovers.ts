/**
 * A registry program is a child of the app. When the app is killed it lives on, with port and folder, until it next writes to its log:
 * nobody reads that any more, and the system ends it then (on Windows not even that). So the next start ends what is left, but only
 * what surely is ours: a process that serves with a configuration whose random name is in our own folder.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram, type Machine } from '../../programs/find-program';
import { CommandError, runCommand } from '../../programs/run-command';
import { isMissing } from '../server/storage';
import { COMMAND_TIMEOUT_MS, READY_EVERY_MS, STOP_SECONDS } from './limits';

/** Letters that every system shows as they are in a list of processes, whatever its language. */
const CONFIG_NAME = /^chartroom-[0-9a-f]{32}\.json$/;

/** A file name that no other start has or had. */
export function newConfigName(): string {
  return `chartroom-${randomBytes(16).toString('hex')}.json`;
}

/** The configurations that starts of before left in the folder; none where there is no such folder. */
export async function leftConfigs(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => CONFIG_NAME.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Ends the programs of earlier starts and removes their configurations; gives how many it ended. The caller has claimed the folder:
 * whoever started them is gone. Where processes can't be listed, or not ended, all is left as it is, and a start hears of the port.
 * Throws the file system's error, or the signal's.
 */
export async function endLeftovers(folder: string, machine: Machine, signal?: AbortSignal): Promise<number> {
  const configs = await leftConfigs(folder);
  if (configs.length === 0) return 0;
  const ended = new Set<number>();
  const startedAt = performance.now();
  for (;;) {
    const pids = await processesWith(configs, machine);
    if (pids === null) return 0;
    if (pids.length === 0) break;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > 2 * STOP_SECONDS * 1000) return 0;
    for (const pid of pids) {
      end(pid, waitedMs < STOP_SECONDS * 1000 ? 'SIGTERM' : 'SIGKILL');
      ended.add(pid);
    }
    await delay(READY_EVERY_MS, undefined, { signal });
  }
  await Promise.all(configs.map((name) => rm(join(folder, name), { force: true })));
  return ended.size;
}

/** Null where this machine can't tell. */
async function processesWith(configs: readonly string[], machine: Machine): Promise<readonly number[] | null> {
  const [name, ...args] = listCommand(machine.platform);
  const program = await findProgram([name], machine);
  if (program === null) return null;
  const pids: number[] = [];
  try {
    await runCommand(program, args, {
      timeoutMs: COMMAND_TIMEOUT_MS,
      onLine(line) {
        const pid = servingProcess(line, configs);
        if (pid !== null) pids.push(pid);
      },
    });
    return pids;
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

/** Writes a line for each process: its number and its command line, uncut. */
export function listCommand(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform !== 'win32') return ['ps', '-A', '-ww', '-o', 'pid=', '-o', 'args='];
  // Windows has no ps, and its tasklist tells no command lines.
  const script = "Get-CimInstance Win32_Process | ForEach-Object { '{0} {1}' -f $_.ProcessId, $_.CommandLine }";
  return ['powershell', '-NoProfile', '-NonInteractive', '-Command', script];
}

/** The process of a line of that list, if it is a program that serves with one of the configurations. */
export function servingProcess(line: string, configs: readonly string[]): number | null {
  // On Windows a path with spaces is in quotes.
  const [, pid, config] = /^\s*(\d+) .* serve .*[\\/](chartroom-\w+\.json)"?\s*$/.exec(line) ?? [];
  return pid === undefined || config === undefined || !configs.includes(config) ? null : Number(pid);
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile, or is not ours to end.
  }
}
