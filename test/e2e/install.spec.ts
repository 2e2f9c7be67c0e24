/** Installing a chart by the wizard: from a file that was dropped to pods that are ready, on a real Kubernetes API by the real helm. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { clusterMissing, openCluster, type TestCluster } from '../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../support/cluster-charts';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchWithCluster } from './support/cluster-app';
import { dropFiles } from './support/drop-files';
import { removeUserData, type LaunchedApp } from './support/launch';

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
  folder = await mkdtemp(join(tmpdir(), 'chartroom-install-'));
  charts = await packClusterCharts(folder);
  registry = await startDockerRegistry();
  cluster = await openCluster({ context: CONTEXT });
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

/** By a drop, to a path of its own; the one that was pushed is shown then. */
async function push(page: Page, archive: string, path: string): Promise<void> {
  await addRegistry(page, registry.address);
  await dropFiles(page, page.getByRole('main'), [archive]);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/${path}`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
  await expect(page.getByRole('region', { name: 'Transfers' }).getByRole('listitem')).toContainText('Done');
}

function step(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]');
}

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

async function typeOverrides(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Overrides' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

for (const version of ['4.2.3', '3.17.3'] as const) {
  test(`a dropped chart becomes a running release, by helm ${version}`, async () => {
    test.setTimeout(120_000);
    const namespace = cluster.namespaceName();
    launched = await launchWithCluster({ helm: version, kubeconfig: cluster.kubeconfig });
    const { page } = launched;
    await push(page, charts.shop, `helm-${version}`);
    await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Install shop' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Context' })).toHaveText(CONTEXT);

    // What is wrong is said, and led to.
    await page.getByRole('textbox', { name: 'Release name' }).fill('y');
    await next(page);
    const summary = page.getByRole('main').getByRole('alert').filter({ hasText: 'to be put right' });
    await summary.getByRole('button', { name: /^Release name: YAML reads this name/ }).click();
    await expect(page.getByRole('textbox', { name: 'Release name' })).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('shop');
    await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
    await page.getByRole('checkbox', { name: /^Create the namespace/ }).check();
    expect(await axeFindings(page)).toEqual([]);
    await next(page);
    await expect(step(page)).toHaveText(/Version/);
    await expect(page.getByRole('heading', { level: 2, name: 'Step 2 of 7: Version' })).toBeFocused();
    await next(page);

    // A key that stands twice is held back.
    await typeOverrides(page, 'replicas: 2\nreplicas: 3\n');
    await expect(page.getByText('stands twice here')).toBeVisible();
    await page.getByRole('button', { name: 'Go to line 2' }).click();
    await next(page);
    await expect(step(page)).toHaveText(/Values/);
    await typeOverrides(page, 'replicas: 2\npassword: correct-horse\nannounce:\n  enabled: false\n');
    await expect(page.getByRole('textbox', { name: 'Values of the chart' })).toContainText('Welcome to the shop');
    expect(await axeFindings(page)).toEqual([]);
    await next(page);

    const objects = page.getByRole('navigation', { name: 'Previewed objects' });
    await expect(objects).toContainText('CRDs, made first (1)', { timeout: 20_000 });
    await objects.getByRole('button', { name: /^shop Deployment/ }).click();
    await expect(page.getByRole('textbox', { name: 'Deployment shop' })).toContainText('replicas: 2');
    await expect(page.getByRole('main')).not.toContainText('correct-horse');
    expect(await axeFindings(page)).toEqual([]);

    // Another value makes it stale.
    await page.getByRole('main').getByRole('button', { name: 'Back', exact: true }).click();
    await typeOverrides(page, 'replicas: 3\npassword: correct-horse\nannounce:\n  enabled: false\n');
    await next(page);
    await expect(objects).toContainText('Resources', { timeout: 20_000 });
    await next(page);
    await page.getByRole('textbox', { name: 'Time-out' }).fill('90s');
    expect(await axeFindings(page)).toEqual([]);
    await next(page);

    await expect(page.getByRole('main')).toContainText(
      `Helm installs shop 1.0.0 as shop in ${CONTEXT} / ${namespace}.`,
    );
    await page.getByRole('button', { name: 'Run install' }).click();
    await expect(step(page)).toHaveText(/Result/, { timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText(`Installed: shop in ${CONTEXT} / ${namespace}`);
    await expect(page.getByRole('group', { name: 'Notes of the chart' })).toContainText('The shop shop is open');
    await expect(page.getByRole('main')).not.toContainText('correct-horse');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open release' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Deployed');

    const values: unknown = JSON.parse(await helm('get', 'values', 'shop', '-n', namespace, '-o', 'json'));
    expect(values).toEqual({ replicas: 3, password: 'correct-horse', announce: { enabled: false } });
    const ready = ['get', 'deployment', 'shop', '-n', namespace, '-o', 'jsonpath={.status.readyReplicas}'];
    expect(await cluster.kubectl(ready)).toBe('3');

    await page.getByRole('button', { name: 'Uninstall…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Uninstall shop' });
    await expect(dialog).toContainText('Deployment shop');
    const uninstall = dialog.getByRole('button', { name: `Uninstall shop from ${CONTEXT} / ${namespace}` });
    await expect(uninstall).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Type shop to confirm' }).fill('shop');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(`shop was uninstalled from ${CONTEXT} / ${namespace}.`)).toBeVisible();
    expect(await helm('list', '-n', namespace, '-q')).toBe('');
    expect(await cluster.kubectl(['get', 'deployment', '-n', namespace, '-o', 'name'])).toBe('');
  });
}

test('a hook that fails, a name that is taken, and what was typed is still there after a look elsewhere', async () => {
  test.setTimeout(120_000);
  const namespace = await cluster.createNamespace('hook');
  launched = await launchWithCluster({ kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  await push(page, charts.failingHook, 'hooks');
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  // Closes the list of namespaces.
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Release name' }).fill('hook');
  await page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: 'Releases' }).click();
  await page.keyboard.press('Control+[');
  await expect(page.getByRole('combobox', { name: 'Namespace' })).toHaveValue(namespace);
  await expect(page.getByRole('textbox', { name: 'Release name' })).toHaveValue('hook');
  await page.getByRole('checkbox', { name: /^Protect this context/ }).click();
  await expect(page.getByRole('checkbox', { name: /^Protect this context/ })).toBeChecked();
  for (let index = 0; index < 3; index += 1) await next(page);
  await expect(page.getByRole('navigation', { name: 'Previewed objects' })).toContainText('Hooks (1)', {
    timeout: 20_000,
  });
  await next(page);
  await next(page);
  const runInstall = page.getByRole('button', { name: 'Run install' });
  await expect(runInstall, 'the context is protected').toBeDisabled();
  await page.getByRole('textbox', { name: `Type ${CONTEXT} to confirm` }).fill(CONTEXT);
  await runInstall.click();
  await expect(step(page)).toHaveText(/Result/, { timeout: 60_000 });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('hook');
  await expect(page.getByRole('main')).toContainText('The cluster has it at revision 1, failed.');

  // The name is taken by what failed.
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /^Preview/ })
    .click();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('is taken', { timeout: 20_000 });
  await next(page);
  await expect(step(page)).toHaveText(/Preview/);
});

test('without helm, and without a cluster, the page says what is missing', async () => {
  launched = await launchWithCluster({ helm: null, kubeconfig: cluster.kubeconfig });
  const { page } = launched;
  await push(page, charts.shop, 'no-helm');
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/helm/i);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
});
