/** A registry that hangs, in the real window: what is said, and that stopping the wait loses nothing. */
import { expect, test } from '@playwright/test';
import { sendJson, startScriptedServer, type ScriptedServer } from '../support/scripted-server';
import { axeFindings } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

/** The words come after eight seconds. */
const LONG_WAIT = { timeout: 30_000 };

let server: ScriptedServer;
let isHanging: boolean;
let launched: LaunchedApp;

test.beforeEach(async () => {
  isHanging = true;
  server = await startScriptedServer(({ url }, response) => {
    if (isHanging) return;
    sendJson(response, 200, url.includes('_catalog') ? { repositories: ['charts/app'] } : {});
  });
  launched = await launchApp();
});
test.afterEach(async () => {
  await launched.close();
  await server.stop();
  await removeUserData(launched.userDataFolder);
});

test('the wait for a registry can be stopped, and what was typed stays', async () => {
  const { page } = launched;
  await expect(page.getByRole('main').getByRole('button', { name: 'Add registry' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  const address = dialog.getByRole('textbox', { name: 'Registry address' });
  const secret = dialog.getByRole('textbox', { name: 'Password or token' });
  await address.fill(server.address);
  await dialog.getByRole('textbox', { name: 'Username' }).fill('ana');
  await secret.fill('a-secret');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog.getByText(`Asking ${server.address}…`)).toBeVisible();
  await expect(address).toBeDisabled();
  await expect(dialog.getByText(`Still waiting for ${server.address}…`)).toBeVisible(LONG_WAIT);
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(address).toHaveValue(server.address);
  await expect(secret).toHaveValue('a-secret');
  await expect(dialog.getByRole('alert')).toHaveCount(0);

  isHanging = false;
  await dialog.getByRole('button', { name: 'Continue without logging in' }).click();
  await expect(page.getByRole('grid', { name: 'Repositories' })).toContainText('charts/app');

  isHanging = true;
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${server.address}/charts/app:1.0.0`);
  await page.keyboard.press('Enter');
  const main = page.getByRole('main');
  await expect(main, 'the focus goes along to the page').toBeFocused();
  await expect(main.getByText(`Still waiting for ${server.address}…`)).toBeVisible(LONG_WAIT);
  await main.getByRole('button', { name: 'Cancel' }).click();
  await expect(main).toContainText(`You stopped waiting for ${server.address}.`);
  await expect(main.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a dialog keeps Mod+Enter from the page beneath', async () => {
  const { page } = launched;
  const addButton = page.getByRole('main').getByRole('button', { name: 'Add registry' });
  await expect(addButton).toBeFocused();
  await page.keyboard.press('ControlOrMeta+/');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(addButton).toBeFocused();
});
