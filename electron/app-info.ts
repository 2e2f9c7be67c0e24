/** What About shows: versions, the runtime's standing, where data lies. */
import { homedir } from 'node:os';
import { sep } from 'node:path';
import type { AppInfo } from '../shared/ipc/contract';

/** The Electron project supports its latest three major versions; the packaged app has the current one. */
const OLDEST_SUPPORTED_ELECTRON = 43;

export interface AppInfoOptions {
  readonly version: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  readonly platform: NodeJS.Platform;
  readonly keychain: AppInfo['keychain'];
  readonly dataFolder: string;
  readonly homepage: string | null;
}

export function appInfo({ version, versions, platform, keychain, dataFolder, homepage }: AppInfoOptions): AppInfo {
  return {
    name: 'Chartroom',
    version,
    electron: versions.electron,
    chromium: versions.chrome,
    node: versions.node,
    platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
    unsupportedRuntime: isUnsupportedRuntime(versions.electron),
    keychain,
    dataFolder: shorten(dataFolder),
    ...(homepage === null ? {} : { homepage }),
  };
}

function isUnsupportedRuntime(electronVersion: string): boolean {
  return Number(electronVersion.split('.')[0]) < OLDEST_SUPPORTED_ELECTRON;
}

/** `~` for the home folder: the page needs no user name. */
export function shorten(folder: string, home = homedir()): string {
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder;
}
