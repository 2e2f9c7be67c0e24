/**
 * Starts the packaged app. Not by Playwright's own launch: that needs the inspector, which a fuse has turned off.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';

export interface PackagedApp {
  readonly page: Page;
  /** Ends the app and removes its user data. */
  close(): Promise<void>;
}

/** The packaged app's executable. Throws where this is not `npm test -- package`. */
export function packagedExecutable(): string {
  const executable = process.env['CHARTROOM_PACKAGE'];
  if (executable === undefined) throw new Error('Start these tests by: npm test -- package');
  return resolve(executable);
}

/** Starts it with user data of its own and waits for its window. */
export async function startPackagedApp(): Promise<PackagedApp> {
  const userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  const args = ['--remote-debugging-port=0', `--user-data-dir=${userDataFolder}`];
  const app = spawn(packagedExecutable(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(app, 'exit');
  // With its defaults Playwright sets where downloads go, which Electron refuses.
  const browser = await chromium.connectOverCDP(await debuggingAddress(app), { noDefaults: true });
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The app has no browser context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForLoadState('load');
  return {
    page,
    async close() {
      await browser.close();
      app.kill();
      await exited;
      await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium says it on standard error, once. Throws with what the app said where it ends before. */
async function debuggingAddress(app: ChildProcess): Promise<string> {
  if (app.stderr === null) throw new Error('Started without a pipe for standard error');
  const said: string[] = [];
  for await (const line of createInterface({ input: app.stderr })) {
    said.push(line);
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      app.stderr.resume();
      return address;
    }
  }
  throw new Error(`The packaged app ended before its window:\n${said.join('\n')}`);
}
