/** Each method of the contract, answered by a service. Translation only: no logic, no I/O of its own. */
import { basename } from 'node:path';
import type { AppInfo } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import type { Change } from '../settings/change';
import type { OfferedFile } from '../../shared/push';
import type { LocalRegistryService } from '../local-registry/local-registry-service';
import type { RegistryLog } from '../local-registry/registry-log';
import type { RegistryCredential } from '../registry/credential';
import type { BrowseService } from '../registries/browse-service';
import type { ContentSaver } from '../registries/save-content';
import type { RegistryService } from '../registries/registry-service';
import type { ContentCache } from '../registry/content-cache';
import type { RegistryProfiles } from '../settings/registry-profiles';
import type { PushService } from '../push/push-service';
import type { PushSamples } from '../transfers/push-samples';
import type { TransferService } from '../transfers/transfer-service';
import type { ReleaseServices } from '../releases/create-releases';
import { createArchiveHandlers, type ArchiveServices } from './archive-handlers';
import { createClusterHandlers, type ClusterServices } from './cluster-handlers';
import type { Handlers } from './handlers';
import { createReleaseHandlers } from './release-handlers';
import { createOperationHandlers } from './operation-handlers';
import { createRenderHandlers, type RenderServices } from './render-handlers';
import { saveName } from '../files/save-name';
import { readValuesFile } from '../files/values-file';
import { createSourceHandlers } from './source-handlers';
import { createTrustHandlers, type TrustServices } from './trust-handlers';
import { createValuesHandlers } from './values-handlers';

/** A file that is about to be written where the user says. */
export interface SavedFile {
  readonly title: string;
  /** The name that is offered. */
  readonly fileName: string;
}

/** What only the desktop can do; built in main.ts, replaced in tests. */
export interface Desktop {
  readonly showMenu: (x: number, y: number) => void;
  readonly openLink: (url: string, fromChart: boolean) => Promise<boolean>;
  readonly openLogs: () => void;
  readonly openDataFolder: () => void;
  /** Archives or chart folders. */
  readonly chooseCharts: (kind: 'files' | 'folders' | 'chart') => Promise<readonly OfferedFile[]>;
  /** The folder to save into, or null when the user cancelled. */
  readonly chooseFolder: (words: { readonly title: string; readonly button: string }) => Promise<string | null>;
  /** One file, or null when the user cancelled. */
  readonly chooseFile: ClusterServices['chooseFile'];
  /** Null when the user cancelled. */
  readonly chooseSavePath: (file: SavedFile) => Promise<string | null>;
  readonly saveFile: ArchiveServices['saveFile'];
  readonly openFolder: (path: string) => void;
  readonly reveal: (path: string) => void;
  readonly startDrag: ArchiveServices['startDrag'];
  readonly ready: () => void;
}

export interface HandlerServices {
  readonly appInfo: () => Promise<AppInfo>;
  readonly desktop: Desktop;
  readonly settings: {
    readonly get: () => Settings;
    readonly update: (change: Change<Settings>) => Promise<Settings>;
  };
  readonly content: ContentCache;
  readonly profiles: RegistryProfiles;
  readonly registries: RegistryService;
  readonly clusterAccess: ClusterServices['clusterAccess'];
  readonly retryNow: (address: string) => void;
  readonly localRegistry: LocalRegistryService;
  readonly localRegistryLog: Pick<RegistryLog, 'after'>;
  readonly pushSamples: PushSamples;
  readonly browse: BrowseService;
  readonly saveContent: ContentSaver;
  readonly archives: ArchiveServices['archives'];
  readonly madeFiles: ArchiveServices['madeFiles'];
  readonly chartRenderer: RenderServices['chartRenderer'];
  readonly push: PushService;
  readonly transfers: TransferService;
  readonly trust: TrustServices;
  readonly releases: ReleaseServices;
}

export function createHandlers(services: HandlerServices): Handlers {
  const { desktop, settings, content, profiles, registries, browse, push, transfers, localRegistry } = services;
  return {
    'app.info': () => services.appInfo(),
    'app.showMenu': ({ x, y }) => done(desktop.showMenu(x, y)),
    'app.openLink': async ({ url, fromChart }) => ({ opened: await desktop.openLink(url, fromChart) }),
    'app.openLogs': () => done(desktop.openLogs()),
    'app.openDataFolder': () => done(desktop.openDataFolder()),
    'app.ready': () => done(desktop.ready()),

    'settings.get': () => settings.get(),
    'settings.update': (change) => settings.update(change),
    'cache.size': () => content.size(),
    'cache.clear': async () => done(await content.clear()),

    'registries.list': () => [...registries.list()],
    'registries.add': ({ address, plainHttp, login }, context) =>
      registries.add({ address, plainHttp, credential: login === null ? null : password(login) }, context),
    'registries.logIn': ({ address, ...login }, context) => registries.logIn(address, password(login), context),
    'registries.logOut': ({ address }, context) => registries.logOut(address, context),
    'registries.setPlainHttp': ({ address, plainHttp }, context) =>
      registries.setPlainHttp(address, plainHttp, context),
    'registries.check': ({ address }, context) => registries.check(address, context),
    'registries.remove': async ({ address }) => done(await registries.remove(address)),
    'registries.retryNow': ({ address }) => done(services.retryNow(address)),

    'logins.find': async () => [...(await registries.findLogins())],
    'logins.use': ({ address, tool, plainHttp }, context) => registries.useLogin({ address, tool }, plainHttp, context),

    'localRegistry.get': () => localRegistry.get(),
    'localRegistry.engines': async () => [...(await localRegistry.engines())],
    'localRegistry.start': () => localRegistry.start(),
    'localRegistry.stop': () => localRegistry.stop(),
    'localRegistry.configure': (change) => localRegistry.configure(change),
    'localRegistry.setLogin': (login) => localRegistry.setLogin(login),
    'localRegistry.chooseFolder': async () => {
      const folder = await desktop.chooseFolder({ title: 'Keep charts in', button: 'Keep here' });
      return folder === null ? null : await localRegistry.setFolder(folder);
    },
    'localRegistry.openFolder': () => done(desktop.openFolder(localRegistry.folder())),
    'localRegistry.usage': (_nothing, { signal }) => localRegistry.usage({ signal }),
    'localRegistry.collectGarbage': (options) => localRegistry.collectGarbage(options),
    'localRegistry.remove': () => localRegistry.remove(),
    'localRegistry.log': ({ after }) => [...services.localRegistryLog.after(after)],
    'localRegistry.pushSamples': async (_nothing, { signal }) => {
      const { transfers: ids, first } = await services.pushSamples(localRegistry.address(), { signal });
      return { transfers: [...ids], first };
    },

    'repositories.list': ({ address, refresh }, { signal }) => browse.repositories(address, { refresh, signal }),
    'repositories.add': async ({ address, repository }, { signal }) => {
      await browse.versions({ address, repository }, { refresh: true, signal });
      await profiles.addRepository(address, repository);
      return null;
    },
    'repositories.remove': async ({ address, repository }) =>
      done(await profiles.removeRepository(address, repository)),

    'versions.list': ({ refresh, ...place }, { signal }) => browse.versions(place, { refresh, signal }),
    'versions.describe': ({ refresh, ...place }, { signal }) => browse.describe(place, { refresh, signal }),

    'charts.get': ({ refresh, ...place }, { signal }) => browse.chart(place, { refresh, signal }),
    'manifests.get': ({ digest, ...place }, { signal }) => browse.manifest(place, digest, signal),
    'blobs.preview': ({ digest, sizeBytes, ...place }, { signal }) =>
      browse.blobPreview(place, { digest, sizeBytes }, signal),

    'content.save': async ({ fileName, ...named }, { signal }) => {
      const path = await desktop.chooseSavePath({ title: 'Save content', fileName: saveName(fileName, 'content') });
      if (path === null) return null;
      await services.saveContent(named, path, { signal });
      return { fileName: basename(path) };
    },

    'files.choose': async (kind) => [...(await desktop.chooseCharts(kind))],
    'files.inspect': ({ fileId }, { signal }) => push.inspect(fileId, { signal }),
    'files.packaged': ({ fileId }) => push.folders.list(fileId),
    'files.release': async ({ fileIds }) => done(await push.folders.release(fileIds)),

    'push.check': (input, { signal }) => push.check(input, { signal }),
    'push.start': async ({ destination, items }) => [...(await transfers.startPushes(destination, items))],
    'pull.start': async (place) => {
      const folder = await desktop.chooseFolder({ title: 'Save chart to', button: 'Save here' });
      return folder === null ? null : await transfers.startPull(place, folder);
    },

    'transfers.list': () => [...transfers.list()],
    'transfers.cancel': async ({ id }) => done(await transfers.cancel(id)),
    'transfers.retry': async ({ id }) => done(await transfers.retry(id)),
    'transfers.reveal': ({ id }) => {
      desktop.reveal(transfers.pathOf(id));
      return null;
    },
    'transfers.putAway': async ({ id }) => done(await transfers.putAway(id)),
    'transfers.clearDone': async () => done(await transfers.clearDone()),

    ...createArchiveHandlers({ ...desktop, archives: services.archives, madeFiles: services.madeFiles }),
    ...createClusterHandlers({ clusterAccess: services.clusterAccess, chooseFile: desktop.chooseFile }),
    ...createReleaseHandlers({ clusterAccess: services.clusterAccess }),
    ...createOperationHandlers(services.releases),
    ...createSourceHandlers(services.releases),
    ...createTrustHandlers(services.trust, desktop),
    ...createValuesHandlers({ chooseFile: desktop.chooseFile, saveFile: desktop.saveFile, readValuesFile }),
    ...createRenderHandlers({ chartRenderer: services.chartRenderer, saveFile: desktop.saveFile }),
  };
}

/** The contract's "nothing" is null: undefined doesn't cross IPC as itself everywhere. */
function done(_finished: unknown): null {
  return null;
}

function password(login: { readonly username: string; readonly secret: string }): RegistryCredential {
  return { kind: 'password', ...login };
}
