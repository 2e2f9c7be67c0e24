/**
 * The local registry in the real window, on the engine that is built in: from a newcomer's one click to its removal. The app's
 * PATH is an empty folder: nothing else of this computer can serve it.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import keytar from 'keytar';
import { builtInFolder, freePort, takePort } from '../support/local-registry-stage';
import { axeFindings } from './support/axe';
import { dropFiles } from './support/drop-files';
import { helmLoginAndPush, helmPull, makeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { tabTo } from './support/tab-to';

const login = { username: 'ana', secret: 'kept-on-this-computer' };

let folder: string;
let userDataFolder: string;
/** Where it is now; the tests move it. */
let port: number;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-local-'));
  userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  // Others on this computer may have the usual one.
  port = await freePort();
  await writeFile(join(userDataFolder, 'local-registry.json'), JSON.stringify({ port }));
  await mkdir(join(folder, 'empty-path'));
  await launch();
});
test.afterAll(async () => {
  await launched.close();
  await keytar.deletePassword('Chartroom', `localhost:${port}`);
  await removeUserData(userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

async function launch(): Promise<void> {
  launched = await launchApp({ userDataFolder, env: { PATH: join(folder, 'empty-path') } });
  await expect(launched.page.getByRole('heading', { level: 1 })).toBeVisible();
}

function sidebar(name: 'Registries' | 'Local registry'): Locator {
  return launched.page.getByRole('navigation', { name });
}

function main(): Locator {
  return launched.page.getByRole('main');
}

function button(name: string): Locator {
  return main().getByRole('button', { name, exact: true });
}

async function openScreen(): Promise<void> {
  await sidebar('Local registry').getByRole('link', { name: 'Local registry' }).click();
  await expect(main().getByRole('heading', { level: 1, name: 'Local registry' })).toBeVisible();
}

function expectRunning(): Promise<void> {
  return expect(sidebar('Local registry')).toContainText(`Running on port ${port}`);
}

test('one press of a key leads a newcomer to a chart', async () => {
  const { page } = launched;
  await tabTo(page, button('Start a local registry'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'hello-web' }).first()).toBeVisible();
  await expectRunning();
  await expect(sidebar('Registries').getByRole('link', { name: `localhost:${port}` })).toBeVisible();
  await expect(sidebar('Registries')).toContainText('Anonymous');
});

test('a dropped chart is pushed to it, and the real helm pulls it byte for byte', async () => {
  const { page } = launched;
  const chart = await makeChart(folder, 'mine', '1.0.0');
  await sidebar('Registries').getByRole('link').click();
  await expect(page.getByRole('grid', { name: 'Repositories' })).toContainText('samples/hello-web');
  await dropFiles(page, main(), [chart.path]);
  const destination = page.getByRole('combobox', { name: 'Destination' });
  await expect(destination, 'of the repository it was dropped on').toHaveValue(`localhost:${port}/samples`);
  await destination.fill(`localhost:${port}`);
  // Closes the list of destinations.
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'mine' })).toBeVisible();
  const pulled = await helmPull(join(folder, 'pulled'), `localhost:${port}/mine`, '1.0.0', null);
  expect(pulled.equals(await readFile(chart.path))).toBe(true);
});

test('its screen says how it stands, and the log is followed, paused, searched and kept over a reload', async () => {
  const { page, app } = launched;
  await openScreen();
  await expect(main().getByRole('status').filter({ hasText: 'repositories' })).toHaveText(/in 4 repositories$/);
  await expect(main()).toContainText(`helm push CHART.tgz oci://localhost:${port} --plain-http`);
  const log = main().getByRole('log');
  await expect(log).toHaveAttribute('aria-live', 'off');
  const scroll = () =>
    log.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({ scrollTop, scrollHeight, clientHeight }));
  const standsStill = async (): Promise<boolean> => {
    const { scrollTop } = await scroll();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return (await scroll()).scrollTop === scrollTop;
  };
  const ask = async (tag: string, rounds: number): Promise<void> => {
    const url = `http://localhost:${port}/v2/mine/manifests/${tag}`;
    for (let round = 0; round < rounds; round += 1) await Promise.all(Array.from({ length: 50 }, () => fetch(url)));
  };

  await ask('first', 2);
  await expect(log).toContainText('manifests/first');
  const atEnd = await scroll();
  expect(atEnd.scrollTop + atEnd.clientHeight).toBeGreaterThan(atEnd.scrollHeight - 3);

  await log.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  const follow = main().getByRole('button', { name: 'Paused · Follow' });
  await expect(follow).toBeVisible();
  await expect.poll(standsStill).toBe(true);
  const before = await scroll();
  await ask('second', 12);
  await expect.poll(async () => (await scroll()).scrollHeight).toBeGreaterThan(before.scrollHeight);
  expect((await scroll()).scrollTop).toBe(before.scrollTop);
  await expect(log).not.toContainText('manifests/second');
  await follow.click();
  await expect(log).toContainText('manifests/second');
  await expect(follow).toBeHidden();
  expect(await log.locator('time').count(), 'only what is in sight is drawn').toBeLessThan(60);

  await main().getByRole('searchbox', { name: 'Filter log' }).fill('PUT /v2/MINE/manifests');
  await expect(main().getByText('1 line', { exact: true })).toBeVisible();
  await main().getByRole('button', { name: 'Copy these lines' }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^\S+Z Info PUT .*\n$/);

  await page.reload();
  await expect(log).toContainText('manifests/second');
});

test('a stopped one says so where its charts are, and starts from there', async () => {
  const { page } = launched;
  await openScreen();
  await button('Stop').click();
  await expect(sidebar('Local registry')).toContainText('Stopped');
  await expect(button('Start')).toBeFocused();
  await expect(button('Collect garbage…')).toBeDisabled();
  await expect(sidebar('Registries')).toContainText('Stopped');
  await sidebar('Registries').getByRole('link').click();
  await page.keyboard.press('Control+r');
  await expect(main()).toContainText('The local registry is stopped');
  await main().getByRole('button', { name: 'Start', exact: true }).click();
  await expectRunning();
  await expect(page.getByRole('grid', { name: 'Repositories' })).toContainText('mine');
});

test('a port that is taken offers the next one, which is one press away', async () => {
  const { page } = launched;
  const taken = await takePort();
  await openScreen();
  const field = main().getByRole('spinbutton', { name: 'Port' });
  await field.fill('70000');
  await expect(main().getByText('Enter a whole number from 1 to 65535.')).toBeVisible();
  await expect(button('Apply and restart')).toBeDisabled();
  await field.fill(String(taken.port));
  await page.keyboard.press('Enter');
  const alert = main().getByRole('alert');
  await expect(alert).toContainText(`Port ${taken.port} is in use`);
  const useFree = alert.getByRole('button', { name: /^Use \d+$/ });
  port = Number((await useFree.textContent())?.slice('Use '.length));
  await tabTo(page, useFree);
  await page.keyboard.press('Enter');
  await expectRunning();
  await expect(button('Stop'), 'the focus stays on the page').toBeFocused();
  await expect(field).toHaveValue(String(port));
  await taken.release();
  await expect(sidebar('Registries').getByRole('listitem')).toHaveCount(1);
  const pulled = await helmPull(join(folder, 'moved'), `localhost:${port}/mine`, '1.0.0', null);
  expect(pulled.length).toBeGreaterThan(0);
});

test('with a login, helm has to log in and the app is', async () => {
  const { page } = launched;
  const chart = await makeChart(folder, 'guarded', '1.0.0');
  await button('Turn login on…').click();
  const dialog = page.getByRole('dialog', { name: 'Turn login on' });
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password' }).fill(login.secret);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expectRunning();
  await expect(sidebar('Registries')).toContainText('Logged in as ana');
  await expect(main()).toContainText(`helm registry login localhost:${port} --username ana --plain-http`);
  const wrong = { ...login, secret: 'something else' };
  const destination = `localhost:${port}/guarded-charts`;
  await expect(helmLoginAndPush(folder, chart.path, destination, wrong)).rejects.toThrow();
  await helmLoginAndPush(folder, chart.path, destination, login);
  const pulled = await helmPull(join(folder, 'guarded'), `${destination}/guarded`, '1.0.0', login);
  expect(pulled.equals(await readFile(chart.path))).toBe(true);
});

test('it starts with the app, still logged in', async () => {
  await main().getByRole('checkbox', { name: 'Start with Chartroom' }).check();
  await expect
    .poll(() => readFile(join(userDataFolder, 'local-registry.json'), 'utf8'))
    .toContain('"startWithApp": true');
  await launched.close();
  await launch();
  await expectRunning();
  await expect(sidebar('Registries')).toContainText('Logged in as ana');
});

test('a crash is told with the last lines of the log, and a press starts it again', async () => {
  const { app, page } = launched;
  await openScreen();
  await fetch(`http://localhost:${port}/v2/the-last/tags/list`);
  await expect(main().getByRole('log')).toContainText('the-last');
  await app.evaluate(({ app: electron }) => {
    const process_ = electron.getAppMetrics().find(({ name }) => name === 'Chartroom local registry');
    if (process_ === undefined) throw new Error('it has no process');
    process.kill(process_.pid, 'SIGKILL');
  });
  await expect(main().getByRole('alert')).toContainText('The local registry ended by itself');
  await expect(main().locator('code').filter({ hasText: 'the-last' })).toBeVisible();
  await expect(sidebar('Local registry')).toContainText('Crashed');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expectRunning();
  await expect(main().getByRole('alert')).toHaveCount(0);
});

test('garbage is collected: what a replaced version left behind', async () => {
  const { page } = launched;
  const changed = await makeChart(folder, 'guarded', '1.0.0', 'Another description');
  await helmLoginAndPush(folder, changed.path, `localhost:${port}/guarded-charts`, login);
  // What was used within the last hour stays, as long as the process remembers it.
  await button('Stop').click();
  await button('Start').click();
  await expectRunning();
  await button('Collect garbage…').click();
  const dialog = page.getByRole('dialog', { name: 'Collect garbage' });
  await dialog.getByRole('checkbox', { name: 'Also versions that no tag leads to' }).check();
  await dialog.getByRole('button', { name: 'Collect garbage' }).click();
  await expect(dialog.getByRole('status')).toContainText(
    /Freed .* in \d+ files\. 1 version without a tag went with it\./,
  );
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Collect garbage' }).click();
  await expect(dialog.getByRole('status')).toContainText('There was nothing to collect.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const pulled = await helmPull(join(folder, 'after'), `localhost:${port}/guarded-charts/guarded`, '1.0.0', login);
  expect(pulled.equals(await readFile(changed.path))).toBe(true);
});

test('it is removed with all its data, once the word is typed', async () => {
  const { page } = launched;
  expect(existsSync(builtInFolder(userDataFolder))).toBe(true);
  await button('Remove…').click();
  const dialog = page.getByRole('dialog', { name: 'Remove the local registry with its data?' });
  await expect(dialog).toContainText('the login of ana');
  const remove = dialog.getByRole('button', { name: 'Remove', exact: true });
  await expect(remove).toBeDisabled();
  const word = dialog.getByRole('textbox', { name: 'Type remove to confirm' });
  await word.fill('remov');
  await expect(remove).toBeDisabled();
  await word.fill('remove');
  expect(await axeFindings(page)).toEqual([]);
  await remove.click();
  await expect(dialog).toBeHidden();
  await expect(sidebar('Local registry')).toContainText('Stopped');
  await expect(sidebar('Registries')).toContainText('None yet.');
  expect(existsSync(builtInFolder(userDataFolder))).toBe(false);
  expect(await keytar.getPassword('Chartroom', `localhost:${port}`)).toBeNull();
});

test('a newcomer whose port is taken needs one press more', async () => {
  const taken = await takePort();
  const other = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  await writeFile(join(other, 'local-registry.json'), JSON.stringify({ port: taken.port }));
  const newcomer = await launchApp({ userDataFolder: other });
  const { page } = newcomer;
  await page.getByRole('button', { name: 'Start a local registry' }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText(`Port ${taken.port} is in use`);
  await expect(alert).toBeInViewport();
  expect(await axeFindings(page)).toEqual([]);
  await alert.getByRole('button', { name: /^Use \d+$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'hello-web' }).first()).toBeVisible();
  await newcomer.close();
  await taken.release();
  await removeUserData(other);
});
