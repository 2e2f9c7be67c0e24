/** The first step of the install wizard on a real cluster: what is wrong with a target is said while it is typed. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { clusterMissing, openCluster, type TestCluster } from '../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../support/cluster-charts';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchWithCluster } from './support/cluster-app';
import { removeUserData, type LaunchedApp } from './support/launch';

const run = promisify(execFile);
const missing = clusterMissing();

let folder: string;
let charts: ClusterCharts;
let cluster: TestCluster;
let registry: DockerRegistry;
let launched: LaunchedApp | undefined;

test.skip(missing !== null, missing ?? '');
test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(join(tmpdir(), 'chartroom-target-'));
  charts = await packClusterCharts(folder);
  registry = await startDockerRegistry();
  cluster = await openCluster({ context: 'kind-dev', isShared: true });
  await helm('push', charts.shop, `oci://${registry.address}/charts`, '--plain-http');
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

async function helm(...args: readonly string[]): Promise<void> {
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: cluster.kubeconfig };
  await run(await ensureHelm('4.2.3'), args, { env });
}

async function openWizard(kubeconfig: string): Promise<Page> {
  launched = await launchWithCluster({ kubeconfig, args: [`oci://${registry.address}/charts/shop:1.0.0`] });
  const { page } = launched;
  await addRegistry(page, registry.address);
  await page.getByRole('grid', { name: 'Repositories' }).getByRole('row', { name: 'charts/shop' }).dblclick();
  await page.getByRole('grid', { name: 'Versions' }).getByRole('row', { name: '1.0.0' }).dblclick();
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  return page;
}

test('who has a name is said while it is typed, and whether a namespace is there', async () => {
  const namespace = await cluster.createNamespace('shop');
  await helm('install', 'shop', charts.shop, '-n', namespace, '--set', 'announce.enabled=false');
  const page = await openWizard(cluster.kubeconfig);
  const main = page.getByRole('main');
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Release name' }).fill('shop');
  await expect(main.getByRole('alert')).toContainText(
    `A release of this name is in ${namespace}: shop 1.0.0, deployed at revision 1.`,
  );
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Release name' }).fill('web');
  await expect(main).toContainText(`Free in ${namespace}.`);
  await page.getByRole('combobox', { name: 'Namespace' }).fill('nobody-made-it');
  await page.keyboard.press('Tab');
  await expect(main).toContainText('There is no namespace nobody-made-it. Let it be created');
  await page.getByRole('checkbox', { name: /^Create the namespace/ }).check();
  await expect(main.getByText('There is no namespace')).toBeHidden();

  await page.getByRole('button', { name: 'Copy as helm command' }).click();
  await expect(page.getByText('Command copied.')).toBeVisible();
  const copied = await launched?.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toBe(
    `helm install web oci://${registry.address}/charts/shop --version 1.0.0 --kubeconfig ${cluster.kubeconfig} --kube-context kind-dev --namespace nobody-made-it --create-namespace --wait --timeout 300s --plain-http`,
  );
});

test('a user of one namespace is told that no other can be made, before anything is previewed', async () => {
  const namespace = await cluster.createNamespace('shop');
  const user = await cluster.limitedUser(namespace);
  const page = await openWizard(user.kubeconfig);
  const main = page.getByRole('main');
  await page.getByRole('combobox', { name: 'Namespace' }).fill('kube-system');
  await page.keyboard.press('Tab');
  await expect(main).toContainText('You may not install into kube-system');
  await page.getByRole('checkbox', { name: /^Create the namespace/ }).check();
  await expect(main).toContainText('You may not create namespaces in this cluster');
  expect(await axeFindings(page)).toEqual([]);
});
