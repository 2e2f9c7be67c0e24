/**
 * An engine with a folder, a port, a login and a log of its own, as one run of the app has it. Several may run at once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { containerName } from '../../electron/local-registry/engines/container-commands';
import { createContainerEngine } from '../../electron/local-registry/engines/container-engine';
import type { ContainerEngineOptions } from '../../electron/local-registry/engines/container-engine';
import type { Engine, EngineContext, EngineOptions } from '../../electron/local-registry/engines/engine';
import type { LogLine } from '../../electron/local-registry/process-messages';
import { writeHtpasswd } from '../../electron/local-registry/server/htpasswd';
import type { RegistryCredential } from '../../electron/registry/credential';
import { freePort } from './local-registry-stage';
import { writePackedChart } from './packed-chart';
import { openPushStage } from './push-stage';
import { ANA, quickClient } from './registry-clients';

export interface EngineRun {
  readonly engine: Engine;
  readonly options: EngineOptions & { readonly htpasswdFile: string };
  context(signal?: AbortSignal): EngineContext;
  readonly log: LogLine[];
  /** Waits until a line like this is in the log. */
  expectLogged(text: RegExp): Promise<void>;
  /** Pushes charts/app 1.0.0 as Ana, by the app's own push. */
  pushChart(): Promise<void>;
  /** The tags of charts/app. */
  tags(credential?: RegistryCredential | null): Promise<readonly string[]>;
  close(): Promise<void>;
}

const WAIT = { timeout: 20_000, interval: 100 };

export interface ContainerRun extends EngineRun {
  /** The same for the same user's next run of the app, or with another image. */
  again(image?: string): Engine;
  /** Of the container. */
  readonly name: string;
}

export async function openContainerRun(settings: Omit<ContainerEngineOptions, 'ownFolder'>): Promise<ContainerRun> {
  let folder = '';
  const again = (image = settings.image) =>
    createContainerEngine({ ...settings, ownFolder: folder, ...(image === undefined ? {} : { image }) });
  const run = await openEngineRun((ownFolder) => {
    folder = ownFolder;
    return again();
  });
  return { ...run, again, name: containerName(folder) };
}

/** `create` is given the app's own folder for the local registry. */
export async function openEngineRun(create: (ownFolder: string) => Engine): Promise<EngineRun> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-engine-'));
  const ownFolder = join(folder, 'local-registry');
  const htpasswdFile = join(folder, 'htpasswd');
  await writeHtpasswd(htpasswdFile, ANA.username, ANA.secret);
  const options = { folder: join(folder, 'data'), port: await freePort(), htpasswdFile, allowedHosts: [] };
  const address = `127.0.0.1:${options.port}`;
  const log: LogLine[] = [];
  return {
    engine: create(ownFolder),
    options,
    context: (signal = new AbortController().signal) => ({ signal, onLog: (lines) => void log.push(...lines) }),
    log,
    async expectLogged(text) {
      await vi.waitFor(() => expect(log.map((line) => line.text)).toContainEqual(expect.stringMatching(text)), WAIT);
    },
    async pushChart() {
      const push = await openPushStage({ address, credential: ANA });
      try {
        const transfer = await push.pushOne(await writePackedChart(push.folder, { ballastBytes: 300_000 }));
        expect(transfer.state.name).toBe('done');
      } finally {
        await push.stop();
      }
    },
    async tags(credential = ANA) {
      const client = quickClient(address, { credential });
      try {
        return await client.listTags('charts/app');
      } finally {
        client.close();
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
