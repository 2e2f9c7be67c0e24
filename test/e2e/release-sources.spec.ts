/** Where a release came from and what is newer there: linked by hand, shown in the list, on its page and on the chart's. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { clusterMissing, openCluster, type TestCluster } from '../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../support/cluster-charts';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchWithCluster } from './support/cluster-app';
import { removeUserData, type LaunchedApp } from './support/launch';
import { tabTo } from './support/tab-to';

const run = promisify(execFile);
const missing = clusterMissing();
const CONTEXT = 'kind-dev';

let folder: string;
let charts: ClusterCharts;
let cluster: TestCluster;
let registry: DockerRegistry;
let launched: LaunchedApp | undefined;

test.skip(missing !== null, missing ?? '');
test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(join(tmpdir(), 'chartroom-sources-'));
  charts = await packClusterCharts(folder);
  registry = await startDockerRegistry();
  cluster = await openCluster({ context: CONTEXT, isShared: true });
  for (const chart of [charts.shop, charts.newerShop, charts.failingHook]) {
    await helm('push', chart, `oci://${registry.address}/charts`, '--plain-http');
  }
});
test.afterAll(async () => {
  await cluster.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});
test.afterEach(async () => {
  if (launched === undefined) return;
  await launched.close();
  await removeUserData(launched.userDataFolder);
  launched = undefined;
});

async function helm(...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: cluster.kubeconfig };
  return (await run(await ensureHelm('4.2.3'), args, { env })).stdout;
}

test('a release of helm is linked by keyboard, and then has its updates', async () => {
  test.setTimeout(90_000);
  const namespace = await cluster.createNamespace('shop');
  await helm('install', 'shop', charts.shop, '-n', namespace, '--set', 'announce.enabled=false');
  launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  await addRegistry(page, registry.address);
  await page.getByRole('link', { name: 'Releases' }).click();
  const grid = page.getByRole('grid', { name: 'Releases' });
  const shop = grid.getByRole('row', { name: `shop in ${namespace}` });
  await expect(shop).toContainText('Link a source');
  await shop.click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Link a source…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Link a source' });
  await expect(dialog).toContainText('shop 1.0.0');
  const repository = dialog.getByRole('combobox', { name: 'Repository' });
  // Another chart is warned of, and a version that is not the deployed one is not taken for it.
  await repository.fill('charts/failing-hook');
  await expect(dialog).toContainText('The chart there is called failing-hook');
  await repository.fill('charts/nothing');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Link', exact: true })).toBeDisabled();
  await repository.fill('charts/shop');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('combobox', { name: 'Deployed version' })).toContainText('1.0.0');
  await expect(dialog.getByRole('button', { name: 'Link', exact: true })).toBeEnabled();
  expect(await axeFindings(page)).toEqual([]);
  await tabTo(page, dialog.getByRole('button', { name: 'Link', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  await expect(shop).toContainText(registry.address);
  await expect(shop).toContainText('1.1.0');
  await expect(page.getByRole('region', { name: 'Selected release' })).toContainText(
    `1.1.0 is newer in ${registry.address}/charts/shop`,
  );
  await page.getByRole('checkbox', { name: 'Updates only' }).check();
  await expect(grid.getByRole('row')).toHaveCount(2);
  expect(await axeFindings(page)).toEqual([]);

  await shop.dblclick();
  const source = page.getByRole('region', { name: 'Source', exact: true });
  await expect(source).toContainText('Linked by hand');
  await expect(source).toContainText('1.1.0');
  expect(await axeFindings(page)).toEqual([]);
  await source.getByRole('link', { name: `${registry.address}/charts/shop:1.0.0` }).click();

  const installed = page.getByRole('region', { name: 'Installed here as' });
  await expect(installed).toContainText(`in ${CONTEXT} / ${namespace}, this version`);
  expect(await axeFindings(page)).toEqual([]);
  await installed.getByRole('link', { name: 'shop' }).click();
  await source.getByRole('button', { name: 'Unlink' }).click();
  await expect(source).toContainText('Not known');
  await page.keyboard.press('Control+[');
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
  await expect(installed).toBeHidden();
});

test('a source is linked by the mouse, and what was seen of it is told while its registry is gone', async () => {
  const namespace = await cluster.createNamespace('shop');
  await helm('install', 'shop', charts.shop, '-n', namespace, '--set', 'announce.enabled=false');
  const own = await startDockerRegistry();
  await helm('push', charts.shop, `oci://${own.address}/charts`, '--plain-http');
  launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  await addRegistry(page, own.address);
  await page.getByRole('link', { name: 'Releases' }).click();
  const row = page.getByRole('row', { name: `shop in ${namespace}` });
  await row.getByRole('button', { name: 'Link a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link a source' });
  await dialog.getByRole('combobox', { name: 'Repository' }).fill('charts/shop');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(row).toContainText(own.address);
  await own.stop();
  // What was seen within the hour is not asked for again.
  await row.dblclick();
  await expect(page.getByRole('region', { name: 'Source', exact: true })).toContainText('Nothing newer there');
});
