/** Runs that do not end by themselves: their resources are seen, they are cancelled, or the app is killed in the middle. */
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { clusterStage } from './support/cluster-stage';
import { disguises, processesHolding, searchFiles } from './support/secret-traces';
import { goOn, pushByDrop, typeOverrides, wizardStep } from './support/wizard';

const CONTEXT = 'kind-dev';
const stage = clusterStage({ context: CONTEXT });

/** A run of which the hook never ends, with a secret among its values; returns when the cluster has it. */
async function beginEndless(page: Page, { path, namespace, secret }: Record<'path' | 'namespace' | 'secret', string>) {
  await pushByDrop(page, [stage.charts().failingHook], { registry: stage.registry(), path });
  await page.getByRole('main').getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('combobox', { name: 'Namespace' }).fill(namespace);
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Release name' }).fill('hook');
  await goOn(page);
  await goOn(page);
  await typeOverrides(page, `endless: true\npassword: ${secret}\n`);
  await goOn(page);
  await expect(page.getByRole('navigation', { name: 'Previewed objects' })).toBeVisible({ timeout: 20_000 });
  await goOn(page);
  await goOn(page);
  await page.getByRole('button', { name: 'Run install' }).click();
  const resources = page.getByRole('region', { name: 'Resources' });
  await expect(resources.getByRole('row', { name: /ConfigMap hook-settings/ })).toContainText('There', {
    timeout: 20_000,
  });
}

test('what helm has made is seen while it runs; cancelled, it stays', async () => {
  test.setTimeout(120_000);
  const namespace = await stage.cluster().createNamespace('hook');
  const { page } = await stage.launch();
  await beginEndless(page, { path: 'runs', namespace, secret: 'hunter2' });
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Cancel Helm/ }).click();
  await expect(wizardStep(page)).toHaveText(/Result/, { timeout: 30_000 });
  await expect(page.getByRole('main')).toContainText('What was applied until then stays');
  await expect(page.getByRole('main')).toContainText('path=chart.tgz');
  await expect(page.getByRole('main'), 'no path of the app').not.toContainText('in-use');
  const there = ['get', 'configmap', 'hook-settings', '-n', namespace, '-o', 'name'];
  expect(await stage.cluster().kubectl(there)).toContain('configmap/hook-settings');
});

test('an app that is killed in the middle tells the truth at its next start, and offers to repair', async () => {
  test.setTimeout(150_000);
  const namespace = await stage.cluster().createNamespace('hook');
  const secret = 'correct-horse-battery-staple';
  const { app, page, userDataFolder } = await stage.launch();
  await beginEndless(page, { path: 'killed', namespace, secret });
  expect(await processesHolding(disguises('', secret)), 'while it runs').toEqual([]);
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGKILL');
  await gone;

  // Settings, journal, log and what crashes leave: nothing of it has what was typed.
  const { searched, holding } = await searchFiles([userDataFolder], disguises('', secret));
  expect(holding).toEqual([]);
  expect(
    searched.some((path) => path.includes('operations')),
    'the journal is there',
  ).toBe(true);

  const { page: again } = await stage.launch({ userDataFolder });
  await again.getByRole('navigation', { name: 'Clusters' }).getByRole('link', { name: 'Releases' }).click();
  const told = again.getByRole('main').getByRole('status').filter({ hasText: 'was cut off in the middle' });
  await expect(told).toContainText(`Installing hook in ${CONTEXT} / ${namespace} was cut off in the middle.`);
  await expect(told).toContainText('at revision 1, pending install', { timeout: 30_000 });
  expect(await axeFindings(again)).toEqual([]);
  await told.getByRole('button', { name: 'Open release' }).click();
  await again.getByRole('button', { name: 'Repair…' }).click();
  const dialog = again.getByRole('dialog', { name: 'Repair hook' });
  await expect(dialog).toContainText('Revision 1 is pending install');
  await dialog.getByRole('button', { name: /^Uninstall hook from/ }).click();
  await expect(again.getByText('hook was repaired.')).toBeVisible({ timeout: 30_000 });
  const left = ['get', 'configmap', 'hook-settings', '-n', namespace, '-o', 'name', '--ignore-not-found'];
  expect(await stage.cluster().kubectl(left)).toBe('');
});
