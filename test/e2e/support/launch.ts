/**
 * Starts the real app for an end-to-end test, sandboxed, with a user data folder of its own.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { Settings } from '../../../shared/settings';
import { watchCspViolations, type ViolationWatch } from './csp-violations';

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
  const page = await app.firstWindow();
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
