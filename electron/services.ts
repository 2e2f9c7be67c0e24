/**
 * Builds the services of the main process and wires them; only main.ts calls it. What each does stands in its own file: here is
 * only who knows whom. Nothing of the window or of the desktop.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json';
import { shorten } from './app-info';
import { createBoundedCalls } from './credentials/bounded-call';
import { openKeychain } from './credentials/keychain';
import { findLogins, readLogin } from './credentials/other-logins';
import { createMadeFiles } from './files/made-files';
import { toAppError } from './ipc/app-error';
import { createLocalRegistryWords } from './ipc/local-registry-words';
import { LOST_OPERATION } from './ipc/operation-words';
import { createLocalRegistry } from './local-registry/create-local-registry';
import { logOnce } from './log/once';
import { addSecret, redact } from './log/redact';
import { thisMachine } from './programs/find-program';
import { createLocalArchivePath } from './push/local-archives';
import { createPackagedFolders } from './push/packaged-folders';
import { createPushService } from './push/push-service';
import { BrowseService } from './registries/browse-service';
import { createCompareThread } from './charts/compare/compare-thread';
import { createChartArchives } from './registries/chart-archives';
import { createClientPool } from './registries/client-pool';
import { createLogins } from './registries/logins';
import { createContentSaver } from './registries/save-content';
import { RegistryService } from './registries/registry-service';
import { createRetryWaits } from './registries/retry-waits';
import { createChartRenderer } from './releases/chart-renderer';
import { createClusterAccess } from './releases/create-cluster-access';
import { createReleases } from './releases/create-releases';
import type { Retry } from './registry/registry-client';
import { openContentCache } from './registry/content-cache';
import { openListingStore } from './registry/listing-store';
import { openKeyFileStore } from './settings/key-file-store';
import { createSamplePusher } from './transfers/push-samples';
import { createTransferService } from './transfers/transfer-service';
import { createAttachments } from './trust/attachments';
import { createKeyFiles } from './trust/key-files';
import { createTrustService } from './trust/trust-service';
import { openUtilityProcess } from './utility-process-line';
import type { EventName, EventPayload } from '../shared/ipc/events';
import type { OfferedFiles } from './files/offered-files';
import type { LocalRegistryStore } from './local-registry/local-registry-store';
import type { Log } from './log/log';
import type { RegistryProfiles } from './settings/registry-profiles';
import type { SettingsStore } from './settings/settings-store';
import type { OpenJournal } from './transfers/transfer-journal';

export interface ServicesOptions {
  readonly dataFolder: string;
  readonly sampleChartsFolder: string;
  /** Opened before the window is. */
  readonly stores: {
    readonly settings: SettingsStore;
    readonly profiles: RegistryProfiles;
    readonly localRegistry: LocalRegistryStore;
    readonly unfinished: OpenJournal;
  };
  readonly offeredFiles: OfferedFiles;
  /** What is slow to load holds up this process, through which the page's files come: first the page. */
  readonly pageIsThere: Promise<void>;
  readonly log: Log;
  /** Tells the window. */
  readonly send: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
  /** What runs has changed: transfers or changes of a cluster. */
  readonly onWork: () => void;
}

export function createServices(options: ServicesOptions) {
  const { dataFolder, stores, offeredFiles, pageIsThere, log, send, onWork } = options;
  const { settings, profiles } = stores;
  const retryWaits = createRetryWaits();
  function announceWait(address: string, retry: Retry): void {
    retryWaits.add(address, retry);
    send('request.delayed', { address, retryAt: Date.now() + retry.delayMs, reason: retry.reason });
  }
  const keychainCalls = createBoundedCalls();
  const keychain = pageIsThere.then(() =>
    openKeychain({
      calls: keychainCalls,
      onMissing: (error) => log.warn('no keychain: logins are kept in memory until the app ends', error),
    }),
  );
  const logins = createLogins({ profiles, keychain, onSecret: addSecret });
  const { service: localRegistry, log: localRegistryLog } = createLocalRegistry({
    store: stores.localRegistry,
    registries: () => registries,
    openLine: () => openUtilityProcess(join(__dirname, 'local-registry.js'), 'Chartroom local registry'),
    machine: thisMachine(),
    dataFolder,
    clean: redact,
    shorten,
    words: createLocalRegistryWords(process.platform),
    onChange: (now) => send('localRegistry.changed', now),
    onLogged: (lines) => send('localRegistry.logged', [...lines]),
    onProblem: log.warn,
  });
  const clients = createClientPool({
    profiles,
    logins,
    assertMayAsk: (address) => localRegistry.assertMayAsk(address),
    userAgent: `chartroom/${packageJson.version}`,
    onRetry: announceWait,
  });
  const cacheFolder = join(dataFolder, 'cache');
  const content = openContentCache({
    folder: join(cacheFolder, 'content'),
    limitBytes: () => settings.read().cacheLimitBytes,
  });
  const listings = openListingStore({ folder: join(cacheFolder, 'listings') });
  const loginPlaces = {
    env: process.env,
    homeFolder: homedir(),
    platform: process.platform,
    onSkipped: logOnce((path: string, why: string) => log.warn(`left out logins of ${path}: ${why}`)),
  };
  const registries = new RegistryService({
    profiles,
    logins,
    otherLogins: {
      find: () => findLogins(loginPlaces),
      read: (address, tool) => readLogin(address, tool, loginPlaces),
    },
    clients,
    toAppError,
    forgetListings: (address) => listings.forget(address),
    isLocal: (address) => localRegistry.isAt(address),
    onChange: (all) => send('registries.changed', [...all]),
    onSecret: addSecret,
  });
  const browse = new BrowseService({
    clientFor: clients.clientFor,
    profiles,
    content,
    listings,
    toAppError,
    now: Date.now,
  });
  /** What is read of a registry besides listings. */
  const asked = {
    manifest: (...args: Parameters<BrowseService['manifest']>) => browse.manifest(...args),
    clientFor: clients.clientFor,
  };
  const folders = createPackagedFolders({
    folder: join(dataFolder, 'packaged'),
    unfinished: stores.unfinished.entries.map(({ request }) => request.filePath),
    isInUse: (archivePath) => transfers.needsFile(archivePath),
    onProblem: log.warn,
  });
  const archivePath = createLocalArchivePath({ offeredFiles, folders });
  const archives = createChartArchives({
    ...asked,
    content,
    archivePath,
    folder: join(cacheFolder, 'in-use'),
    compareThread: createCompareThread({ script: join(__dirname, 'compare-charts.js') }),
  });
  const keyFiles = createKeyFiles({
    openStore: () => openKeyFileStore(dataFolder),
    now: Date.now,
    onProblem: log.warn,
  });
  const trust = createTrustService({
    ...asked,
    content,
    archives,
    archivePath,
    keyFiles,
    now: Date.now,
  });
  const clusterAccess = createClusterAccess({
    dataFolder,
    pageIsThere,
    isFromTerminal: process.stdin.isTTY,
    onProblem: log.warn,
  });
  const releases = createReleases({
    dataFolder,
    access: clusterAccess,
    archives,
    browse,
    listings,
    profiles,
    toAppError,
    lostError: LOST_OPERATION,
    onOperations(all) {
      onWork();
      send('operations.changed', [...all]);
    },
    onProblem: log.warn,
  });
  const chartRenderer = createChartRenderer({ archives, helm: () => clusterAccess.usableHelm() });
  const push = createPushService({ offeredFiles, folders, clientFor: clients.clientFor, toAppError });
  const transfers = createTransferService({
    unfinished: stores.unfinished,
    push,
    clientFor: clients.clientFor,
    usernameOf: (address) => registries.loggedInAs(address),
    toAppError,
    onRetry: announceWait,
    onDone: (transfer) => {
      if (transfer.kind === 'push') void browse.forgetTag(transfer);
    },
    onChange(all) {
      onWork();
      void folders.sweep();
      send('transfers.changed', [...all]);
    },
  });

  return {
    keychain,
    handled: {
      content,
      profiles,
      registries,
      clusterAccess,
      retryNow: retryWaits.retryNow,
      localRegistry,
      localRegistryLog,
      pushSamples: createSamplePusher({
        folder: options.sampleChartsFolder,
        offerFiles: offeredFiles.offer,
        push,
        startPushes: transfers.startPushes,
      }),
      browse,
      saveContent: createContentSaver(asked),
      archives,
      madeFiles: createMadeFiles(),
      chartRenderer,
      push,
      transfers,
      trust: { trust, keyFiles, attachments: createAttachments(asked) },
      releases,
    },
    /** The page that the user worked in is gone, and with it what was only made for it. */
    onPageGone: () => void folders.releaseAll(),
    close: () => [
      // First the transfers stop and what is unfinished is noted: a closed connection would look like a fault of the network.
      transfers
        .close()
        .finally(folders.releaseAll)
        .finally(clients.closeAll)
        .finally(() => localRegistry.close()),
      ...[settings, profiles, stores.localRegistry].map((store) => store.settled()),
      releases.operations.close().finally(() => Promise.all([clusterAccess.settled(), releases.sources.settled()])),
      keychainCalls.close(),
      keyFiles.settled(),
    ],
  };
}
