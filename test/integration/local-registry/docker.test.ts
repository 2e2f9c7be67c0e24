/**
 * The Docker engine, to the letter of its command lines. There is no Docker here: what the engine finds as `docker` is a stand-in that
 * writes them down and runs a real registry (test/support/docker-stand-in.mjs). With a real engine the same code runs in podman.test.ts.
 */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { optionsMark, REGISTRY_IMAGE } from '../../../electron/local-registry/engines/container-commands';
import { answersOn } from '../../../electron/local-registry/engines/first-answer';
import { COMMAND_TIMEOUT_MS } from '../../../electron/local-registry/engines/limits';
import { openDockerStage, type DockerStage } from '../../support/docker';
import { openContainerRun, type ContainerRun } from '../../support/engine-run';

const WAIT = { timeout: 20_000, interval: 50 };
const NOT_RUNNING =
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';
const NO_RIGHT =
  'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/version": dial unix /var/run/docker.sock: connect: permission denied\n';
/** Every command but `docker --version` asks the daemon. */
const DAEMON_COMMANDS = ['version', 'info', 'container', 'image', 'pull', 'run', 'logs', 'wait', 'stop', 'rm'];

let docker: DockerStage;
let run: ContainerRun;

beforeEach(async () => {
  docker = await openDockerStage();
  // Only Linux relabels and has a daemon of root's: there the command line is at its longest.
  run = await openContainerRun({ kind: 'docker', machine: { ...docker.machine, platform: 'linux' } });
});
afterEach(async () => {
  await docker.close();
  await run.close();
});

async function daemonSays(stderr: string): Promise<void> {
  await docker.script(...DAEMON_COMMANDS.map((command) => ({ command, stderr })));
}

/** The line that starts the container, as it is to be. */
async function expectedRun(
  user: string | null = `${process.getuid?.()}:${process.getgid?.()}`,
): Promise<readonly string[]> {
  const { folder, port, htpasswdFile } = run.options;
  const mark = optionsMark(folder, port, await readFile(htpasswdFile, 'utf8'));
  const options = [
    ['run', '-d', '-p', `127.0.0.1:${port}:5000`, '--restart=always', '--name', run.name],
    ['--label', `io.chartroom.local-registry=${mark}`],
    user === null ? [] : ['--user', user],
    ['-v', `${folder}:/var/lib/registry:z`],
    ['-v', `${htpasswdFile}:/etc/docker/registry/auth.htpasswd:ro,z`],
    ['-e', 'REGISTRY_AUTH={htpasswd: {realm: localhost, path: /etc/docker/registry/auth.htpasswd}}'],
    ['-e', 'REGISTRY_STORAGE_DELETE_ENABLED=true'],
    ['-e', 'REGISTRY_HTTP_DRAINTIMEOUT=5s'],
    ['-e', 'OTEL_TRACES_EXPORTER=none'],
  ];
  return [...options.flat(), 'docker.io/library/registry:3'];
}

describe('the command lines', () => {
  it('of finding it', async () => {
    expect(await run.engine.find()).toEqual({ kind: 'docker', name: 'Docker 28.2.2' });
    expect(await docker.calls()).toEqual([['--version'], ['version', '--format', '{{.Server.Version}}']]);
  });

  it('of starting it, following its log, stopping it and removing it', async () => {
    const running = await run.engine.start(run.options, run.context());
    const [id = ''] = (await docker.docker('container', 'inspect', run.name)).match(/[0-9a-f]{64}/) ?? [];
    await expect(run.tags(null)).rejects.toMatchObject({ failure: { code: 'auth-required' } });
    await run.pushChart();
    await run.expectLogged(/PUT \/v2\/charts\/app\/manifests/);
    const started = await docker.calls();
    expect(started.slice(0, 4)).toEqual([
      ['container', 'inspect', run.name],
      ['image', 'inspect', '--format', '{{.Id}}', REGISTRY_IMAGE],
      ['info', '--format', '{{.OperatingSystem}} {{json .SecurityOptions}}'],
      await expectedRun(),
    ]);
    expect(started.slice(4)).toEqual(
      expect.arrayContaining([
        ['logs', '-f', '-t', '--tail', '500', id],
        ['wait', id],
      ]),
    );

    await running.stop();
    expect(await running.exited).toMatchObject({ wasStopped: true });
    expect(await answersOn(run.options.port)).toBe(false);
    const stopped = (await docker.calls()).filter(([command]) => command !== 'logs' && command !== 'container');
    expect(stopped).toEqual([
      ['stop', '-t', '10', id],
      ['rm', '-f', id],
    ]);

    const again = await run.engine.start(run.options, run.context());
    expect(await run.tags()).toEqual(['1.0.0']);
    await again.stop();
  });

  it('of pulling the image, once', async () => {
    await docker.close();
    docker = await openDockerStage({ images: [] });
    await run.close();
    run = await openContainerRun({ kind: 'docker', machine: docker.machine });
    const running = await run.engine.start(run.options, run.context());
    const pull = ['pull', REGISTRY_IMAGE];
    expect(await docker.calls()).toContainEqual(pull);
    await run.expectLogged(/Status: Downloaded newer image/);
    await running.release();
    await (await run.again().start(run.options, run.context())).stop();
    expect(await docker.calls()).not.toContainEqual(pull);
  });

  it('of a rootless daemon, where root in the container is the user already', async () => {
    const stdout = 'Debian GNU/Linux 12 (bookworm) ["name=seccomp,profile=builtin","name=rootless","name=cgroupns"]\n';
    await docker.script({ command: 'info', code: 0, stdout });
    const running = await run.engine.start(run.options, run.context());
    expect(await docker.calls()).toContainEqual(await expectedRun(null));
    await running.stop();
  });
});

describe('a container', () => {
  it('comes back after a crash, and its log goes on', async () => {
    const running = await run.engine.start(run.options, run.context());
    const [, pid = ''] = /"Pid": (\d+)/.exec(await docker.docker('container', 'inspect', run.name)) ?? [];
    process.kill(Number(pid), 'SIGKILL');
    await run.expectLogged(/ended with code 137; by its policy Docker starts it again/);
    await vi.waitFor(async () => expect(await answersOn(run.options.port)).toBe(true), WAIT);
    await run.pushChart();
    await run.expectLogged(/PUT \/v2\/charts\/app\/manifests/);
    await running.stop();
  });

  it('outlives the app, is found again, and is removed', async () => {
    await (await run.engine.start(run.options, run.context())).release();
    const nextRun = run.again();
    const found = await nextRun.attach(run.options, run.context());
    await run.pushChart();
    await found?.release();
    await nextRun.remove();
    expect(await answersOn(run.options.port)).toBe(false);
    await expect(docker.docker('container', 'inspect', run.name)).rejects.toThrow(/No such container/);
  });

  it("of another user or profile isn't touched", async () => {
    const running = await run.engine.start(run.options, run.context());
    const other = await openContainerRun({ kind: 'docker', machine: docker.machine });
    try {
      expect(other.name).not.toBe(run.name);
      expect(await other.engine.attach(run.options, other.context())).toBeNull();
      await other.engine.remove();
      await expect(other.engine.start(run.options, other.context())).rejects.toMatchObject({ code: 'port-in-use' });
      expect(await answersOn(run.options.port)).toBe(true);
    } finally {
      await other.close();
    }
    await running.stop();
  });

  it('that was made and could not start leaves nothing behind', async () => {
    const words = `docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ${run.name} (5f): Bind for 127.0.0.1:${run.options.port} failed: port is already allocated\n\nRun 'docker run --help' for more information\n`;
    await docker.script({ command: 'run', code: 125, stderr: words, leavesContainer: true });
    const start = run.engine.start(run.options, run.context());
    await expect(start).rejects.toMatchObject({
      name: 'RegistryStartError',
      code: 'port-in-use',
      message: expect.stringMatching(/failed: port is already allocated$/),
    });
    await expect(docker.docker('container', 'inspect', run.name)).rejects.toThrow(/No such container/);
  });
});

describe('a Docker that can not be used', () => {
  it.each([
    ['is not running', NOT_RUNNING, "Docker isn't running."],
    ['is for others only', NO_RIGHT, 'You have no right to use Docker: only the group docker has.'],
  ])('since it %s is told so', async (_what, words, message) => {
    await daemonSays(words);
    expect(await run.engine.find()).toMatchObject({ kind: 'docker', name: 'Docker 28.2.2', problem: { message } });
    await expect(run.engine.start(run.options, run.context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining(message),
    });
    expect(await run.engine.attach(run.options, run.context())).toBeNull();
  });

  it('is not asked to remove what it never had', async () => {
    await docker.script({ command: '', hangs: true });
    await run.engine.remove();
    expect(await docker.calls()).toEqual([]);
  });

  it('keeps the rest from being removed while it has a container, which would come back with it', async () => {
    await (await run.engine.start(run.options, run.context())).release();
    await daemonSays(NOT_RUNNING);
    await expect(run.again().remove()).rejects.toMatchObject({
      name: 'LocalRegistryError',
      code: 'not-removed',
      message: `The container ${run.name} could not be removed, and would come back with Docker. Docker isn't running. Start it with \`sudo systemctl start docker\`.`,
    });
    await docker.script();
    await run.again().remove();
    expect(await answersOn(run.options.port)).toBe(false);
    await docker.calls();
    await run.again().remove();
    expect(await docker.calls()).toEqual([]);
  });

  it('is waited for only so long when a container is to be removed', async () => {
    await (await run.engine.start(run.options, run.context())).release();
    await docker.script({ command: 'container', hangs: true });
    await docker.calls();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const refusal = run
        .again()
        .remove()
        .catch((error: unknown) => error);
      while ((await docker.calls()).length === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(COMMAND_TIMEOUT_MS);
      expect(await refusal).toMatchObject({ message: expect.stringContaining('Docker does not answer.') });
    } finally {
      vi.useRealTimers();
    }
  });

  it("says what the registry said when it can't run, and removes it", async () => {
    await docker.docker('pull', 'example.test/broken-registry:1');
    const start = run.again('example.test/broken-registry:1').start(run.options, run.context());
    await expect(start).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringMatching(/no-such-command/),
    });
    await expect(docker.docker('container', 'inspect', run.name)).rejects.toThrow(/No such container/);
  });

  it('is another program under its name', async () => {
    await docker.script({ command: '--version', code: 0, stdout: 'podman version 4.3.1\n' });
    expect((await run.engine.find()).problem?.message).toBe('The docker command of this machine is Podman.');
  });
});
