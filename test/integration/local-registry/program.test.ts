/** The registry as a program of this machine: Debian's docker-registry, a child of the app. zot can't be had here. */
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answersOn } from '../../../electron/local-registry/engines/first-answer';
import { createProgramEngine } from '../../../electron/local-registry/engines/program-engine';
import { thisMachine, type Machine } from '../../../electron/programs/find-program';
import { openEngineRun, type EngineRun } from '../../support/engine-run';
import { takePort } from '../../support/local-registry-stage';

let run: EngineRun;
/** Programs of the test's own, before those of this machine. */
let bin: string;
let machine: Machine;

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'chartroom-bin-'));
  const { env, ...rest } = thisMachine();
  machine = { ...rest, env: { ...env, PATH: `${bin}:${env['PATH'] ?? ''}:/usr/bin`, REGISTRY_HTTP_ADDR: '0.0.0.0:1' } };
  run = await openEngineRun(() => createProgramEngine(machine));
});
afterEach(async () => {
  await run.close();
  await rm(bin, { recursive: true, force: true });
});

async function putProgram(name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
}

/** The processes whose command line ends with a configuration in this run's folder. */
function processes(): readonly number[] {
  const list = execFileSync('ps', ['-A', '-ww', '-o', 'pid=', '-o', 'args='], { encoding: 'utf8' });
  const ours = list.split('\n').filter((line) => line.includes(` serve ${run.options.folder}`));
  return ours.map((line) => Number.parseInt(line, 10));
}

describe('a registry program', () => {
  it('is found with its version; another program of that name is not taken for one', async () => {
    await putProgram('registry', 'echo "registry 1.0, a shop\'s till"');
    expect(await run.engine.find()).toEqual({ kind: 'program', name: expect.stringMatching(/^docker-registry \d+\./) });
  });

  it('that is on no folder of the path is missing, with what helps', async () => {
    const nowhere: Machine = { env: { PATH: '' }, platform: 'win32', homeFolder: bin };
    const engine = createProgramEngine(nowhere);
    expect(await engine.find()).toMatchObject({ kind: 'program', problem: { kind: 'unavailable' } });
    await expect(engine.start(run.options, run.context())).rejects.toMatchObject({ code: 'engine-missing' });
  });

  it('starts on loopback with a login, takes a push, and keeps it over a stop', async () => {
    const running = await run.engine.start(run.options, run.context());
    await expect(run.tags(null)).rejects.toMatchObject({ failure: { code: 'auth-required' } });
    await run.pushChart();
    await run.expectLogged(/PUT \/v2\/charts\/app\/manifests/);
    const own = join(run.options.folder, 'program');
    const config = (await readdir(own)).find((name) => name.startsWith('chartroom-')) ?? '';
    expect((await stat(join(own, config))).mode & 0o077).toBe(0);
    expect(await readFile(join(own, config), 'utf8')).toContain(`"addr": "127.0.0.1:${run.options.port}"`);

    await running.stop();
    expect(await running.exited).toMatchObject({ wasStopped: true });
    expect(await answersOn(run.options.port)).toBe(false);
    expect(await readdir(own)).toEqual([]);

    const again = await run.engine.start({ ...run.options, htpasswdFile: null }, run.context());
    expect(await run.tags(null)).toEqual(['1.0.0']);
    await again.release();
    expect(processes()).toEqual([]);
  });

  it('that ends by itself is told', async () => {
    const running = await run.engine.start(run.options, run.context());
    for (const pid of processes()) process.kill(pid, 'SIGKILL');
    expect(await running.exited).toEqual({ wasStopped: false, code: null });
  });

  it('refuses a port that is taken, and a folder that it may not use, and nothing runs', async () => {
    const taken = await takePort();
    await expect(run.engine.start({ ...run.options, port: taken.port }, run.context())).rejects.toMatchObject({
      code: 'port-in-use',
    });
    await taken.release();
    const file = join(bin, 'file');
    await writeFile(file, '');
    await expect(run.engine.start({ ...run.options, folder: join(file, 'x') }, run.context())).rejects.toMatchObject({
      code: 'folder-unusable',
    });
    expect(processes()).toEqual([]);
  });

  it('without its password file does not make one up', async () => {
    const htpasswdFile = join(bin, 'gone');
    await expect(run.engine.start({ ...run.options, htpasswdFile }, run.context())).rejects.toThrow(/password file/);
    expect(await readdir(bin)).toEqual([]);
  });

  it('that fails says its last words, and a start that is given up leaves nothing', async () => {
    const version = 'test "$1" = --version && echo "registry github.com/distribution/distribution v2.9.9" && exit';
    await putProgram('registry', `${version}; echo 'msg="out of order" level=fatal' >&2; exit 3`);
    await expect(run.engine.start(run.options, run.context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('out of order'),
    });
    await putProgram('registry', `${version}; echo waiting; exec sleep 100`);
    const givenUp = new AbortController();
    const starting = run.engine.start(run.options, run.context(givenUp.signal));
    await run.expectLogged(/waiting/);
    givenUp.abort();
    await expect(starting).rejects.toThrow(/abort/i);
    expect(await readdir(join(run.options.folder, 'program'))).toEqual([]);
  });

  it('that a killed app left is ended by the next start, and another program is not', async () => {
    const own = join(run.options.folder, 'program');
    await mkdir(own, { recursive: true });
    const config = join(own, `chartroom-${'0'.repeat(32)}.json`);
    await writeFile(config, '{}');
    // Only its command line counts: it has a name and arguments as the app's have.
    await putProgram('left', 'trap "exit 0" TERM; while :; do sleep 0.1; done');
    const left = spawn(join(bin, 'left'), ['serve', config], { stdio: 'ignore' });
    const other = spawn(join(bin, 'left'), ['serve', join(own, 'other.json')], { stdio: 'ignore' });
    try {
      expect(await run.engine.attach(run.options, run.context())).toBeNull();
      await vi.waitFor(() => expect(left.exitCode).toBe(0));
      await run.expectLogged(/of an earlier run of Chartroom was still there/);
      expect(other.exitCode).toBeNull();
      expect(await readdir(own)).toEqual([]);
    } finally {
      left.kill('SIGKILL');
      other.kill('SIGKILL');
    }
  });
});
