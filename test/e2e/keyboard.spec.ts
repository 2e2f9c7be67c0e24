/** The whole job by keyboard alone, with only the keys that a person has: add, log in, push, browse, inspect, log out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import keytar from 'keytar';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { makeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { tabTo } from './support/tab-to';

const login = { username: 'ana', secret: 'by-keys-alone' };

let registry: DockerRegistry;
let launched: LaunchedApp;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-keys-'));
  registry = await startDockerRegistry({ users: { [login.username]: login.secret } });
  launched = await launchApp();
});
test.afterEach(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
  await keytar.deletePassword('Chartroom', registry.address);
});

test('everything works without a pointer', async () => {
  const { app, page } = launched;
  const chart = await makeChart(folder, 'by-keys', '1.0.0');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await tabTo(page, page.getByRole('main').getByRole('button', { name: 'Add registry' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await expect(dialog.getByRole('textbox', { name: 'Registry address' })).toBeFocused();
  await page.keyboard.type(registry.address);
  const plainHttp = dialog.getByRole('checkbox', { name: 'Use plain HTTP' });
  await expect(plainHttp, 'a registry on this computer').toBeChecked();
  await tabTo(page, dialog.getByRole('textbox', { name: 'Username' }));
  await page.keyboard.type(login.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(login.secret);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Registries' })).toContainText('Logged in as ana');

  // The system's file dialog, which a test can't have; the drop by pointer is in journey.spec.ts.
  await app.evaluate(({ dialog: native }, path) => {
    native.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, chart.path);
  await page.keyboard.press('Control+o');
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  await expect(sheet.getByRole('combobox', { name: 'Destination' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(`${registry.address}/charts`);
  await expect(sheet.getByRole('row', { name: 'by-keys 1.0.0' })).toContainText('New');
  await page.keyboard.press('Control+Enter');
  const transfer = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem');
  await expect(transfer).toContainText('Done');
  await expect(page.getByRole('heading', { level: 1, name: 'by-keys' })).toBeVisible();

  await tabTo(page, page.getByRole('tab', { name: 'Overview' }));
  const tabs = page.getByRole('tab');
  const names = await tabs.allTextContents();
  for (let index = 1; index <= names.indexOf('Manifest'); index += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(tabs.nth(index)).toBeFocused();
  }
  await expect(page.getByRole('tab', { name: 'Manifest' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel')).toContainText('schemaVersion');

  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(registry.address);
  await page.keyboard.press('Enter');
  const repositories = page.getByRole('grid', { name: 'Repositories' });
  await expect(repositories.getByRole('row', { name: 'charts/by-keys' })).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('keys');
  await page.keyboard.press('ArrowDown');
  await expect(repositories.getByRole('row', { name: 'charts/by-keys' })).toBeFocused();
  await page.keyboard.press('Enter');
  const row = page.getByRole('grid', { name: 'Versions' }).getByRole('row', { name: '1.0.0' });
  await expect(row).toContainText('sha256:');
  await tabTo(page, row);
  await page.keyboard.press('Control+c');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`oci://${registry.address}/charts/by-keys:1.0.0`);
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+[');
  await expect(repositories).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: `Log out of ${registry.address}` }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Log in to ${registry.address}` })).toBeVisible();
  expect(await keytar.getPassword('Chartroom', registry.address)).toBeNull();
});

test('the focus goes round by F6 and stays where a button gave way to another', async () => {
  const { page } = launched;
  await page.getByRole('main').getByRole('button', { name: 'Add registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill(login.secret);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('main').getByText('Nothing here yet')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+j');
  const dock = page.getByRole('region', { name: 'Transfers' });
  await expect(dock).toBeVisible();

  const regions = [
    page.getByRole('banner'),
    page.getByRole('navigation', { name: 'Registries' }),
    page.getByRole('main'),
    dock,
  ];
  const logOut = page.getByRole('button', { name: `Log out of ${registry.address}` });
  await logOut.focus();
  for (const region of [regions[2], regions[3], regions[0], regions[1]]) {
    await page.keyboard.press('F6');
    await expect(region!.locator(':focus')).toHaveCount(1);
  }
  await expect(logOut, 'where it was in the region before').toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('banner').locator(':focus')).toHaveCount(1);

  const link = page.getByRole('link', { name: registry.address });
  await link.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Log in again…' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();

  await logOut.focus();
  await page.keyboard.press('Enter');
  const logIn = page.getByRole('button', { name: `Log in to ${registry.address}` });
  await expect(logIn).toBeFocused();
  await page.keyboard.press('Enter');
  const again = page.getByRole('dialog', { name: `Log in to ${registry.address}` });
  await expect(again.getByRole('textbox', { name: 'Username' }), 'filled in').toHaveValue(login.username);
  await expect(again.getByRole('textbox', { name: 'Password or token' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(logIn).toBeFocused();

  await dock.getByRole('button', { name: 'Hide transfers' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'No transfers' })).toBeFocused();
});
