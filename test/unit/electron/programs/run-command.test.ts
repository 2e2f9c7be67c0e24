/** Real processes: Node itself, in place of the programs that the app runs. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CommandError, runCommand, startCommand, type CommandOptions } from '../../../../electron/programs/run-command';

const node = { path: process.execPath, env: { PATH: process.env['PATH'] } };

const script = (code: string, options: CommandOptions = {}) => runCommand(node, ['-e', code], options);

async function failure(work: Promise<unknown>): Promise<CommandError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CommandError)) throw new Error(`not a CommandError: ${String(error)}`);
  return error;
}

function isAlive(pid: number): boolean {
  // What has ended stays in the list until its parent asks how, and an orphan's may never: `Z`.
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout !== '' && !stdout.startsWith('Z');
}

it('gives both outputs, and the arguments as they are', async () => {
  const code = 'process.stdout.write(JSON.stringify(process.argv.slice(1))); process.stderr.write("warned")';
  const args = ['a b', '$HOME', '"; exit 1'];
  const output = await runCommand(node, ['-e', code, ...args]);
  expect(JSON.parse(output.stdout)).toEqual(args);
  expect(output.stderr).toBe('warned');
});

it('writes to its standard input, also what is larger than a pipe holds', async () => {
  const text = 'é'.repeat(1_000_000);
  const { stdout } = await script('process.stdin.pipe(process.stdout)', { stdin: text, maxStdoutLength: text.length });
  expect(stdout === text).toBe(true);
});

it('takes it well when a program reads none of its input, and gives an end of input where there is none', async () => {
  expect((await script('process.exit(0)', { stdin: 'x'.repeat(1_000_000) })).stdout).toBe('');
  expect((await script('process.stdin.on("end", () => console.log("end")).resume()')).stdout).toBe('end\n');
});

it('tells each line as it comes, and of which output it is', async () => {
  const lines: string[] = [];
  await script('console.log("one"); console.error("two")', { onLine: (line, from) => lines.push(`${from} ${line}`) });
  expect([...lines].sort()).toEqual(['stderr two', 'stdout one']);
});

describe('failures', () => {
  it('tells the code, with what was written', async () => {
    const error = await failure(script('console.log("half"); process.exitCode = 3'));
    expect(error).toMatchObject({ reason: 'failed', exit: { code: 3, signal: null }, output: { stdout: 'half\n' } });
  });

  it('tells the signal', async () => {
    const error = await failure(script('process.kill(process.pid, "SIGKILL")'));
    expect(error).toMatchObject({ reason: 'failed', exit: { code: null, signal: 'SIGKILL' } });
  });

  it('tells that it could not be started', async () => {
    const error = await failure(runCommand({ path: '/nowhere/helm', env: {} }, [], { stdin: 'x' }));
    expect(error).toMatchObject({ reason: 'not-started', exit: null });
  });

  it('ends one that is too slow', async () => {
    const error = await failure(script('setInterval(() => {}, 1000)', { timeoutMs: 200 }));
    expect(error).toMatchObject({ reason: 'timeout', exit: { signal: 'SIGTERM' } });
  });

  it('ends one that writes too much, rather than cut it', async () => {
    const code = 'setInterval(() => console.log("x".repeat(1000)), 1)';
    expect(await failure(script(code, { maxStdoutLength: 5000 }))).toMatchObject({ reason: 'too-much-output' });
    expect((await script('process.stdout.write("x".repeat(5000))', { maxStdoutLength: 5000 })).stdout).toHaveLength(
      5000,
    );
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('nobody waits');
    const running = script('console.log("ready"); setInterval(() => {}, 1000)', {
      signal: controller.signal,
      onLine: () => controller.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    await expect(script('', { signal: controller.signal })).rejects.toBe(reason);
  });
});

describe.skipIf(process.platform === 'win32')('what POSIX has', () => {
  it('tells a signal to one that runs, and lets it end in its own way', async () => {
    const code = 'process.on("SIGINT", () => { console.log("asked"); process.exit(7) }); console.log("ready")';
    const command = startCommand(node, ['-e', `${code}; setInterval(() => {}, 1000)`], {
      onLine: (line) => line === 'ready' && command.kill('SIGINT'),
    });
    const error = await failure(command.ended);
    expect(error).toMatchObject({ exit: { code: 7 }, output: { stdout: 'ready\nasked\n' } });
  });

  it('ends what a program of its own group has started, and waits for nothing that it left behind', async () => {
    const code = 'sleep 600 & echo $!; exit 0';
    const error = await failure(
      runCommand({ path: '/bin/sh', env: node.env }, ['-c', code], { ownGroup: true, timeoutMs: 300 }),
    );
    expect(error.reason).toBe('timeout');
    const sleeper = Number(error.output.stdout);
    await expect.poll(() => isAlive(sleeper)).toBe(false);
  });
});
