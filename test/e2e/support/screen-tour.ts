/** Goes through every screen of the app in the real window and stops at each, for screenshots and accessibility tests. */
import { expect, type Page } from '@playwright/test';
import { startDockerRegistry } from '../../support/docker-registry';
import { takePort } from '../../support/local-registry-stage';
import { dropFiles } from './drop-files';
import type { ScreenData } from './screen-data';
import { standStill } from './stand-still';

/** `onScreen` is called when the screen of that name stands still. */
export async function tourScreens(
  page: Page,
  data: ScreenData,
  onScreen: (name: string) => Promise<void>,
): Promise<void> {
  async function visit(name: string): Promise<void> {
    await standStill(page);
    await onScreen(name);
  }
  const { registry, login, destination, repository, chart } = data;
  const go = (hash: string): Promise<void> =>
    page.evaluate((target) => {
      location.hash = target;
    }, hash);
  const address = encodeURIComponent(registry.address);

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await closeToast(page);
  await visit('first-run');

  await page.getByRole('main').getByRole('button', { name: 'Add registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill('https://registry.example/charts');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await visit('add-registry-bad-address');
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
  await dialog.getByRole('checkbox', { name: 'Use plain HTTP' }).uncheck();
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill(login.secret);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('speaks plain HTTP');
  await visit('add-registry-plain-http');
  await dialog.getByRole('button', { name: 'Use plain HTTP' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByRole('grid', { name: 'Repositories' })).toBeVisible();
  await go(`/repositories/${address}/${repository}`);
  const versions = page.getByRole('grid', { name: 'Versions' });
  await expect(versions.getByRole('row', { name: '1.4.2' })).toContainText('1.16.0');
  await versions.getByRole('row', { name: '1.4.2' }).click();
  await expect(page.getByRole('complementary', { name: 'Selected version' }).or(versions).first()).toBeVisible();
  await expect(versions.getByRole('row', { name: '1.0.0', exact: true })).toContainText('sha256:');
  await visit('versions');

  await go(`/registries/${address}`);
  await expect(page.getByRole('grid', { name: 'Repositories' }).getByText('web-shop')).toBeVisible();
  await visit('repositories');

  await go(`/charts/${address}/${chart.repository}:${chart.version}`);
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'README' })).toBeVisible();
  // Its archive was read.
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText(/, \d+ files/);
  await visit('chart-overview');
  await page.getByRole('tab', { name: 'Values' }).click();
  await expect(page.getByRole('textbox', { name: 'values.yaml' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Values' })).toBeVisible();
  await visit('chart-values');
  await page.getByRole('tab', { name: 'Schema' }).click();
  await expect(page.getByRole('tree', { name: 'Schema' }).or(page.getByText('No schema')).first()).toBeVisible();
  await visit('chart-schema');
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
  // Out of sight it would not be in the document.
  await page.getByRole('searchbox', { name: 'Filter files' }).fill('templates/_helpers');
  await page.getByRole('treeitem', { name: '_helpers.tpl' }).first().click();
  await expect(page.getByRole('textbox', { name: 'templates/_helpers.tpl' })).toBeVisible();
  await visit('chart-files');
  await page.getByRole('tab', { name: 'Dependencies' }).click();
  await expect(
    page.getByRole('group', { name: 'All dependencies' }).or(page.getByText('No dependencies')).first(),
  ).toBeVisible();
  await visit('chart-dependencies');
  await page.getByRole('tab', { name: 'Trust' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Provenance' })).toBeVisible();
  await visit('chart-trust');
  await page.getByRole('tab', { name: 'Manifest' }).click();
  await expect(page.getByRole('region', { name: 'Manifest as JSON' })).toBeVisible();
  await visit('chart-manifest');
  await page.getByRole('heading', { name: 'Config' }).locator('..').getByRole('button').first().click();
  await expect(page.getByRole('dialog', { name: 'Config' })).toContainText('apiVersion');
  await visit('chart-config');
  await page.keyboard.press('Escape');

  const sideOf = (version: string): string => encodeURIComponent(`${registry.address}/${repository}:${version}`);
  await go(`/compare?from=${sideOf('1.0.0')}&to=${sideOf('1.4.2')}`);
  await expect(page.getByRole('complementary', { name: 'Archives' })).toBeVisible();
  await visit('compare');

  await go(`/repositories/${address}/${repository}`);
  await expect(versions).toBeVisible();
  await dropFiles(page, versions, data.files, async () => {
    await expect(page.getByText('Nothing is uploaded before you confirm.')).toBeVisible();
    await visit('drag-over');
  });
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  await expect(page.getByRole('combobox', { name: 'Destination' })).toHaveValue(destination);
  await expect(sheet.getByText('already exists with different content', { exact: false }).first()).toBeVisible();
  await visit('push');
  await sheet.getByRole('button', { name: 'Look inside billing 2.4.0' }).click();
  await expect(page.getByText('On this computer')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'README' })).toBeVisible();
  await visit('local-chart');
  await page.getByRole('button', { name: 'Push…' }).click();
  await expect(sheet.getByText('already exists with different content', { exact: false }).first()).toBeVisible();
  await sheet.getByRole('button', { name: /^Push 1 chart/ }).click();
  const transfers = page.getByRole('region', { name: 'Transfers' });
  await expect(transfers.getByRole('listitem').first()).toContainText('Done');
  await closeToast(page);
  await visit('transfers');
  await page.keyboard.press('Control+j');

  await go('/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await visit('settings');
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog')).toBeVisible();
  await visit('shortcuts');
  await page.keyboard.press('Escape');

  await go(`/charts/${address}/platform/charts/nothing:1.0.0`);
  await expect(page.getByRole('alert')).toContainText("Not found, or you don't have access");
  await visit('not-found');

  await page.getByRole('button', { name: `Log out of ${registry.address}` }).click();
  await page.getByRole('button', { name: `Log in to ${registry.address}` }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await visit('log-in');
  await page.keyboard.press('Escape');
  await go(`/registries/${address}`);
  await page.keyboard.press('Control+r');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('needs you to log in');
  await visit('logged-out');

  const empty = await startDockerRegistry();
  await page.getByRole('navigation', { name: 'Registries' }).getByRole('button', { name: 'Add registry' }).click();
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(empty.address);
  await dialog.getByRole('button', { name: 'Continue without logging in' }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await visit('empty');
  await empty.stop();
  await page.keyboard.press('Control+r');
  await expect(page.getByRole('main')).toContainText("Can't reach");
  await visit('offline');
  await tourLocalRegistry(page, go, visit);
}

/** Stopped, kept from starting by another program on its port, and running. */
async function tourLocalRegistry(
  page: Page,
  go: (hash: string) => Promise<void>,
  visit: (name: string) => Promise<void>,
): Promise<void> {
  const main = page.getByRole('main');
  await go('/local-registry');
  await expect(main.getByRole('button', { name: 'Look again' })).toBeEnabled();
  await visit('local-registry-stopped');
  const taken = await takePort();
  await main.getByRole('spinbutton', { name: 'Port' }).fill(String(taken.port));
  await main.getByRole('button', { name: 'Apply' }).click();
  await expect(main.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await main.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(main.getByRole('alert')).toContainText(`Port ${taken.port} is in use`);
  await closeToast(page);
  await visit('local-registry-failed');
  await taken.release();
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('link', { name: `localhost:${taken.port}` })).toBeVisible();
  for (const path of ['', '_catalog', 'charts/web-shop/tags/list', 'charts/web-shop/manifests/1.4.2']) {
    await fetch(`http://localhost:${taken.port}/v2/${path}`);
  }
  await expect(main.getByRole('log')).toContainText('manifests/1.4.2');
  await visit('local-registry');
}

/** News in the corner goes by itself; the pictures don't wait for it. */
export async function closeToast(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: /^(Dismiss|Close)/ });
  while ((await close.count()) > 0) await close.first().click();
}
