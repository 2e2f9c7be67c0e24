/** Goes through the screens about clusters in the real window and stops at each, for screenshots and accessibility tests. */
import { expect, type Page } from '@playwright/test';
import type { ClusterStage } from './cluster-stage';
import { closeToast } from './screen-tour';
import { standStill } from './stand-still';
import { goOn, pushByDrop, typeOverrides, wizardStep } from './wizard';

const OVERRIDES = 'replicas: 2\nwelcome: Hello\npassword: correct-horse\nannounce:\n  enabled: false\n';

/** `onScreen` is called when the screen of that name stands still. */
export async function tourClusterScreens(
  page: Page,
  stage: ClusterStage,
  onScreen: (name: string) => Promise<void>,
): Promise<void> {
  const { shop, newerShop } = stage.charts();
  const registry = stage.registry();
  const namespace = await stage.cluster().createNamespace('shop');
  const main = page.getByRole('main');
  const visit = async (name: string): Promise<void> => {
    await standStill(page);
    await onScreen(name);
  };
  const go = (hash: string): Promise<void> =>
    page.evaluate((target) => {
      location.hash = target;
    }, hash);

  await pushByDrop(page, [shop, newerShop], { registry, path: namespace });
  await page.keyboard.press('ControlOrMeta+j');
  await closeToast(page);
  await go(`/charts/${encodeURIComponent(registry.address)}/${namespace}/shop:1.0.0`);
  await page.getByRole('tab', { name: 'Render' }).click();
  await page.getByRole('grid', { name: 'Resources' }).getByRole('row', { name: 'Deployment shop' }).click();
  await visit('render');

  await main.getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  await page.keyboard.press('Tab');
  await expect(main).toContainText(stage.context);
  await visit('install-target');
  await goOn(page);
  await visit('install-version');
  await goOn(page);
  await typeOverrides(page, OVERRIDES);
  await page
    .getByRole('grid', { name: 'Values' })
    .getByRole('row', { name: /^replicas/ })
    .click();
  await visit('install-values');
  await goOn(page);
  const objects = page.getByRole('navigation', { name: 'Previewed objects' });
  await objects.getByRole('button', { name: /^shop Deployment/ }).click({ timeout: 20_000 });
  await visit('install-preview');
  await goOn(page);
  await page.getByRole('button', { name: 'Show advanced options' }).click();
  await visit('install-options');
  await goOn(page);
  await visit('install-run');
  await page.getByRole('button', { name: 'Run install' }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
  await visit('install-result');
  await page.getByRole('button', { name: 'Open release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible();
  await expect(main).toContainText('Last deployed');
  await expect(main.getByText('Deployment shop').or(main.getByText('Deployment')).first()).toBeVisible();
  await visit('release-overview');

  await stage.cluster().kubectl(['scale', 'deployment/shop', '--replicas=5', '-n', namespace]);
  await page.getByRole('button', { name: 'Upgrade', exact: true }).click();
  await expect(main).toContainText('oci://');
  await visit('upgrade-target');
  await goOn(page);
  await goOn(page);
  await expect(page.getByText('no longer knows one of these overrides')).toBeVisible();
  await visit('upgrade-values');
  await typeOverrides(page, OVERRIDES.replace('welcome: Hello\n', '').replace('2', '3'));
  await goOn(page);
  const changes = page.getByRole('navigation', { name: 'Changes of this upgrade: resources' });
  await changes.getByRole('button', { name: /^shop Deployment/ }).click({ timeout: 20_000 });
  await visit('upgrade-preview');
  await page.getByRole('tab', { name: 'Changed by hand' }).click();
  await expect(page.getByRole('group', { name: 'Changed by hand' })).toContainText('replicas', { timeout: 20_000 });
  await visit('upgrade-by-hand');
  await goOn(page);
  await page.getByRole('button', { name: 'Show advanced options' }).click();
  await page.getByRole('checkbox', { name: 'Force conflicts' }).check();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Run upgrade' }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 60_000 });
  await visit('upgrade-result');
  await page.getByRole('button', { name: 'Open release' }).click();

  await page.getByRole('tab', { name: 'Values', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Values of revision 2' })).toContainText('replicas');
  await visit('release-values');
  await page.getByRole('tab', { name: 'Manifest' }).click();
  await page.getByRole('grid', { name: 'Resources' }).getByRole('row', { name: 'Deployment shop' }).click();
  await visit('release-manifest');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('grid', { name: 'History' }).getByRole('row', { name: 'Revision 1' }).click();
  await visit('release-history');
  await page.getByRole('button', { name: 'Compare…' }).click();
  await expect(page.getByRole('group', { name: 'Manifests from revision 1 to 2' })).toBeVisible();
  await visit('release-compare');
  await page.getByRole('button', { name: 'All revisions' }).click();
  await page.getByRole('grid', { name: 'History' }).getByRole('row', { name: 'Revision 1' }).click();
  await page.getByRole('button', { name: 'Roll back to 1…' }).click();
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Manifests from revision 2 to 1' })).toBeVisible();
  await visit('release-roll-back');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Uninstall…' }).click();
  await expect(page.getByRole('dialog')).toContainText('What goes: ');
  await visit('release-uninstall');
  await page.keyboard.press('Escape');

  await stage.helm('install', 'broken', stage.charts().failingHook, '-n', namespace).catch(() => 'as it should');
  await page.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: 'Releases' }).click();
  await page
    .getByRole('grid', { name: 'Releases' })
    .getByRole('row', { name: `broken in ${namespace}` })
    .click();
  await visit('releases');
}
