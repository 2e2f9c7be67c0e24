/** Installing a chart by the wizard: from a file that was dropped to pods that are ready, on a real Kubernetes API by the real helm. */
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { clusterStage } from './support/cluster-stage';
import { goOn, pushByDrop, typeOverrides, wizardStep } from './support/wizard';

const CONTEXT = 'kind-dev';
const stage = clusterStage({ context: CONTEXT });
const { helm } = stage;

for (const version of ['4.2.3', '3.17.3'] as const) {
  test(`a dropped chart becomes a running release, by helm ${version}`, async () => {
    test.setTimeout(120_000);
    const namespace = stage.cluster().namespaceName();
    const { page } = await stage.launch({ helm: version });
    await pushByDrop(page, [stage.charts().shop], { registry: stage.registry(), path: `helm-${version}` });
    await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Install shop' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Context' })).toHaveText(CONTEXT);

    // What is wrong is said, and led to.
    await page.getByRole('textbox', { name: 'Release name' }).fill('y');
    await goOn(page);
    const summary = page.getByRole('main').getByRole('alert').filter({ hasText: 'to be put right' });
    await summary.getByRole('button', { name: /^Release name: YAML reads this name/ }).click();
    await expect(page.getByRole('textbox', { name: 'Release name' })).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('shop');
    await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
    await page.getByRole('checkbox', { name: /^Create the namespace/ }).check();
    expect(await axeFindings(page)).toEqual([]);
    await goOn(page);
    await expect(wizardStep(page)).toHaveText(/Version/);
    await expect(page.getByRole('heading', { level: 2, name: 'Step 2 of 7: Version' })).toBeFocused();
    await goOn(page);

    // A key that stands twice is held back.
    await typeOverrides(page, 'replicas: 2\nreplicas: 3\n');
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'stands twice here' })).toBeVisible();
    await page.getByRole('button', { name: 'Go to line 2' }).click();
    await goOn(page);
    await expect(wizardStep(page)).toHaveText(/Values/);
    await typeOverrides(page, 'replicas: 2\npassword: correct-horse\nannounce:\n  enabled: false\n');
    await expect(page.getByRole('grid', { name: 'Values' })).toContainText('Welcome to the shop');
    expect(await axeFindings(page)).toEqual([]);
    await goOn(page);

    const objects = page.getByRole('navigation', { name: 'Previewed objects' });
    await expect(objects).toContainText('CRDs, made first (1)', { timeout: 20_000 });
    await objects.getByRole('button', { name: /^shop Deployment/ }).click();
    await expect(page.getByRole('textbox', { name: 'Deployment shop' })).toContainText('replicas: 2');
    await expect(page.getByRole('main')).not.toContainText('correct-horse');
    expect(await axeFindings(page)).toEqual([]);

    // Another value makes it stale.
    await page.getByRole('main').getByRole('button', { name: 'Back', exact: true }).click();
    await typeOverrides(page, 'replicas: 3\npassword: correct-horse\nannounce:\n  enabled: false\n');
    await goOn(page);
    await expect(objects).toContainText('Resources', { timeout: 20_000 });
    await goOn(page);
    await page.getByRole('textbox', { name: 'Time-out' }).fill('90s');
    expect(await axeFindings(page)).toEqual([]);
    await goOn(page);

    await expect(page.getByRole('main')).toContainText(
      `Helm installs shop 1.0.0 as shop in ${CONTEXT} / ${namespace}.`,
    );
    await page.getByRole('button', { name: 'Run install' }).click();
    await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText(`Installed: shop in ${CONTEXT} / ${namespace}`);
    await expect(page.getByRole('group', { name: 'Notes of the chart' })).toContainText('The shop shop is open');
    await expect(page.getByRole('main')).not.toContainText('correct-horse');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open release' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'shop' }).first()).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Deployed');

    const values: unknown = JSON.parse(await helm('get', 'values', 'shop', '-n', namespace, '-o', 'json'));
    expect(values).toEqual({ replicas: 3, password: 'correct-horse', announce: { enabled: false } });
    const ready = ['get', 'deployment', 'shop', '-n', namespace, '-o', 'jsonpath={.status.readyReplicas}'];
    expect(await stage.cluster().kubectl(ready)).toBe('3');

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
    expect(await stage.cluster().kubectl(['get', 'deployment', '-n', namespace, '-o', 'name'])).toBe('');
  });
}

test('a hook that fails, a name that is taken, and what was typed is still there after a look elsewhere', async () => {
  test.setTimeout(120_000);
  const namespace = await stage.cluster().createNamespace('hook');
  const { page } = await stage.launch();
  await pushByDrop(page, [stage.charts().failingHook], { registry: stage.registry(), path: 'hooks' });
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
  for (let index = 0; index < 3; index += 1) await goOn(page);
  await expect(page.getByRole('navigation', { name: 'Previewed objects' })).toContainText('Hooks (1)', {
    timeout: 20_000,
  });
  await goOn(page);
  await goOn(page);
  const runInstall = page.getByRole('button', { name: 'Run install' });
  await expect(runInstall, 'the context is protected').toBeDisabled();
  await page.getByRole('textbox', { name: `Type ${CONTEXT} to confirm` }).fill(CONTEXT);
  await runInstall.click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('hook');
  await expect(page.getByRole('main')).toContainText('The cluster has it at revision 1, failed.');

  // The name is taken by what failed.
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: /^Preview/ })
    .click();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('is taken', { timeout: 20_000 });
  await goOn(page);
  await expect(wizardStep(page)).toHaveText(/Preview/);
  await page.getByRole('main').getByRole('button', { name: 'Open release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'hook' })).toBeVisible();
});

test('without helm, and without a cluster, the page says what is missing', async () => {
  const { page } = await stage.launch({ helm: null });
  await pushByDrop(page, [stage.charts().shop], { registry: stage.registry(), path: 'no-helm' });
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/helm/i);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'shop' }).first()).toBeVisible();
});
