/** The sample charts, pushed to a real registry by the same steps as charts that are dropped. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOfferedFiles } from '../../../electron/files/offered-files';
import { toAppError } from '../../../electron/ipc/app-error';
import { createPackagedFolders } from '../../../electron/push/packaged-folders';
import { createPushService } from '../../../electron/push/push-service';
import { createRegistryClient, type RegistryClient } from '../../../electron/registry/registry-client';
import { createSamplePusher, type PushSamples } from '../../../electron/transfers/push-samples';
import { createTransferService, type TransferService } from '../../../electron/transfers/transfer-service';
import { openUnfinishedTransfers } from '../../../electron/transfers/unfinished-transfers';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { writePackedChart } from '../../support/packed-chart';

const { signal } = new AbortController();
let folder: string;
let samples: string;
let registry: LocalRegistry;
let client: RegistryClient;
let transfers: TransferService;
let pushSamples: PushSamples;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-samples-'));
  samples = join(folder, 'samples');
  await mkdir(samples);
  registry = await startLocalRegistry();
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  const offeredFiles = createOfferedFiles();
  const folders = createPackagedFolders({
    folder: join(folder, 'packaged'),
    unfinished: [],
    isInUse: () => false,
    onProblem: () => undefined,
  });
  const push = createPushService({ offeredFiles, folders, clientFor: () => client, toAppError });
  transfers = createTransferService({
    unfinished: await openUnfinishedTransfers({ folder: join(folder, 'journal'), onProblem: () => undefined }),
    push,
    clientFor: () => client,
    usernameOf: () => undefined,
    toAppError,
    onChange: () => undefined,
    onDone: () => undefined,
    onRetry: () => undefined,
  });
  pushSamples = createSamplePusher({
    folder: samples,
    offerFiles: offeredFiles.offer,
    push,
    startPushes: transfers.startPushes,
  });
});
afterEach(async () => {
  await transfers.close();
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

const states = () => transfers.list().map(({ state }) => state.name);

it('pushes all, and names the newest of the last to look at', async () => {
  await writePackedChart(samples, { name: 'hello-job', version: '0.1.0' });
  await writePackedChart(samples, { name: 'hello-web', version: '0.1.0' });
  await writePackedChart(samples, { name: 'hello-web', version: '0.2.0+x' });
  const pushed = await pushSamples(registry.address, { signal });
  expect(pushed.transfers).toHaveLength(3);
  expect(pushed.first).toEqual({
    address: registry.address,
    repository: 'samples/hello-web',
    tag: '0.2.0_x',
  });
  await expect.poll(states).toEqual(['done', 'done', 'done']);
  expect(await client.listRepositories()).toEqual(['samples/hello-job', 'samples/hello-web']);
  expect(await client.listTags('samples/hello-web')).toEqual(['0.1.0', '0.2.0_x']);
});

it('pushes again what was deleted only, and overwrites nothing', async () => {
  await writePackedChart(samples, { name: 'hello-job', version: '0.1.0' });
  await writePackedChart(samples, { name: 'hello-web', version: '0.1.0' });
  await pushSamples(registry.address, { signal });
  await expect.poll(states).toEqual(['done', 'done']);
  await transfers.clearDone();
  const before = await client.getManifest('samples/hello-web', '0.1.0');
  await rm(join(samples, 'hello-web-0.1.0.tgz'));
  await writePackedChart(samples, { name: 'hello-web', version: '0.1.0', ballastBytes: 100 });
  const again = await pushSamples(registry.address, { signal });
  expect(again.transfers).toEqual([]);
  expect(again.first.repository).toBe('samples/hello-web');
  expect((await client.getManifest('samples/hello-web', '0.1.0')).digest).toBe(before.digest);
});

it('a registry that is gone is told by the transfers, as for every push', async () => {
  await writePackedChart(samples, { name: 'hello-web', version: '0.1.0' });
  registry.kill();
  await registry.exited;
  expect((await pushSamples(registry.address, { signal })).transfers).toHaveLength(1);
  await expect.poll(states, { timeout: 60_000 }).toEqual(['failed']);
});

it('a sample that is no chart is a fault of ours, told as one', async () => {
  await writeFile(join(samples, 'broken-1.0.0.tgz'), 'no archive');
  await expect(pushSamples(registry.address, { signal })).rejects.toThrow("can't be read");
  expect(transfers.list()).toEqual([]);
});
