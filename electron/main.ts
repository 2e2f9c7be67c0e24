/**
 * The composition root: the only place where services are built and wired. Order matters at the start: first what must
 * stand before the app is ready, then the window at once, and the services while its page loads.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, crashReporter, nativeTheme, session, shell } from 'electron';
import packageJson from '../package.json';
import type { Settings } from '../shared/settings';
import { appInfo } from './app-info';
import { guardWhileBusy } from './busy';
import { readOpenRequest } from './command-line';
import { openKeychain } from './credentials/keychain';
import { createOtherLogins } from './credentials/other-logins';
import { createDesktop } from './desktop';
import { createOfferedFiles } from './files/offered-files';
import { toAppError } from './ipc/app-error';
import { bindIpc, sendEvent } from './ipc/bind-ipc';
import { createHandlers } from './ipc/contract-handlers';
import { createDispatcher } from './ipc/dispatcher';
import { createLog } from './log/log';
import { addSecret } from './log/redact';
import { addInputMenu, setApplicationMenu } from './menu';
import { createOpenRequests } from './open-requests';
import { createPushService } from './push/push-service';
import { BrowseService } from './registries/browse-service';
import { createClientPool } from './registries/client-pool';
import { RegistryService } from './registries/registry-service';
import { createRetryWaits } from './registries/retry-waits';
import { openContentCache } from './registry/content-cache';
import { openListingStore } from './registry/listing-store';
import { registerAppScheme, serveApp } from './security/app-protocol';
import { checkExternalLink } from './security/external-links';
import { denyPermissions, lockNavigation } from './security/lock-down';
import { openRegistryProfiles } from './settings/registry-profiles';
import { openSettingsStore } from './settings/settings-store';
import { openWindowState } from './settings/window-state';
import { openTransferService } from './transfers/transfer-service';
import { createWindow, styleTitleBar } from './window';
import { changeZoom } from './zoom';

const ROOT = join(__dirname, '..', '..');
const HOMEPAGE: string | null =
  'homepage' in packageJson && typeof packageJson.homepage === 'string' ? packageJson.homepage : null;

// As root there is no sandbox, and asking for one starts Chromium's zygote again and again without end.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
lockNavigation(app, (what, url) => log.warn(`blocked a ${what}`, { url }));
crashReporter.start({ uploadToServer: false });

const dataFolder = app.getPath('userData');
const logFolder = join(dataFolder, 'logs');
const log = createLog({ folder: logFolder });
