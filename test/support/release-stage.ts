/**
 * What changes releases, wired in plain Node as the app does it, on a test's cluster and with a registry that has its charts: the real
 * helm, a real registry, a real Kubernetes API.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chartImages } from '../../electron/charts/compare/chart-images';
import { compareCharts } from '../../electron/charts/compare/compare-charts';
import { LOST_OPERATION } from '../../electron/ipc/operation-words';
import { toAppError } from '../../electron/ipc/app-error';
import { BrowseService } from '../../electron/registries/browse-service';
import { createChartArchives, type ChartArchives } from '../../electron/registries/chart-archives';
import { openContentCache } from '../../electron/registry/content-cache';
import { openListingStore } from '../../electron/registry/listing-store';
import { createRegistryClient } from '../../electron/registry/registry-client';
import { ClusterAccess } from '../../electron/releases/cluster-access';
import { createReleases, type ReleaseServices } from '../../electron/releases/create-releases';
import { openClusterChoices } from '../../electron/settings/cluster-choices';
import { openRegistryProfiles } from '../../electron/settings/registry-profiles';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { isDigest } from '../../shared/digest';
import type { ApplyOptions, InstallOptions } from '../../shared/helm-options';
import { isRunning, type Operation } from '../../shared/operation';
import type { ChartSource } from '../../shared/release-source';
import { startDockerRegistry, type DockerRegistry } from './docker-registry';

const run = promisify(execFile);
const { signal } = new AbortController();

export const APPLY: ApplyOptions = {
  wait: 'none',
  timeoutMs: 60_000,
  rollBackOnFailure: false,
  description: '',
  takeOwnership: false,
  skipCrds: false,
  skipSchemaValidation: false,
  forceReplace: false,
  forceConflicts: false,
};
export const INSTALL: InstallOptions = { ...APPLY, createNamespace: false };

/** A registry with charts, for all tests of a file. */
export interface ChartRegistry {
  readonly registry: DockerRegistry;
  /** Pushes an archive by helm. */
  push(archive: string): Promise<ChartSource>;
  stop(): Promise<void>;
}

export async function startChartRegistry(): Promise<ChartRegistry> {
  const registry = await startDockerRegistry();
  return {
    registry,
    async push(archive) {
      const helm = await ensureHelm('4.2.3');
      const { stdout, stderr } = await run(helm, ['push', archive, `oci://${registry.address}/charts`, '--plain-http']);
      const [, repository = '', tag = ''] = /Pushed: [^/\s]+\/(\S+):(\S+)/.exec(stdout + stderr) ?? [];
      const digest = /Digest: (\S+)/.exec(stdout + stderr)?.[1] ?? '';
      if (!isDigest(digest)) throw new Error(`helm push said: ${stdout}${stderr}`);
      return { address: registry.address, repository, tag, digest };
    },
    stop: () => registry.stop(),
  };
}

export interface ReleaseStage extends ReleaseServices {
  readonly access: ClusterAccess;
  readonly archives: ChartArchives;
  readonly browse: BrowseService;
  /** Its user data. */
  readonly dataFolder: string;
  /** Every snapshot that the window would have been sent. */
  readonly events: readonly (readonly Operation[])[];
  /** What went to the log. */
  readonly problems: readonly unknown[];
  /** Waits for its end. */
  ended(operation: Operation): Promise<Operation>;
  /** Waits until `isSo` says yes of it. */
  until(operation: Operation, isSo: (now: Operation) => boolean): Promise<Operation>;
  close(): Promise<void>;
}

export interface ReleaseStageOptions {
  readonly registry: DockerRegistry;
  readonly kubeconfig: string;
  readonly helmVersion: '4.2.3' | '3.17.3';
  /** Of an app that was there before; kept then. */
  readonly dataFolder?: string;
  /** In the place of the real helm. */
  readonly helmPath?: string;
}

export async function openReleaseStage(options: ReleaseStageOptions): Promise<ReleaseStage> {
  const { registry, kubeconfig, helmVersion } = options;
  const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'chartroom-releases-')));
  const env = { PATH: process.env['PATH'], HOME: folder };
  const access = new ClusterAccess({
    openChoices: () => openClusterChoices(folder),
    machine: () => Promise.resolve({ env, platform: process.platform, homeFolder: folder }),
  });
  await access.useKubeconfig(kubeconfig);
  await access.useHelm(options.helmPath ?? (await ensureHelm(helmVersion)));
  const client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  const content = openContentCache({ folder: join(folder, 'content'), limitBytes: () => 1e9 });
  const profiles = await openRegistryProfiles(folder);
  await profiles.add({ address: registry.address, plainHttp: true });
  const listings = openListingStore({ folder: join(folder, 'listings'), now: Date.now });
  const browse = new BrowseService({
    clientFor: () => client,
    profiles,
    content,
    listings,
    toAppError,
    now: Date.now,
  });
  const archives = createChartArchives({
    manifest: (...args) => browse.manifest(...args),
    clientFor: () => client,
    content,
    archivePath: () => Promise.resolve(join(folder, 'no-file.tgz')),
    folder: join(folder, 'in-use'),
    compareThread: { compare: ({ from, to }) => compareCharts(from, to), images: chartImages },
  });
  const events: (readonly Operation[])[] = [];
  const problems: unknown[] = [];
  const waiting = new Set<() => void>();
  const services = createReleases({
    dataFolder: folder,
    access,
    archives,
    browse,
    listings,
    profiles,
    toAppError,
    lostError: LOST_OPERATION,
    onOperations(all) {
      events.push(all);
      for (const look of waiting) look();
    },
    onProblem: (what, cause) => problems.push(what, cause),
  });

  async function until({ id }: Operation, isSo: (now: Operation) => boolean): Promise<Operation> {
    for (;;) {
      const changed = new Promise<void>((resolve) => waiting.add(resolve));
      const now = (await services.operations.list()).find((each) => each.id === id);
      if (now === undefined) throw new Error('the operation is not on the list');
      if (isSo(now)) return now;
      await changed;
    }
  }

  return {
    ...services,
    access,
    archives,
    browse,
    dataFolder: folder,
    events,
    problems,
    until,
    ended: (operation) => until(operation, (now) => !isRunning(now)),
    async close() {
      await services.operations.close();
      client.close();
      await access.settled();
      await services.sources.settled();
      // A helm whose answer nobody waited for may still write its cache.
      if (options.dataFolder === undefined) {
        await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      }
    },
  };
}

/** Previews and runs an install, and waits for its end. */
export async function install(
  stage: ReleaseStage,
  request: Parameters<ReleaseStage['previews']['install']>[0],
): Promise<Operation> {
  const { id } = await stage.previews.install(request, { signal });
  const input = { previewId: id, request, confirmedContext: null };
  return stage.ended(await stage.changes.install(input, { signal }));
}

/** The same of an upgrade. */
export async function upgrade(
  stage: ReleaseStage,
  request: Parameters<ReleaseStage['previews']['upgrade']>[0],
): Promise<Operation> {
  const { id } = await stage.previews.upgrade(request, { signal });
  const input = { previewId: id, request, confirmedContext: null };
  return stage.ended(await stage.changes.upgrade(input, { signal }));
}
