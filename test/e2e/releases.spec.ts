/** Releases of a real cluster: the list and the page of one, as the real helm made them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { clusterStopsMissing } from '../support/cluster';
import { axeFindings } from './support/axe';
import { chooseNamespace, clusterStage } from './support/cluster-stage';
import { removeUserData } from './support/launch';
import { tabTo } from './support/tab-to';

const CONTEXT = 'arn:aws:eks:eu-1:12:cluster/dev';
const stage = clusterStage({ context: CONTEXT, isStopped: true });
const { helm } = stage;

/** In a namespace of its own: `shop` at its second revision, `broken` failed. */
async function makeReleases(): Promise<string> {
  const namespace = await stage.cluster().createNamespace('shop');
  const quick = ['-n', namespace, '--set', 'announce.enabled=false'];
  await helm('install', 'shop', stage.charts().shop, ...quick);
  await helm('upgrade', 'shop', stage.charts().newerShop, ...quick);
  await helm('install', 'broken', stage.charts().failingHook, '-n', namespace).catch(() => 'as it should');
  return namespace;
}

async function openReleases(page: Page) {
  await page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: 'Releases' }).click();
  return page.getByRole('grid', { name: 'Releases' });
}

for (const version of ['4.2.3', '3.17.3'] as const) {
  test(`the list, a page and its history, by helm ${version}`, async () => {
    const namespace = await makeReleases();
    const { page } = await stage.launch({ helm: version });
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
  const user = await stage.cluster().limitedUser(namespace);
  const { page } = await stage.launch({ kubeconfig: user.kubeconfig });
  const grid = await openReleases(page);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('You may not look into all namespaces');
  await chooseNamespace(page, 'kube-system');
  await expect(page.getByRole('alert')).toContainText(`You may not see the releases in ${CONTEXT} / kube-system`);
  expect(await axeFindings(page)).toEqual([]);
});

test('without helm, without a cluster, and with one out of reach, the page says what is missing', async () => {
  const withoutHelm = await stage.launch({ helm: null });
  await withoutHelm.page.getByRole('link', { name: 'Releases' }).click();
  await expect(withoutHelm.page.getByRole('alert')).toContainText('Browsing and pushing work without it');
  expect(await axeFindings(withoutHelm.page)).toEqual([]);
  await withoutHelm.close();
  await removeUserData(withoutHelm.userDataFolder);

  const withoutCluster = await stage.launch({ kubeconfig: join(stage.folder(), 'no-kubeconfig') });
  await withoutCluster.page.getByRole('link', { name: 'Releases' }).click();
  await expect(withoutCluster.page.getByRole('heading', { name: 'No cluster' })).toBeVisible();
  expect(await axeFindings(withoutCluster.page)).toEqual([]);
});

test('a cluster that goes away leaves what was read, and says so', async () => {
  test.skip(clusterStopsMissing() !== null, clusterStopsMissing() ?? '');
  const namespace = await makeReleases();
  const { page } = await stage.launch();
  const grid = await openReleases(page);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await stage.cluster().stopApi();
  await page.keyboard.press('Control+r');
  const main = page.getByRole('main');
  await expect(main.getByRole('status')).toContainText(`Can't reach ${CONTEXT}. Showing what was read`);
  await expect(grid.getByRole('row', { name: `shop in ${namespace}` })).toBeVisible();
  await stage.cluster().startApi();
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('status')).toBeHidden();
});

test('a release that a killed helm left pending is repaired from its page', async () => {
  test.setTimeout(90_000);
  const namespace = await stage.cluster().createNamespace('stuck');
  const env = { PATH: process.env['PATH'], HOME: stage.folder(), KUBECONFIG: stage.cluster().kubeconfig };
  const args = ['install', 'hook', stage.charts().failingHook, '-n', namespace, '--set', 'endless=true'];
  const child = spawn(await ensureHelm('4.2.3'), args, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await expect.poll(() => helm('list', '-n', namespace, '--pending', '-q')).toBe('hook\n');
  child.kill('SIGKILL');
  await ended;

  const { page } = await stage.launch();
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
