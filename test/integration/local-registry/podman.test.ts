/** The registry in a container of the real Podman: pushed to by the app, stopped, started, left and found again. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContainerEngine } from '../../../electron/local-registry/engines/container-engine';
import type { Engine, EngineOptions } from '../../../electron/local-registry/engines/engine';
import { answersOn } from '../../../electron/local-registry/engines/first-answer';
import type { LogLine } from '../../../electron/local-registry/process-messages';
import { writeHtpasswd } from '../../../electron/local-registry/server/htpasswd';
import type { RegistryCredential } from '../../../electron/registry/credential';
import { freePort, takePort } from '../../support/local-registry-stage';
import { writePackedChart } from '../../support/packed-chart';
import { openPodmanStage, podmanMissing, type PodmanStage } from '../../support/podman';
import { openPushStage } from '../../support/push-stage';
import { ANA, quickClient } from '../../support/registry-clients';

const missing = await podmanMissing();
// A skip that nobody sees would pass for a test.
if (missing !== null) process.stderr.write(`The tests with Podman did not run: ${missing}.\n`);

const WAIT = { timeout: 20_000, interval: 100 };

describe.skipIf(missing !== null)('the Podman engine', () => {
  let stage: PodmanStage;
  let engine: Engine;
  let folder: string;
  let options: EngineOptions;
  let log: LogLine[];
  const onLog = (lines: readonly LogLine[]) => void log.push(...lines);
  const context = () => ({ signal: new AbortController().signal, onLog });

  beforeAll(async () => {
    stage = await openPodmanStage();
  });
  afterAll(async () => {
    await stage.close();
  });
  beforeEach(async () => {
    log = [];
    folder = await mkdtemp(join(tmpdir(), 'chartroom-podman-engine-'));
    const htpasswdFile = join(folder, 'htpasswd');
    await writeHtpasswd(htpasswdFile, ANA.username, ANA.secret);
    options = { folder: join(folder, 'data'), port: await freePort(), htpasswdFile, allowedHosts: [] };
    engine = podmanEngine();
  });
  afterEach(async () => {
    await stage.podman('rm', '-f', '--ignore', stage.containerName);
    await rm(folder, { recursive: true, force: true });
  });

  function podmanEngine(image = stage.image): Engine {
    return createContainerEngine({ kind: 'podman', machine: stage.machine, image, name: stage.containerName });
  }

  async function pushChart(): Promise<void> {
    const push = await openPushStage({ address: `127.0.0.1:${options.port}`, credential: ANA });
    try {
      const transfer = await push.pushOne(await writePackedChart(push.folder, { ballastBytes: 300_000 }));
      expect(transfer.state.name).toBe('done');
    } finally {
      await push.stop();
    }
  }

  async function tags(credential: RegistryCredential | null = ANA): Promise<readonly string[]> {
    const client = quickClient(`127.0.0.1:${options.port}`, { credential });
    try {
      return await client.listTags('charts/app');
    } finally {
      client.close();
    }
  }

  async function expectLogged(text: RegExp): Promise<void> {
    await vi.waitFor(() => expect(log.map((line) => line.text)).toContainEqual(expect.stringMatching(text)), WAIT);
  }

  const inspect = (format: string) => stage.podman('container', 'inspect', '--format', format, stage.containerName);

  it('is found with its version', async () => {
    expect(await engine.find()).toEqual({ kind: 'podman', name: expect.stringMatching(/^Podman \d+\.\d+/) });
  });

  it('starts with restart policy, volume and login; takes a push; keeps the chart over a stop', async () => {
    const running = await engine.start(options, context());
    expect(await inspect('{{.HostConfig.RestartPolicy.Name}}')).toBe('always\n');
    expect(await inspect('{{json .HostConfig.PortBindings}}')).toContain('"HostIp":"127.0.0.1"');
    await expect(tags(null)).rejects.toMatchObject({ failure: { code: 'auth-required' } });
    await pushChart();
    expect(await readdir(options.folder)).toEqual(['docker']);
    await expectLogged(/PUT \/v2\/charts\/app\/manifests/);

    await running.stop();
    expect(await running.exited).toMatchObject({ wasStopped: true });
    expect(await answersOn(options.port)).toBe(false);
    await expect(inspect('{{.Id}}')).rejects.toThrow(/no such container/);

    const again = await engine.start(options, context());
    expect(await tags()).toEqual(['1.0.0']);
    await again.stop();
  });

  it('comes back by itself after a crash, with its charts, and its log goes on without repeating itself', async () => {
    const running = await engine.start(options, context());
    await pushChart();
    const pid = Number(await inspect('{{.State.Pid}}'));
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(Number(await inspect('{{.State.Pid}}'))).not.toBe(pid), WAIT);
    await vi.waitFor(async () => expect(await answersOn(options.port)).toBe(true), WAIT);
    log.splice(0, log.length - 1);
    expect(await tags()).toEqual(['1.0.0']);
    await expectLogged(/GET \/v2\/charts\/app\/tags\/list/);
    expect(log.filter(({ text }) => /PUT \/v2\/charts\/app\/manifests/.test(text)).length).toBeLessThan(2);
    await running.stop();
  });

  it('outlives the app and is found again, unless port or login are others by now', async () => {
    const running = await engine.start(options, context());
    const id = await inspect('{{.Id}}');
    await running.release();
    expect(await answersOn(options.port)).toBe(true);

    const nextRun = podmanEngine();
    expect(await nextRun.attach({ ...options, port: options.port + 1 }, context())).toBeNull();
    log = [];
    const found = await nextRun.attach(options, context());
    if (found === null) throw new Error('The container was not found.');
    expect(found.port).toBe(options.port);
    await expectLogged(/listening on/);
    await pushChart();
    await expectLogged(/PUT \/v2\/charts\/app\/manifests/);
    await found.release();

    await writeHtpasswd(options.htpasswdFile ?? '', ANA.username, 'another password');
    expect(await nextRun.attach(options, context())).toBeNull();
    const replaced = await nextRun.start(options, context());
    expect(await inspect('{{.Id}}')).not.toBe(id);
    expect(await tags({ ...ANA, secret: 'another password' })).toEqual(['1.0.0']);
    await replaced.release();

    await nextRun.remove();
    expect(await answersOn(options.port)).toBe(false);
    await expect(inspect('{{.Id}}')).rejects.toThrow(/no such container/);
    await nextRun.remove();
  });

  it('says so when somebody else stops its container', async () => {
    const running = await engine.start(options, context());
    await stage.podman('stop', stage.containerName);
    expect(await running.exited).toMatchObject({ wasStopped: false });
    await running.stop();
  });

  it("leaves a container of its name that isn't its own", async () => {
    await stage.podman('create', '--name', stage.containerName, stage.image);
    await expect(engine.start(options, context())).rejects.toMatchObject({
      name: 'RegistryStartError',
      code: 'engine-failed',
      message: expect.stringContaining(`podman rename ${stage.containerName}`),
    });
    expect(await engine.attach(options, context())).toBeNull();
    await engine.remove();
    expect(await inspect('{{.State.Status}}')).toBe('created\n');
  });

  it('says that the port is in use, and leaves nothing behind', async () => {
    const taken = await takePort();
    const start = engine.start({ ...options, port: taken.port }, context());
    await expect(start).rejects.toMatchObject({ code: 'port-in-use' });
    await taken.release();
    await expect(inspect('{{.Id}}')).rejects.toThrow(/no such container/);
  });

  it("says what the registry said when it can't run, and removes it", async () => {
    await expect(podmanEngine(stage.brokenImage).start(options, context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringMatching(/Podman could not start the registry: .*no-such-command/),
    });
    await expect(inspect('{{.Id}}')).rejects.toThrow(/no such container/);
    await expectLogged(/no-such-command/);
  });

  it("says which image is missing when it can't be pulled", async () => {
    // A registry that is not there, on this machine: no network is asked.
    const image = `127.0.0.1:${await freePort()}/registry:3`;
    await expect(podmanEngine(image).start(options, context())).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining(`The image ${image} isn't on this computer, and Podman could not pull it: `),
    });
    await expectLogged(/Trying to pull/);
  });

  it('ends a start that nobody waits for any more', async () => {
    const starting = new AbortController();
    const start = engine.start(options, { signal: starting.signal, onLog });
    const reason = new Error('not wanted any more');
    // It is there before it answers.
    await vi.waitFor(() => inspect('{{.Id}}'), WAIT);
    starting.abort(reason);
    await expect(start).rejects.toBe(reason);
    await expect(inspect('{{.Id}}')).rejects.toThrow(/no such container/);
  });
});
