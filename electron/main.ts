/**
 * The composition root: the only place where services are built and wired. Order matters at the start: first what must
 * stand before the app is ready, then the window at once; what is slow comes while its page loads.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, nativeTheme, session, shell } from 'electron';
import packageJson from '../package.json';
import type { FileId } from '../shared/push';
import type { Settings } from '../shared/settings';
import { appInfo, shorten } from './app-info';
import { guardWhileBusy } from './busy';
import { readOpenRequest } from './command-line';
import { createBoundedCalls } from './credentials/bounded-call';
import { openKeychain } from './credentials/keychain';
import { findLogins, readLogin } from './credentials/other-logins';
import { createDesktop } from './desktop';
import { createMadeFiles } from './files/made-files';
import { createOfferedFiles } from './files/offered-files';
import { toAppError } from './ipc/app-error';
import { bindIpc, sendEvent } from './ipc/bind-ipc';
import { createHandlers } from './ipc/contract-handlers';
import { createDispatcher } from './ipc/dispatcher';
import { createLocalRegistryWords } from './ipc/local-registry-words';
import { LOST_OPERATION } from './ipc/operation-words';
import { createLocalRegistry } from './local-registry/create-local-registry';
import { openLocalRegistryStore } from './local-registry/local-registry-store';
import { createLog } from './log/log';
import { logOnce } from './log/once';
import { addSecret, redact } from './log/redact';
import { addInputMenu, setApplicationMenu } from './menu';
import { createOpenRequests } from './open-requests';
import { thisMachine } from './programs/find-program';
import { createLocalArchivePath } from './push/local-archives';
import { createPackagedFolders } from './push/packaged-folders';
import { createPushService } from './push/push-service';
import { finishBeforeQuit } from './quit';
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
import { registerAppScheme, serveApp } from './security/app-protocol';
import { checkExternalLink } from './security/external-links';
import { denyPermissions, lockNavigation } from './security/lock-down';
import { openKeyFileStore } from './settings/key-file-store';
import { openRegistryProfiles } from './settings/registry-profiles';
import { withChange, type Change } from './settings/change';
import { openSettingsStore } from './settings/settings-store';
import { openWindowState } from './settings/window-state';
import { createSamplePusher } from './transfers/push-samples';
import { createTransferService } from './transfers/transfer-service';
import { openUnfinishedTransfers } from './transfers/unfinished-transfers';
import { createAttachments } from './trust/attachments';
import { createKeyFiles } from './trust/key-files';
import { createTrustService } from './trust/trust-service';
import { openUtilityProcess } from './utility-process-line';
import { createWindow, styleTitleBar } from './window';
import { changeZoom } from '../shared/zoom';

const ROOT = join(__dirname, '..', '..');
const ICON = join(ROOT, 'assets', 'icons', '256x256.png');
/** In the package beside it: see electron-builder.yml. */
const DRAG_ICON = join(ROOT, 'assets', 'icons', '48x48.png');
/** A package has them beside its archive: see electron-builder.yml. */
const SAMPLE_CHARTS = join(app.isPackaged ? process.resourcesPath : join(ROOT, 'dist'), 'sample-charts');
const HOMEPAGE = 'homepage' in packageJson ? checkExternalLink(String(packageJson.homepage)) : { ok: false as const };

// As root there is no sandbox, and asking for one makes Chromium start its zygote again and again without end.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setName(packageJson.productName);
crashReporter.start({ uploadToServer: false });
registerAppScheme();

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const logFolder = join(dataFolder, 'logs');
  const log = createLog({ folder: logFolder });
  lockNavigation(app, (what, url) => log.warn(`blocked a ${what} to ${url}`));
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));

  let window: BrowserWindow | null = null;
  /** Until then the first window is on its way. */
  let hasStarted = false;
  const currentWindow = (): BrowserWindow | null => window;
  const offeredFiles = createOfferedFiles();
  const openRequests = createOpenRequests({
    offerFiles: offeredFiles.offer,
    onLink: (reference) => sendEvent(window, 'link.opened', { reference }),
    onFiles: (files) => sendEvent(window, 'files.opened', [...files]),
  });
  const ask = (args: readonly string[], folder: string): void =>
    openRequests.add(readOpenRequest(args, folder, (path) => existsSync(join(path, 'Chart.yaml'))));

  ask(process.argv.slice(1), process.cwd());
  app.on('second-instance', (_event, args, folder) => {
    showWindow();
    ask(args.slice(1), folder);
  });
  // macOS hands links and files over by events, possibly before the app is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    showWindow();
    ask([url], '/');
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    showWindow();
    ask([path], '/');
  });

  // The only waiting before the window is there.
  const [settings, windowState, profiles, localRegistryStore, unfinished] = await Promise.all([
    openSettingsStore(dataFolder),
    openWindowState(dataFolder),
    openRegistryProfiles(dataFolder),
    openLocalRegistryStore(dataFolder),
    openUnfinishedTransfers({ folder: join(dataFolder, 'transfers'), onProblem: log.warn }),
    app.whenReady(),
  ]);
  const stores = [settings, windowState, profiles, localRegistryStore];
  for (const { note } of stores) if (note !== undefined) log.warn(note);

  serveApp(join(ROOT, 'dist', 'renderer'));
  denyPermissions(session.defaultSession);
  nativeTheme.themeSource = settings.read().theme;
  if (app.isPackaged) app.setAsDefaultProtocolClient('oci');

  const retryWaits = createRetryWaits();
  function announceWait(address: string, retry: Retry): void {
    retryWaits.add(address, retry);
    sendEvent(window, 'request.delayed', { address, retryAt: Date.now() + retry.delayMs, reason: retry.reason });
  }
  const keychainCalls = createBoundedCalls();
  // Loading its library holds up this process, through which the page's files come: first the page.
  let onPageIsThere!: () => void;
  const pageIsThere = new Promise<void>((resolve) => (onPageIsThere = resolve));
  const keychain = pageIsThere.then(() =>
    openKeychain({
      calls: keychainCalls,
      onMissing: (error) => log.warn('no keychain: logins are kept in memory until the app ends', error),
    }),
  );
  const logins = createLogins({ profiles, keychain, onSecret: addSecret });
  const { service: localRegistry, log: localRegistryLog } = createLocalRegistry({
    store: localRegistryStore,
    registries: () => registries,
    openLine: () => openUtilityProcess(join(__dirname, 'local-registry.js'), 'Chartroom local registry'),
    machine: thisMachine(),
    dataFolder,
    clean: redact,
    shorten,
    words: createLocalRegistryWords(process.platform),
    onChange: (now) => sendEvent(window, 'localRegistry.changed', now),
    onLogged: (lines) => sendEvent(window, 'localRegistry.logged', [...lines]),
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
    onChange: (all) => sendEvent(window, 'registries.changed', [...all]),
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
  const folders = createPackagedFolders({
    folder: join(dataFolder, 'packaged'),
    unfinished: unfinished.entries.map(({ request }) => request.filePath),
    isInUse: (archivePath) => transfers.needsFile(archivePath),
    onProblem: log.warn,
  });
  const pathOf = (fileId: FileId): string => folders.archivePathOf(fileId) ?? offeredFiles.pathOf(fileId);
  const archives = createChartArchives({
    manifest: (...args) => browse.manifest(...args),
    clientFor: clients.clientFor,
    content,
    archivePath: createLocalArchivePath({ offeredFiles, folders }),
    folder: join(cacheFolder, 'in-use'),
    compareCharts: createCompareThread({ script: join(__dirname, 'compare-charts.js') }),
  });
  const keyFiles = createKeyFiles({
    openStore: () => openKeyFileStore(dataFolder),
    now: Date.now,
    onProblem: log.warn,
  });
  const trust = createTrustService({
    manifest: (...args) => browse.manifest(...args),
    clientFor: clients.clientFor,
    content,
    archives,
    pathOf,
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
      busy.update();
      sendEvent(window, 'operations.changed', [...all]);
    },
    onProblem: log.warn,
  });
  const chartRenderer = createChartRenderer({ archives, helm: () => clusterAccess.usableHelm() });
  const push = createPushService({ offeredFiles, folders, clientFor: clients.clientFor, toAppError });
  const transfers = createTransferService({
    unfinished,
    push,
    clientFor: clients.clientFor,
    usernameOf: (address) => registries.loggedInAs(address),
    toAppError,
    onRetry: announceWait,
    onDone: (transfer) => {
      if (transfer.kind === 'push') void browse.forgetTag(transfer);
    },
    onChange(all) {
      busy.update();
      void folders.sweep();
      sendEvent(window, 'transfers.changed', [...all]);
    },
  });
  const busy = guardWhileBusy({
    window: currentWindow,
    transfers: transfers.list,
    operations: () => releases.operations.runningOnes(),
  });

  /** `changeOf` is asked when it is this change's turn, so that quick ones add up. */
  async function updateSettings(changeOf: (current: Settings) => Change<Settings>): Promise<Settings> {
    const next = await settings.update((current) => withChange(current, changeOf(current)));
    nativeTheme.themeSource = next.theme;
    if (window !== null) {
      window.webContents.setZoomFactor(next.zoomFactor);
      styleTitleBar(window, next);
    }
    sendEvent(window, 'settings.changed', next);
    return next;
  }

  const dispatcher = createDispatcher({
    handlers: createHandlers({
      appInfo: async () =>
        appInfo({
          version: packageJson.version,
          versions: {
            electron: process.versions.electron,
            chrome: process.versions['chrome'] ?? '',
            node: process.versions.node,
          },
          platform: process.platform,
          keychain: (await keychain).place,
          dataFolder,
          homepage: HOMEPAGE.ok ? HOMEPAGE.url : null,
        }),
      desktop: createDesktop({
        window: currentWindow,
        offerFiles: offeredFiles.offer,
        logFolder,
        dragIconPath: DRAG_ICON,
        onReady() {
          onPageIsThere();
          openRequests.start();
          // Asked with the others, it would first be seen as stopped.
          void localRegistry.open().then(() => registries.checkUnknown());
        },
      }),
      settings: { get: settings.read, update: (change) => updateSettings(() => change) },
      content,
      profiles,
      registries,
      clusterAccess,
      retryNow: retryWaits.retryNow,
      localRegistry,
      localRegistryLog,
      pushSamples: createSamplePusher({
        folder: SAMPLE_CHARTS,
        offerFiles: offeredFiles.offer,
        push,
        startPushes: transfers.startPushes,
      }),
      browse,
      saveContent: createContentSaver({
        manifest: (...args) => browse.manifest(...args),
        clientFor: clients.clientFor,
      }),
      archives,
      madeFiles: createMadeFiles(),
      chartRenderer,
      push,
      transfers,
      trust: {
        trust,
        keyFiles,
        attachments: createAttachments({
          manifest: (...args) => browse.manifest(...args),
          clientFor: clients.clientFor,
        }),
      },
      releases,
    }),
    toAppError,
    onFailure(method, { kind }, error) {
      if (kind === 'internal') log.error(`${method} failed`, error);
      else if (kind !== 'cancelled') log.info(`${method}: ${kind}`, error);
    },
  });
  bindIpc({
    dispatcher,
    window: currentWindow,
    offerFiles: offeredFiles.offer,
    onRefused: (channel, url) => log.warn(`refused ${channel} from ${url}`),
  });

  setApplicationMenu({
    command: (command) => sendEvent(window, 'menu.chosen', command),
    zoom: (change) => void updateSettings(({ zoomFactor }) => ({ zoomFactor: changeZoom(zoomFactor, change) })),
    openLogs: () => void shell.openPath(logFolder),
    openReleases: HOMEPAGE.ok ? () => void shell.openExternal(`${HOMEPAGE.url.replace(/\/$/, '')}/releases`) : null,
  });
  nativeTheme.on('updated', () => {
    if (window !== null) styleTitleBar(window, settings.read());
  });

  function openWindow(): void {
    const opened = createWindow({
      state: windowState.read(),
      settings: settings.read(),
      iconPath: ICON,
      onStateChanged: (state) => void windowState.update(() => state),
      onPageGone() {
        openRequests.stop();
        dispatcher.cancelAll();
        void folders.releaseAll();
      },
      log: log.warn,
    });
    addInputMenu(opened);
    // Chromium keeps a zoom per origin and forgets it with the session: the settings are what counts.
    opened.webContents.on('did-finish-load', () => opened.webContents.setZoomFactor(settings.read().zoomFactor));
    opened.on('closed', () => (window = null));
    window = opened;
    hasStarted = true;
  }

  /** On macOS the app lives on without its window. */
  function showWindow(): void {
    if (!hasStarted) return;
    if (window === null) return openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(() => [
    // First the transfers stop and what is unfinished is noted: a closed connection would look like a fault of the network.
    transfers
      .close()
      .finally(folders.releaseAll)
      .finally(clients.closeAll)
      .finally(() => localRegistry.close()),
    ...stores.map((store) => store.settled()),
    releases.operations.close().finally(() => Promise.all([clusterAccess.settled(), releases.sources.settled()])),
    keychainCalls.close(),
    keyFiles.settled(),
  ]);
  openWindow();
  log.info(`Chartroom ${packageJson.version} started`, {
    electron: process.versions.electron,
    node: process.versions.node,
    platform: process.platform,
  });
}
