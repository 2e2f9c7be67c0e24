/** The Transfers dock when pushes go wrong, in the real window: what is said, what stays, and where the focus goes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { writePackedChart } from '../support/packed-chart';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { dropFiles } from './support/drop-files';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

let registry: DockerRegistry;
let proxy: RegistryProxy;
let folder: string;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-dock-'));
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
  launched = await launchApp();
  const { page } = launched;
  await addRegistry(page, proxy.address);
});
test.afterAll(async () => {
  await launched.close();
  await proxy.stop();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

function dock(): Locator {
  return launched.page.getByRole('region', { name: 'Transfers' });
}

function row(name: string): Locator {
  return dock().getByRole('listitem').filter({ hasText: name });
}

async function push(name: string): Promise<void> {
  const { page } = launched;
  const path = await writePackedChart(folder, { name, ballastBytes: 20_000 });
  await dropFiles(page, page.locator('main'), [path]);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`${proxy.address}/charts`);
  // Closes the list of destinations.
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
}

test('a refused push says why and that no tag was written, with the details a press away', async () => {
  const { page } = launched;
  proxy.onRequest(({ method }) => (method === 'POST' ? { answer: { status: 403, body: '{"errors":[]}' } } : null));
  await push('refused');
  await expect(row('refused')).toContainText('Failed');
  await expect(row('refused')).toContainText(`${proxy.address} doesn't let you push to charts/refused.`);
  await expect(row('refused')).toContainText('Ask for write access or pick another destination. No tag was written.');
  expect(await axeFindings(page)).toEqual([]);
  await row('refused').getByRole('button', { name: 'Details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Transfer failed' });
  await dialog.getByRole('button', { name: 'Technical details' }).click();
  await expect(dialog).toContainText('status    403');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(row('refused').getByRole('button', { name: 'Details' })).toBeFocused();
});

test('clearing what is done leaves what failed, and the focus stays in the dock', async () => {
  const { page } = launched;
  proxy.onRequest(() => null);
  await push('fine');
  await expect(row('fine')).toContainText('Done');
  await dock().getByRole('button', { name: 'Clear done' }).click();
  await expect(row('fine')).toHaveCount(0);
  await expect(row('refused')).toContainText('No tag was written.');
  await expect(dock().getByRole('button', { name: 'Clear done' })).toBeDisabled();

  await row('refused').getByRole('button', { name: 'Retry' }).focus();
  await page.keyboard.press('Enter');
  await expect(row('refused')).toContainText('Done');
  await expect(row('refused').getByRole('button', { name: 'Copy digest' })).toBeFocused();
});

test('a failed one is put away by itself, also for the next start', async () => {
  const { page } = launched;
  proxy.onRequest(({ method }) => (method === 'POST' ? { answer: { status: 403, body: '{"errors":[]}' } } : null));
  await push('unwanted');
  await expect(row('unwanted')).toContainText('Failed');
  await row('unwanted').getByRole('button', { name: 'Put unwanted:1.0.0 away' }).focus();
  await page.keyboard.press('Enter');
  await expect(row('unwanted')).toHaveCount(0);
  await expect(row('refused').getByRole('button', { name: 'Copy digest' })).toBeFocused();

  await launched.close();
  launched = await launchApp({ userDataFolder: launched.userDataFolder });
  await expect(launched.page.getByRole('button', { name: 'No transfers' })).toBeVisible();
});
