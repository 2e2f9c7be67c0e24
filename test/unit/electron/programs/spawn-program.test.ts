import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ownStreams, spawnProgram } from '../../../../electron/programs/spawn-program';

describe('what a program gets of ours', () => {
  it('is three pipes, and nothing in place of what else is open', () => {
    expect(ownStreams([], 9)).toEqual(['pipe', 'pipe', 'pipe']);
    expect(ownStreams([0, 1, 2, 6, 4], 9)).toEqual(['pipe', 'pipe', 'pipe', 'ignore', 9, 'ignore', 9]);
  });

  it('is what it is told on its input, and it is heard on both outputs', async () => {
    const child = spawnProgram(process.execPath, ['-e', 'process.stdin.pipe(process.stdout); console.error("also")'], {
      env: process.env,
    });
    child.stdin.end('said');
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    expect([out, error]).toEqual(['said', 'also\n']);
  });

  it.runIf(process.platform === 'linux')('is nothing that this process has open', async () => {
    const child = spawnProgram('/bin/ls', ['-l', '/proc/self/fd'], { env: {} });
    const targets = [...(await text(child.stdout)).matchAll(/ (\d+) -> (\S+)/g)].map(([, number, to]) => [
      Number(number),
      to,
    ]);
    const beyond = targets.filter(([number]) => Number(number) > 2).map(([, to]) => to);
    // Its own look at that folder beside.
    expect(new Set(beyond.filter((to) => to !== '/dev/null')).size).toBeLessThanOrEqual(1);
  });
});
