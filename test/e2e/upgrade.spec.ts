/** The life of a release: installed and upgraded by wizard with its differences seen, rolled back, uninstalled; read by the real helm. */
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { clusterStage } from './support/cluster-stage';
import { goOn, pushByDrop, typeOverrides, wizardStep } from './support/wizard';

const CONTEXT = 'kind-dev';
const stage = clusterStage({ context: CONTEXT });
const OVERRIDES = 'replicas: 2\nwelcome: Hello\npassword: correct-horse\nannounce:\n  enabled: false\n';

/** Both versions by a drop, 1.0.0 installed by the wizard; ends on the release's page. */
async function installShop(page: Page, { namespace, path }: { readonly namespace: string; readonly path: string }) {
  const { shop, newerShop } = stage.charts();
  await pushByDrop(page, [shop, newerShop], { registry: stage.registry(), path });
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${stage.registry().address}/${path}/shop:1.0.0`);
  await page.keyboard.press('Enter');
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  await page.keyboard.press('Tab');
  await goOn(page);
  await goOn(page);
  await typeOverrides(page, OVERRIDES);
  await goOn(page);
  await expect(page.getByRole('navigation', { name: 'Previewed objects' })).toBeVisible({ timeout: 20_000 });
  await goOn(page);
  await goOn(page);
  await page.getByRole('button', { name: 'Run install' }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Open release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
}

/** From a result that failed over who owns a field, by the way that it offers, to one that did not. */
async function takeOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the options' }).click();
  await page.getByRole('button', { name: 'Show advanced options' }).click();
  await page.getByRole('checkbox', { name: 'Force conflicts' }).check();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeVisible({ timeout: 20_000 });
  await goOn(page);
  await page.getByRole('button', { name: 'Run upgrade' }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
}

for (const version of ['4.2.3', '3.17.3'] as const) {
  test(`a release is upgraded, read, rolled back and uninstalled, by helm ${version}`, async () => {
    test.setTimeout(240_000);
    const namespace = await stage.cluster().createNamespace('shop');
    const { page } = await stage.launch({ helm: version });
    await installShop(page, { namespace, path: `upgrade-${version}` });
    const inNamespace = ['-n', namespace];
    await stage.cluster().kubectl(['scale', 'deployment/shop', '--replicas=5', ...inNamespace]);

    await page.getByRole('button', { name: 'Upgrade', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Upgrade shop' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(`1.0.0 to 1.1.0 in ${CONTEXT} / ${namespace}, revision 1 to 2`);
    await expect(page.getByRole('main')).toContainText(
      `oci://${stage.registry().address}/upgrade-${version}/shop:1.0.0`,
    );
    expect(await axeFindings(page)).toEqual([]);
    await goOn(page);
    await expect(page.getByText('Deployed: 1.0.0. One newer version.')).toBeVisible();
    await goOn(page);

    // Carried over, and told what the new version thinks of them.
    await expect(page.getByRole('textbox', { name: 'Overrides' })).toContainText('welcome: Hello');
    await expect(page.getByRole('grid', { name: 'Values' }).getByRole('columnheader')).toHaveText([
      'Path',
      'Type',
      'Default',
      'Deployed',
      'New',
    ]);
    await expect(page.getByRole('row', { name: 'welcome: Hello' })).toContainText('welcomestring·HelloHello');
    await expect(page.getByRole('row', { name: 'password: hidden' })).not.toContainText('horse');
    await expect(page.getByText('1.1.0 no longer knows one of these overrides.')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await typeOverrides(page, 'replicas: 3\npassword: new-horse\nannounce:\n  enabled: false\n');
    await expect(page.getByText('no longer knows')).toBeHidden();
    await goOn(page);

    const list = page.getByRole('navigation', { name: 'Changes of this upgrade: resources' });
    await expect(list).toContainText('Changed', { timeout: 20_000 });
    const lines = page.getByRole('group', { name: 'Changes of this upgrade' });
    await list.getByRole('button', { name: /^shop Deployment/ }).click();
    await expect(lines).toContainText('Removed:   replicas: 2');
    await expect(lines).toContainText('Added:   replicas: 3');
    await expect(list.getByRole('button', { name: /^shop-password Secret/ })).toContainText('changed');
    for (const secret of ['correct-horse', 'new-horse']) await expect(page.getByRole('main')).not.toContainText(secret);
    await page.keyboard.press('F7');
    await expect(page.getByText(/^Difference \d+ of \d+$/)).toBeVisible();
    await expect(page.getByText("Helm won't upgrade 1 CRD of this chart.")).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Changed by hand' }).click();
    const byHand = page.getByRole('group', { name: 'Changed by hand' });
    await expect(byHand).toContainText('Removed:   replicas: 2', { timeout: 20_000 });
    await expect(byHand).toContainText('Added:   replicas: 5');
    expect(await axeFindings(page)).toEqual([]);
    await goOn(page);
    await goOn(page);
    await expect(page.getByRole('main')).toContainText(
      `Helm upgrades shop from 1.0.0 to 1.1.0 in ${CONTEXT} / ${namespace}.`,
    );
    await page.getByRole('button', { name: 'Run upgrade' }).click();
    await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
    // Helm 4 applies by the server, where the field belongs to kubectl now; helm 3 knows no owners.
    if (version === '4.2.3') {
      await expect(page.getByRole('main').getByRole('alert')).toContainText('kubectl owns what would be changed');
      await takeOver(page);
    }
    const revision = version === '4.2.3' ? 3 : 2;
    await expect(page.getByRole('main')).toContainText(`Upgraded: shop in ${CONTEXT} / ${namespace}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open release' }).click();
    await expect(page.getByRole('main')).toContainText(`shop 1.1.0 · revision ${revision}`);

    const values: unknown = JSON.parse(await stage.helm('get', 'values', 'shop', ...inNamespace, '-o', 'json'));
    expect(values).toEqual({ replicas: 3, password: 'new-horse', announce: { enabled: false } });
    const history: unknown = JSON.parse(await stage.helm('history', 'shop', ...inNamespace, '-o', 'json'));
    expect(history).toMatchObject([
      { revision: 1, status: 'superseded', chart: 'shop-1.0.0' },
      ...(revision === 3 ? [{ revision: 2, status: 'failed', chart: 'shop-1.1.0' }] : []),
      { revision, status: 'deployed', chart: 'shop-1.1.0' },
    ]);
    const ready = ['get', 'deployment', 'shop', ...inNamespace, '-o', 'jsonpath={.status.readyReplicas}'];
    expect(await stage.cluster().kubectl(ready)).toBe('3');

    // What it is now, in its tabs.
    await page.getByRole('tab', { name: 'Values', exact: true }).click();
    const shownValues = page.getByRole('textbox', { name: `Values of revision ${revision}` });
    await expect(shownValues).toContainText('replicas: 3');
    await expect(shownValues).not.toContainText('new-horse');
    await page.getByRole('checkbox', { name: 'Show secrets' }).check();
    await expect(shownValues).toContainText('password: new-horse');
    await page.getByRole('radio', { name: /^All, with/ }).check();
    await expect(shownValues).toContainText('greeting: Come in, we are open');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Manifest' }).click();
    await page.getByRole('grid', { name: 'Resources' }).getByRole('row', { name: 'Deployment shop' }).click();
    await expect(page.getByRole('textbox', { name: 'Deployment shop' })).toContainText('replicas: 3');
    expect(await axeFindings(page)).toEqual([]);

    // Its history, and back.
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('grid', { name: 'History' }).getByRole('row', { name: 'Revision 1' }).click();
    await page.getByRole('button', { name: 'Compare…' }).click();
    const resources = page.getByRole('navigation', { name: 'Manifests from revision 1 to 2: resources' });
    await expect(resources.getByRole('button', { name: /^shop Deployment/ })).toBeVisible();
    await page
      .getByRole('tab', { name: /^Values \d|^Values$/ })
      .last()
      .click();
    await expect(page.getByRole('group', { name: 'Values from revision 1 to 2' })).toContainText(
      'Removed: welcome: Hello',
    );
    await expect(page.getByRole('main')).not.toContainText('horse');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'All revisions' }).click();
    await page.getByRole('grid', { name: 'History' }).getByRole('row', { name: 'Revision 1' }).click();
    await page.getByRole('button', { name: 'Roll back to 1…' }).click();
    const rollback = page.getByRole('dialog', { name: 'Roll back shop to revision 1' });
    await rollback
      .getByRole('navigation')
      .getByRole('button', { name: /^shop Deployment/ })
      .click();
    await expect(rollback.getByRole('group', { name: `Manifests from revision ${revision} to 1` })).toContainText(
      'Added:   replicas: 2',
    );
    expect(await axeFindings(page)).toEqual([]);
    await rollback.getByRole('button', { name: `Roll back shop in ${CONTEXT} / ${namespace}` }).click();
    await expect(rollback).toBeHidden({ timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText(`shop 1.0.0 · revision ${revision + 1}`);
    const last = JSON.parse(await stage.helm('history', 'shop', ...inNamespace, '-o', 'json', '--max', '1')) as unknown;
    expect(last).toMatchObject([{ revision: revision + 1, status: 'deployed', chart: 'shop-1.0.0' }]);
    expect(await stage.cluster().kubectl(ready)).toBe('2');

    await page.getByRole('button', { name: 'Uninstall…' }).click();
    await page.getByRole('textbox', { name: 'Type shop to confirm' }).fill('shop');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible({ timeout: 30_000 });
    expect(await stage.helm('list', ...inNamespace, '-q')).toBe('');
    expect(await stage.cluster().kubectl(['get', 'deployment,service', ...inNamespace, '-o', 'name'])).toBe('');
  });
}

test('a release of which nobody knows where its chart came from', async () => {
  const namespace = await stage.cluster().createNamespace('other');
  const inNamespace = ['-n', namespace, '--set', 'announce.enabled=false'];
  await stage.helm('install', 'shop', stage.charts().shop, ...inNamespace);
  const { page } = await stage.launch();
  const open = (step: string) =>
    page.evaluate((hash) => (location.hash = hash), `/${step}/${CONTEXT}/${namespace}/shop`);
  await open('upgrade');
  await expect(page.getByText('Nobody knows where its chart came from')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Open release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
});
