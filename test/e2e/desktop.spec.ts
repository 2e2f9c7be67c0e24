/**
 * A good citizen of the desktop: what the app does while something runs, when its page dies, with the system's menus, zoom and
 * files. Only what a test can't have is stood in for: native dialogs, menus on screen, the taskbar.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Locator } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { createGate, type Gate } from '../support/gate';
import { writePackedChart } from '../support/packed-chart';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { dropFiles } from './support/drop-files';
import { electronCommand, launchApp, removeUserData, type LaunchedApp } from './support/launch';

/** What the main process asked of the desktop; `answer` is the button that is pressed next. */
interface DesktopNotes {
  answer: number;
  readonly questions: string[];
  readonly progress: number[];
  readonly blockers: number[];
}

let registry: DockerRegistry;
let proxy: RegistryProxy;
let folder: string;
let launched: LaunchedApp;

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
});
test.afterAll(async () => {
  await proxy.stop();
  await registry.stop();
});
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-desktop-'));
  proxy.onRequest(() => null);
  launched = await launchApp();
  await expect(launched.page.getByRole('heading', { level: 1 })).toBeVisible();
  await noteDesktop(launched.app);
});
test.afterEach(async () => {
  await launched.close();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

/** Notes from now on what is asked of the desktop, and answers its questions. */
async function noteDesktop(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, dialog, powerSaveBlocker }) => {
    const notes: DesktopNotes = { answer: 0, questions: [], progress: [], blockers: [] };
    Object.assign(globalThis, { notes });
    dialog.showMessageBox = (...args: unknown[]) => {
      notes.questions.push((args.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: notes.answer, checkboxChecked: false });
    };
    const startBlocking = powerSaveBlocker.start.bind(powerSaveBlocker);
    powerSaveBlocker.start = (type) => {
      const id = startBlocking(type);
      notes.blockers.push(id);
      return id;
    };
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) window.setProgressBar = (value) => void notes.progress.push(value);
  });
}

function notesOf(app: ElectronApplication): Promise<DesktopNotes> {
  return app.evaluate(() => (globalThis as unknown as { notes: DesktopNotes }).notes);
}

function answerNext(app: ElectronApplication, button: number): Promise<void> {
  return app.evaluate((_electron, answer) => {
    (globalThis as unknown as { notes: DesktopNotes }).notes.answer = answer;
  }, button);
}

function zoomOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);
}

function transferOf(name: string): Locator {
  return launched.page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').filter({ hasText: name });
}

/** Adds the registry and begins to push; the upload goes on when the gate opens. */
async function beginPush(name: string): Promise<Gate> {
  const { page } = launched;
  await addRegistry(page, proxy.address);
  const gate = createGate();
  proxy.onRequest(({ method, path }) =>
    method === 'PUT' && path.includes('/blobs/uploads/') ? { holdUntil: gate.opened } : null,
  );
  const chart = await writePackedChart(folder, { name, ballastBytes: 50_000 });
  await dropFiles(page, page.getByRole('main'), [chart]);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`${proxy.address}/charts`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
  await expect(transferOf(name)).toContainText('Uploading');
  return gate;
}

test('while a push runs the taskbar shows it, the computer stays awake, and a reload loses nothing', async () => {
  const { app, page } = launched;
  const gate = await beginPush('awake');
  const isAwake = (): Promise<boolean> =>
    app.evaluate(({ powerSaveBlocker }) =>
      (globalThis as unknown as { notes: DesktopNotes }).notes.blockers.some((id) => powerSaveBlocker.isStarted(id)),
    );
  expect(await isAwake()).toBe(true);
  expect((await notesOf(app)).progress.at(-1)).toBeGreaterThanOrEqual(0);

  await page.reload();
  await expect(transferOf('awake')).toContainText('Uploading');
  gate.open();
  await expect(transferOf('awake')).toContainText('Done');
  await expect.poll(isAwake).toBe(false);
  expect((await notesOf(app)).progress.at(-1)).toBe(-1);
  expect((await notesOf(app)).blockers).toHaveLength(1);
});

test('closing and quitting ask while a push runs; after a yes it comes back as Failed, and Retry ends it', async () => {
  const { app, userDataFolder } = launched;
  const gate = await beginPush('asked');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await notesOf(app)).questions).toEqual(['A transfer is still running']);
  await app.evaluate((electron) => electron.app.quit());
  await expect.poll(async () => (await notesOf(app)).questions).toHaveLength(2);
  await expect(transferOf('asked'), 'nobody said yes').toContainText('Uploading');

  await answerNext(app, 1);
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close()));
  await ended;

  gate.open();
  launched = await launchApp({ userDataFolder });
  await expect(transferOf('asked')).toContainText('Failed');
  await transferOf('asked').getByRole('button', { name: 'Retry' }).click();
  await expect(transferOf('asked')).toContainText('Done');
});

test('a page that died comes back to the same place, and transfers went on', async () => {
  const { app, page } = launched;
  const gate = await beginPush('survivor');
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  // Playwright takes no orders for a page that crashed: the main process looks into the new one.
  const shown = (): Promise<string> =>
    app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return String(await contents?.executeJavaScript('document.body.innerText').catch(() => ''));
    });
  await expect.poll(async () => (await notesOf(app)).questions).toEqual(['The window stopped working']);
  await expect.poll(shown).toMatch(/Settings\n[^]*survivor:1\.0\.0[^]*Uploading/);
  gate.open();
  await expect.poll(shown).toMatch(/survivor:1\.0\.0[^]*Done/);
});

test('a page that does not answer may be waited for or loaded again', async () => {
  const { app, page } = launched;
  const html = page.locator('html');
  await html.evaluate((element) => element.setAttribute('data-old', ''));
  // As Electron tells of it, after a page has hung for half a minute.
  const hang = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
  await answerNext(app, 1);
  await hang();
  await expect.poll(async () => (await notesOf(app)).questions).toEqual(["The window doesn't answer"]);
  await expect(html).toHaveAttribute('data-old');
  await answerNext(app, 0);
  await hang();
  await expect(html).not.toHaveAttribute('data-old');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('crashes are kept here and sent nowhere, and no word typed is looked up', async () => {
  const { app, userDataFolder } = launched;
  const state = await app.evaluate((electron) => ({
    uploads: electron.crashReporter.getUploadToServer(),
    dumps: electron.app.getPath('crashDumps'),
    checksSpelling: electron.session.defaultSession.isSpellCheckerEnabled(),
  }));
  expect(state).toMatchObject({ uploads: false, checksSpelling: false });
  expect(state.dumps.startsWith(userDataFolder)).toBe(true);
});

test('zoom goes from 50 to 200 % by the menu, and is remembered', async () => {
  const { userDataFolder } = launched;
  const choose = (label: string): Promise<void> =>
    launched.app.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find((item) => item.label === wanted)?.click();
    }, label);
  await choose('Zoom in');
  await expect.poll(() => zoomOf(launched.app)).toBeCloseTo(1.1);
  for (let step = 0; step < 20; step += 1) await choose('Zoom out');
  await expect.poll(() => zoomOf(launched.app)).toBeCloseTo(0.5);
  for (let step = 0; step < 20; step += 1) await choose('Zoom in');
  await expect.poll(() => zoomOf(launched.app)).toBeCloseTo(2);
  await launched.close();
  launched = await launchApp({ userDataFolder });
  await expect.poll(() => zoomOf(launched.app)).toBeCloseTo(2);
});

test('the native menus have what every app has, and nothing that reloads the page', async () => {
  const { app, page } = launched;
  const menus = await app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => ({
      label,
      roles: submenu?.items.map(({ role }) => role?.toLowerCase() ?? '') ?? [],
      labels: submenu?.items.map((item) => item.label) ?? [],
    })),
  );
  const roles = menus.flatMap((menu) => menu.roles);
  expect(roles).toEqual(
    expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectall', 'togglefullscreen', 'minimize']),
  );
  expect(roles.filter((role) => /reload|devtools/.test(role))).toEqual([]);
  expect(menus.map(({ label }) => label.replace('&', ''))).toEqual(
    expect.arrayContaining(['File', 'Edit', 'View', 'Go', 'Window', 'Help']),
  );
  expect(menus.at(-1)?.labels).toEqual(expect.arrayContaining(['Keyboard shortcuts', 'Open logs', 'About Chartroom']));

  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'About Chartroom')?.click();
  });
  const about = page.getByRole('dialog', { name: 'About Chartroom' });
  const versions = await app.evaluate(() => [process.versions.electron, process.versions.node]);
  for (const version of versions) await expect(about).toContainText(version);
  expect(await axeFindings(page)).toEqual([]);
});

test('a right click in a field offers the edit commands, and elsewhere nothing', async () => {
  const { app, page } = launched;
  await app.evaluate(({ Menu }) => {
    const popups: string[][] = [];
    Object.assign(globalThis, { popups });
    Menu.buildFromTemplate = (template) => {
      popups.push(template.filter(({ visible }) => visible !== false).map((item) => String(item.role ?? item.type)));
      return { popup: () => undefined } as unknown as Electron.Menu;
    };
  });
  const popups = (): Promise<string[][]> =>
    app.evaluate(() => (globalThis as unknown as { popups: string[][] }).popups);
  await page.getByRole('heading', { level: 1 }).click({ button: 'right', position: { x: 2, y: 2 } });
  await page.getByRole('textbox', { name: 'Open a reference' }).click({ button: 'right' });
  await expect.poll(popups).toEqual([['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'selectAll']]);
});

test('a .tgz that is opened with the app is a preview in the window that is there, and pushes nothing', async () => {
  const { page, userDataFolder } = launched;
  const chart = await writePackedChart(folder, { name: 'opened' });
  const { executable, args, env } = electronCommand(userDataFolder, [chart]);
  const second = spawn(executable, args, { env, stdio: 'ignore' });
  await once(second, 'exit');
  await expect(
    page.getByRole('dialog', { name: 'Push charts' }).getByRole('row', { name: 'opened 1.0.0' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'No transfers' })).toBeVisible();
});
