/** The programs of a test's cluster: an end that nobody asked for is told, and none outlives the tests, however those end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClusterProgram } from '../../support/cluster-program';

const WAIT = { timeout: 20_000, interval: 50 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-program-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How many processes have this as their last argument. */
async function processesWith(argument: string): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One may end while it is read.
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.endsWith(`sleep\0${argument}\0`)).length;
}

describe.runIf(process.platform === 'linux')('a program of the cluster', () => {
  it('that ends is no program that is slow: what it said is told', async () => {
    const program = startClusterProgram('ls', ['/no/such/folder'], folder);
    await expect(program.until('ready', () => Promise.resolve(false))).rejects.toThrow(
      /^ls ended with code 2\n.*\/no\/such\/folder/,
    );
    await program.stop();
  });

  it('is gone once it was stopped', async () => {
    const program = startClusterProgram('sleep', ['600.01'], folder);
    await expect.poll(() => processesWith('600.01'), WAIT).toBe(1);
    await program.stop();
    expect(await processesWith('600.01')).toBe(0);
  });

  it('is gone as well where its tests were killed', async () => {
    const outfile = join(folder, 'tests.cjs');
    const contents = `import { startClusterProgram } from './test/support/cluster-program';
      startClusterProgram('sleep', ['600.02'], ${JSON.stringify(folder)});`;
    await build({
      stdin: { contents, resolveDir: resolve('.') },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    const tests = spawn(process.execPath, [outfile]);
    const ended = once(tests, 'exit');
    await expect.poll(() => processesWith('600.02'), WAIT).toBe(1);
    tests.kill('SIGKILL');
    await ended;
    await expect.poll(() => processesWith('600.02'), WAIT).toBe(0);
  });
});
