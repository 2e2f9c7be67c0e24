/** Releases of a real cluster: the list and the page of one, as the real helm made them. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { clusterMissing, clusterStopsMissing, openCluster, type TestCluster } from '../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../support/cluster-charts';
import { axeFindings } from './support/axe';
import { launchWithCluster } from './support/cluster-app';
import { removeUserData, type LaunchedApp } from './support/launch';
import { tabTo } from './support/tab-to';

const run = promisify(execFile);
const missing = clusterMissing();
const CONTEXT = 'arn:aws:eks:eu-1:12:cluster/dev';

let folder: string;
let charts: ClusterCharts;
let cluster: TestCluster;
let launched: LaunchedApp | undefined;

test.skip(missing !== null, missing ?? '');
test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(join(tmpdir(), 'chartroom-releases-'));
  charts = await packClusterCharts(folder);
  cluster = await openCluster({ context: CONTEXT });
});
test.afterAll(async () => {
  await cluster.close();
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

/** In a namespace of its own: `shop` at its second revision, `broken` failed. */
async function makeReleases(): Promise<string> {
  const namespace = await cluster.createNamespace('shop');
  const quick = ['-n', namespace, '--set', 'announce.enabled=false'];
  await helm('install', 'shop', charts.shop, ...quick);
  await helm('upgrade', 'shop', charts.newerShop, ...quick);
  await helm('install', 'broken', charts.failingHook, '-n', namespace).catch(() => 'as it should');
  return namespace;
}

async function openReleases(page: Page) {
  await page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: 'Releases' }).click();
  return page.getByRole('grid', { name: 'Releases' });
}

async function chooseNamespace(page: Page, namespace: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Namespace' }).click();
  await page.getByRole('combobox', { name: 'Filter namespaces' }).fill(namespace);
  await page.keyboard.press('Enter');
}

for (const version of ['4.2.3', '3.17.3'] as const) {
  test(`the list, a page and its history, by helm ${version}`, async () => {
    const namespace = await makeReleases();
    launched = await launchWithCluster({ helm: version, kubeconfig: cluster.kubeconfig });
    const { page } = launched;
    const grid = await openReleases(page);
    const shop = grid.getByRole('row', { name: `shop in ${namespace}` });
    await expect(shop).toContainText('shop1.1.0');
    await expect(shop).toContainText('Deployed');
    await expect(grid.getByRole('row', { name: `broken in ${namespace}` })).toContainText('Failed');
    expect(await axeFindings(page)).toEqual([]);

    await chooseNamespace(page, namespace);
    await expect(page.getByRole('main')).toContainText(`2 releases in ${CONTEXT} / ${namespace}`);
    await page.getByRole('searchbox', { name: 'Filter releases' }).fill('failed hook');
    await expect(grid.getByRole('row')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('region', { name: 'Selected release' })).toContainText('broken failed at revision 1');
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { level: 1, name: 'broken' })).toBeVisible();
    await expect(page.getByRole('tabpanel')).toContainText('failed post-install');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Control+[');
    await expect(page.getByRole('searchbox', { name: 'Filter releases' })).toHaveValue('failed hook');
    await page.getByRole('searchbox', { name: 'Filter releases' }).fill('');
    await shop.dblclick();
    await expect(page.getByRole('tabpanel')).toContainText(`The shop shop is open in ${namespace}`);
    const resources = page.getByRole('region', { name: 'Resources' });
    await expect(resources.getByRole('row', { name: /Deployment shop/ })).toContainText('Ready');
    await expect(resources).toContainText('all there and ready');
    expect(await axeFindings(page)).toEqual([]);
    await tabTo(page, page.getByRole('tab', { name: 'Overview' }));
    await page.keyboard.press('End');
    const history = page.getByRole('grid', { name: 'History' });
    await expect(history.getByRole('row', { name: 'Revision 2' })).toContainText('Deployed');
    await expect(history.getByRole('row', { name: 'Revision 1' })).toContainText('Superseded');
    await history.getByRole('row', { name: 'Revision 1' }).click();
    await expect(page.getByRole('region', { name: 'Selected revision' })).toContainText('Install complete');
    expect(await axeFindings(page)).toEqual([]);
  });
}

test('a user of one namespace sees its releases, and is told that there may be others', async () => {
  const namespace = await makeReleases();
  const user = await cluster.limitedUser(namespace);
  launched = await launchWithCluster({ kubeconfig: user.kubeconfig });
  const { page } = launched;
  const grid = await openReleases(page);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('You may not look into all namespaces');
  await chooseNamespace(page, 'kube-system');
  await expect(page.getByRole('alert')).toContainText(`You may not see the releases in ${CONTEXT} / kube-system`);
  expect(await axeFindings(page)).toEqual([]);
});

test('without helm, without a cluster, and with one out of reach, the page says what is missing', async () => {
  launched = await launchWithCluster({ helm: null, kubeconfig: cluster.kubeconfig });
  await launched.page.getByRole('link', { name: 'Releases' }).click();
  await expect(launched.page.getByRole('alert')).toContainText('Browsing and pushing work without it');
  expect(await axeFindings(launched.page)).toEqual([]);
  await launched.close();
  await removeUserData(launched.userDataFolder);

  launched = await launchWithCluster({ kubeconfig: join(folder, 'no-kubeconfig') });
  await launched.page.getByRole('link', { name: 'Releases' }).click();
  await expect(launched.page.getByRole('heading', { name: 'No cluster' })).toBeVisible();
  expect(await axeFindings(launched.page)).toEqual([]);
});

test('a cluster that goes away leaves what was read, and says so', async () => {
  test.skip(clusterStopsMissing() !== null, clusterStopsMissing() ?? '');
  const namespace = await makeReleases();
  launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  const grid = await openReleases(page);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await cluster.stopApi();
  await page.keyboard.press('Control+r');
  const main = page.getByRole('main');
  await expect(main.getByRole('status')).toContainText(`Can't reach ${CONTEXT}. Showing what was read`);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await cluster.startApi();
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('status')).toBeHidden();
});

test('a release that a killed helm left pending is repaired from its page', async () => {
  test.setTimeout(90_000);
  const namespace = await cluster.createNamespace('stuck');
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: cluster.kubeconfig };
  const args = ['install', 'hook', charts.failingHook, '-n', namespace, '--set', 'endless=true'];
  const child = spawn(await ensureHelm('4.2.3'), args, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await expect.poll(() => helm('list', '-n', namespace, '--pending', '-q')).toBe('hook\n');
  child.kill('SIGKILL');
  await ended;

  launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  const grid = await openReleases(page);
  await chooseNamespace(page, namespace);
  await grid.getByRole('row', { name: /hook/ }).dblclick();
  await page.getByRole('button', { name: 'Repair…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repair hook' });
  await expect(dialog).toContainText('Revision 1 is pending install since');
  const repair = dialog.getByRole('button', { name: `Uninstall hook from ${CONTEXT} / ${namespace}` });
  await expect(repair, 'it may be live').toBeDisabled();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Nobody is changing this release any more' }).check();
  await repair.click();
  await expect(page.getByText('hook was repaired.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible();
  expect(await helm('list', '-n', namespace, '-q', '--pending', '--uninstalling', '--failed', '--deployed')).toBe('');
});
