/** The run of an install that does not end by itself: its resources are seen, it is cancelled, and what was applied stays. */
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { clusterStage } from './support/cluster-stage';
import { goOn, pushByDrop, typeOverrides, wizardStep } from './support/wizard';

const CONTEXT = 'kind-dev';
const stage = clusterStage({ context: CONTEXT });

test('what helm has made is seen while it runs; cancelled, it stays', async () => {
  test.setTimeout(120_000);
  const namespace = await stage.cluster().createNamespace('hook');
  const { page } = await stage.launch();
  await pushByDrop(page, [stage.charts().failingHook], { registry: stage.registry(), path: 'runs' });
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Release name' }).fill('hook');
  await goOn(page);
  await goOn(page);
  await typeOverrides(page, 'endless: true\n');
  await goOn(page);
  await expect(page.getByRole('navigation', { name: 'Previewed objects' })).toBeVisible({ timeout: 20_000 });
  await goOn(page);
  await goOn(page);
  await page.getByRole('button', { name: 'Run install' }).click();

  const resources = page.getByRole('region', { name: 'Resources' });
  await expect(resources.getByRole('row', { name: /ConfigMap hook-settings/ })).toContainText('There', {
    timeout: 20_000,
  });
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Cancel Helm/ }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 30_000 });
  await expect(page.getByRole('main')).toContainText('What was applied until then stays');
  await expect(page.getByRole('main')).toContainText('path=chart.tgz');
  await expect(page.getByRole('main'), 'no path of the app').not.toContainText('in-use');
  const there = ['get', 'configmap', 'hook-settings', '-n', namespace, '-o', 'name'];
  expect(await stage.cluster().kubectl(there)).toContain('configmap/hook-settings');
});
