/**
 * Starts the real app for an end-to-end test, sandboxed, with a user data folder of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface LaunchOptions {
  /** Of an earlier start whose state is to be found again; else a fresh one. */
  readonly userDataFolder?: string;
  /** As typed after the program's name, such as an `oci://` link. */
  readonly args?: readonly string[];
  /** Beside what the test itself has in its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, loaded. */
  readonly page: Page;
  readonly userDataFolder: string;
  /** Quits the app and waits for its end. The user data folder stays: see `removeUserData`. */
  close(): Promise<void>;
}

/**
 * Starts the app and waits for its window. The caller closes it, best in `afterEach`.
 *
 * @throws where it was not started by `npm test -- e2e`, or no window opens
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const executablePath = process.env['CHARTROOM_ELECTRON'];
  if (executablePath === undefined) throw new Error('Start these tests by: npm test -- e2e');
  const firstArgs: string[] = JSON.parse(process.env['CHARTROOM_ELECTRON_ARGS'] ?? '[]');
  const userDataFolder = options.userDataFolder ?? (await mkdtemp(join(tmpdir(), 'chartroom-user-data-')));
  const app = await _electron.launch({
    executablePath,
    args: [...firstArgs, `--user-data-dir=${userDataFolder}`, ...(options.args ?? [])],
    env: { ...definedOnly(process.env), ...options.env },
    // Playwright turns Chromium's sandbox off by default.
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return { app, page, userDataFolder, close: () => app.close() };
}

/** Removes the folder of an app that was closed. */
export async function removeUserData(userDataFolder: string): Promise<void> {
  await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
