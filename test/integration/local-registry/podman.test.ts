/** The registry in a container of the real Podman: pushed to by the app, stopped, started, left and found again. */
import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answersOn } from '../../../electron/local-registry/engines/first-answer';
import { writeHtpasswd } from '../../../electron/local-registry/server/htpasswd';
import { openContainerRun, type ContainerRun } from '../../support/engine-run';
import { freePort, takePort } from '../../support/local-registry-stage';
import { tryPodmanStage, type PodmanStage } from '../../support/podman';
import { ANA } from '../../support/registry-clients';

const opened = await tryPodmanStage();
// A skip that nobody sees would pass for a test.
if (typeof opened === 'string') process.stderr.write(`The tests with Podman did not run: ${opened}.\n`);

const WAIT = { timeout: 20_000, interval: 100 };

interface WithRun {
  run: ContainerRun & { inspect(format: string): Promise<string> };
}

// Podman mostly waits, and each test has a container of its own.
describe.skipIf(typeof opened === 'string').concurrent('the Podman engine', { timeout: 120_000 }, () => {
  const stage = opened as PodmanStage;
  afterAll(async () => {
    await stage.close();
  });
  beforeEach<WithRun>(async (test) => {
    const run = await openContainerRun({ kind: 'podman', machine: stage.machine, image: stage.image });
    const inspect = (format: string) => stage.podman('container', 'inspect', '--format', format, run.name);
    test.run = { ...run, inspect };
  });
  afterEach<WithRun>(async ({ run }) => {
    await stage.podman('rm', '-f', '--ignore', run.name);
    await run.close();
  });

  it<WithRun>('is found with its version', async ({ run }) => {
    expect(await run.engine.find()).toEqual({ kind: 'podman', name: expect.stringMatching(/^Podman \d+\.\d+/) });
  });

  it<WithRun>('starts with restart policy, volume and login; takes a push; keeps the chart over a stop', async ({
    run,
  }) => {
    const running = await run.engine.start(run.options, run.context());
    expect(await run.inspect('{{.HostConfig.RestartPolicy.Name}}')).toBe('always\n');
    expect(await run.inspect('{{json .HostConfig.PortBindings}}')).toContain('"HostIp":"127.0.0.1"');
    await expect(run.tags(null)).rejects.toMatchObject({ failure: { code: 'auth-required' } });
    await run.pushChart();
    expect(await readdir(run.options.folder)).toEqual(['docker']);
    await run.expectLogged(/PUT \/v2\/charts\/app\/manifests/);

    await running.stop();
    expect(await running.exited).toMatchObject({ wasStopped: true });
    expect(await answersOn(run.options.port)).toBe(false);
    await expect(run.inspect('{{.Id}}')).rejects.toThrow(/no such container/);

    const again = await run.engine.start(run.options, run.context());
    expect(await run.tags()).toEqual(['1.0.0']);
    await again.stop();
  });

  it<WithRun>('comes back by itself after a crash, with its charts, and its log goes on without repeating itself', async ({
    run,
  }) => {
    const running = await run.engine.start(run.options, run.context());
    await run.pushChart();
    const pid = Number(await run.inspect('{{.State.Pid}}'));
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(Number(await run.inspect('{{.State.Pid}}'))).not.toBe(pid), WAIT);
    await vi.waitFor(async () => expect(await answersOn(run.options.port)).toBe(true), WAIT);
    run.log.splice(0, run.log.length - 1);
    expect(await run.tags()).toEqual(['1.0.0']);
    await run.expectLogged(/GET \/v2\/charts\/app\/tags\/list/);
    expect(run.log.filter(({ text }) => /PUT \/v2\/charts\/app\/manifests/.test(text)).length).toBeLessThan(2);
    await running.stop();
  });

  it<WithRun>('outlives the app and is found again, unless port or login are others by now', async ({ run }) => {
    const running = await run.engine.start(run.options, run.context());
    const id = await run.inspect('{{.Id}}');
    await running.release();
    expect(await answersOn(run.options.port)).toBe(true);

    const nextRun = run.again();
    expect(await nextRun.attach({ ...run.options, port: run.options.port + 1 }, run.context())).toBeNull();
    run.log.splice(0);
    const found = await nextRun.attach(run.options, run.context());
    if (found === null) throw new Error('The container was not found.');
    expect(found.port).toBe(run.options.port);
    await run.expectLogged(/listening on/);
    await run.pushChart();
    await run.expectLogged(/PUT \/v2\/charts\/app\/manifests/);
    await found.release();

    await writeHtpasswd(run.options.htpasswdFile, ANA.username, 'another password');
    expect(await nextRun.attach(run.options, run.context())).toBeNull();
    const replaced = await nextRun.start(run.options, run.context());
    expect(await run.inspect('{{.Id}}')).not.toBe(id);
    expect(await run.tags({ ...ANA, secret: 'another password' })).toEqual(['1.0.0']);
    await replaced.release();

    await nextRun.remove();
    expect(await answersOn(run.options.port)).toBe(false);
    await expect(run.inspect('{{.Id}}')).rejects.toThrow(/no such container/);
    await nextRun.remove();
  });

  it<WithRun>('says so when somebody else stops its container', async ({ run }) => {
    const running = await run.engine.start(run.options, run.context());
    await stage.podman('stop', run.name);
    expect(await running.exited).toMatchObject({ wasStopped: false });
    await running.stop();
  });

  it<WithRun>("leaves a container of its name that isn't its own", async ({ run }) => {
    await stage.podman('create', '--name', run.name, stage.image);
    await expect(run.engine.start(run.options, run.context())).rejects.toMatchObject({
      name: 'RegistryStartError',
      code: 'engine-failed',
      message: expect.stringContaining(`podman rename ${run.name}`),
    });
    expect(await run.engine.attach(run.options, run.context())).toBeNull();
    await run.engine.remove();
    expect(await run.inspect('{{.State.Status}}')).toBe('created\n');
  });

  it<WithRun>('says that the port is in use, and leaves nothing behind', async ({ run }) => {
    const taken = await takePort();
    const start = run.engine.start({ ...run.options, port: taken.port }, run.context());
    await expect(start).rejects.toMatchObject({ code: 'port-in-use' });
    await taken.release();
    await expect(run.inspect('{{.Id}}')).rejects.toThrow(/no such container/);
  });

  it<WithRun>("says what the registry said when it can't run, and removes it", async ({ run }) => {
    await expect(run.again(stage.brokenImage).start(run.options, run.context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringMatching(/Podman could not start the registry: .*no-such-command/),
    });
    await expect(run.inspect('{{.Id}}')).rejects.toThrow(/no such container/);
    await run.expectLogged(/no-such-command/);
  });

  it<WithRun>("says which image is missing when it can't be pulled", async ({ run }) => {
    // A registry that is not there, on this machine: no network is asked.
    const image = `127.0.0.1:${await freePort()}/registry:3`;
    await expect(run.again(image).start(run.options, run.context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining(`The image ${image} isn't on this computer, and Podman could not pull it: `),
    });
    await run.expectLogged(/Trying to pull/);
  });

  it<WithRun>('ends a start that nobody waits for any more', async ({ run }) => {
    const starting = new AbortController();
    const start = run.again(stage.silentImage).start(run.options, run.context(starting.signal));
    const reason = new Error('not wanted any more');
    await vi.waitFor(() => run.inspect('{{.Id}}'), WAIT);
    starting.abort(reason);
    await expect(start).rejects.toBe(reason);
    await expect(run.inspect('{{.Id}}')).rejects.toThrow(/no such container/);
  });
});
