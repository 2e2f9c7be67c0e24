/** From the page of a chart to a running release, and from it to an upgrade's differences, by the keyboard alone. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { clusterStage } from './support/cluster-stage';
import { tabTo } from './support/tab-to';
import { pushByDrop, wizardStep } from './support/wizard';

const stage = clusterStage({ context: 'kind-dev' });

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function next(page: Page, step: RegExp): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Next', exact: true }));
  await expect(wizardStep(page)).toHaveText(step);
  await expect(page.getByRole('heading', { level: 2, name: /^Step \d of 7/ })).toBeFocused();
}

test('a chart becomes a running release without a mouse', async () => {
  test.setTimeout(120_000);
  const namespace = await stage.cluster().createNamespace('keys');
  const { page } = await stage.launch();
  await pushByDrop(page, [stage.charts().shop], { registry: stage.registry(), path: 'keys' });

  await press(page, page.getByRole('main').getByRole('button', { name: 'Install', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Install shop' })).toBeVisible();
  await tabTo(page, page.getByRole('combobox', { name: 'Namespace' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(namespace);
  await tabTo(page, page.getByRole('textbox', { name: 'Release name' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('shop');
  await next(page, /Version/);
  await next(page, /Values/);
  await tabTo(page, page.getByRole('textbox', { name: 'Overrides' }));
  await page.keyboard.type('replicas: 2');
  await page.keyboard.press('Enter');
  await page.keyboard.type('announce: {enabled: false}');
  await next(page, /Preview/);

  const objects = page.getByRole('navigation', { name: 'Previewed objects' });
  await press(page, objects.getByRole('button', { name: /^shop Deployment/ }));
  await expect(page.getByRole('textbox', { name: 'Deployment shop' })).toContainText('replicas: 2');
  await next(page, /Options/);
  await tabTo(page, page.getByRole('textbox', { name: 'Time-out' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('90s');
  await next(page, /Run/);
  await press(page, page.getByRole('button', { name: 'Run install' }));
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
  await press(page, page.getByRole('button', { name: 'Open release' }));
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
  const ready = ['get', 'deployment', 'shop', '-n', namespace, '-o', 'jsonpath={.status.readyReplicas}'];
  expect(await stage.cluster().kubectl(ready)).toBe('2');

  await press(page, page.getByRole('button', { name: 'Upgrade', exact: true }));
  await expect(page.getByRole('main')).toContainText('oci://');
  await next(page, /Version/);
  await next(page, /Values/);
  await tabTo(page, page.getByRole('textbox', { name: 'Overrides' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('replicas: 3');
  await next(page, /Preview/);
  const changes = page.getByRole('group', { name: 'Changes of this upgrade' });
  await expect(changes).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('F7');
  await expect(page.getByText(/^Difference 1 of \d+$/)).toBeVisible();
  await page.keyboard.press('Shift+F7');
  await expect(page.getByText(/^Difference (\d+) of \1$/)).toBeVisible();
  const list = page.getByRole('navigation', { name: 'Changes of this upgrade: resources' });
  await tabTo(page, list.getByRole('button'));
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(list.locator('[aria-current]')).toBeFocused();
});
