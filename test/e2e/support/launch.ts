/**
 * Starts the real app for an end-to-end test, sandboxed, with a user data folder of its own.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Settings } from '../../../shared/settings';
import { watchCspViolations, type ViolationWatch } from './csp-violations';

/** Ten times what a start takes where two run at once. */
const START_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 3_000;
/** What is still on its way when the app ends. */
const OUTPUT_AFTER_END_MS = 1000;

export interface LaunchOptions {
  /** What the user chose before, such as `{ theme: 'dark' }`. */
  readonly settings?: Partial<Settings>;
  /** Of an earlier start whose state is to be found again; else a fresh one. */
  readonly userDataFolder?: string;
  /** As typed after the program's name, such as an `oci://` link. */
  readonly args?: readonly string[];
  /** Runs the app's program: given its path, gives that of what takes the app's arguments. */
  readonly launcher?: (executable: string) => Promise<string>;
  /** Beside what the test itself has in its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, loaded. */
  readonly page: Page;
  readonly userDataFolder: string;
  /** Every violation of the policy since the start; `close` fails if there is one. */
  readonly violations: ViolationWatch;
  /** Quits the app and waits for its end. The user data folder stays: see `removeUserData`. */
  close(): Promise<void>;
}

export interface ElectronCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

/** How the app is started; for tests that start it without Playwright. Throws where this is not `npm test -- e2e`. */
export function electronCommand(userDataFolder: string, args: readonly string[] = []): ElectronCommand {
  const executable = process.env['CHARTROOM_ELECTRON'];
  if (executable === undefined) throw new Error('Start these tests by: npm test -- e2e');
  const firstArgs: string[] = JSON.parse(process.env['CHARTROOM_ELECTRON_ARGS'] ?? '[]');
  return {
    executable,
    args: [...firstArgs, `--user-data-dir=${userDataFolder}`, ...args],
    env: definedOnly(process.env),
  };
}

/**
 * Starts the app and waits for its window. The caller closes it, best in `afterEach`.
 *
 * @throws where it was not started by `npm test -- e2e`, or no window opens
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const userDataFolder = options.userDataFolder ?? (await mkdtemp(join(tmpdir(), 'chartroom-user-data-')));
  if (options.settings !== undefined) {
    await writeFile(join(userDataFolder, 'settings.json'), JSON.stringify(options.settings));
  }
  const start = (): Promise<Pick<LaunchedApp, 'app' | 'page'>> => startOnce(userDataFolder, options);
  const { app, page } = await start().catch((error: unknown) => {
    if (!(error instanceof WindowNotSeenError)) throw error;
    // Told, since it is no fault of the app only as long as it is this rare.
    process.stderr.write(`\n${error.message} It is started again.\n`);
    return start();
  });
  const violations = await watchCspViolations(app, page);
  return {
    app,
    page,
    userDataFolder,
    violations,
    async close() {
      await app.close();
      expect(violations.seen(), 'violations of the content security policy').toEqual([]);
    },
  };
}

/** A start whose window is there, and which Playwright waits for all the same: seen twice in 500 starts on a busy machine. */
class WindowNotSeenError extends Error {
  constructor() {
    super(`The app's window is loaded, but Playwright was not told of it within ${START_TIMEOUT_MS / 1000} s.`);
    this.name = 'WindowNotSeenError';
  }
}

async function startOnce(userDataFolder: string, options: LaunchOptions): Promise<Pick<LaunchedApp, 'app' | 'page'>> {
  const { executable, args, env } = electronCommand(userDataFolder, options.args);
  const app = await _electron.launch({
    executablePath: (await options.launcher?.(executable)) ?? executable,
    args: [...args],
    env: { ...env, ...options.env },
    // Playwright turns Chromium's sandbox off by default.
    chromiumSandbox: true,
    // Playwright would pretend a light system; the app's own theme is what counts.
    colorScheme: null,
  });
  closeOutputAfterEnd(app);
  try {
    return { app, page: await app.firstWindow({ timeout: START_TIMEOUT_MS }) };
  } catch (error) {
    const isLoaded = await hasLoadedWindow(app);
    app.process().kill('SIGKILL');
    throw isLoaded ? new WindowNotSeenError() : error;
  }
}

/** As the app itself says. False where it says nothing. */
async function hasLoadedWindow(app: ElectronApplication): Promise<boolean> {
  const asked = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      ({ webContents }) => webContents.getURL().startsWith('app://') && !webContents.isLoading(),
    ),
  );
  const silence = new Promise<false>((resolve) => {
    setTimeout(resolve, ANSWER_TIMEOUT_MS, false).unref();
  });
  return await Promise.race([asked.catch(() => false), silence]);
}

/**
 * Playwright waits until nobody holds the app's output any more. The crash handler holds it too, and on Linux it may wait for ever: for
 * a thread of a child process that ended with its namespace while the handler traced it. So the end of the app itself counts.
 */
function closeOutputAfterEnd(app: ElectronApplication): void {
  const child = app.process();
  child.once('exit', () => {
    setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), OUTPUT_AFTER_END_MS).unref();
  });
}

/** Removes the folder of an app that was closed. */
export async function removeUserData(userDataFolder: string): Promise<void> {
  await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
