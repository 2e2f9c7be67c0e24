/** What the push sheet, the Transfers dock and the settings do beside the way straight through, in the real window. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { dropFiles } from './support/drop-files';
import { makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

let registry: DockerRegistry;
let folder: string;
let alpha: MadeChart;
let bravo: MadeChart;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-push-sheet-'));
  registry = await startDockerRegistry();
  [alpha, bravo] = await Promise.all([makeChart(folder, 'alpha', '1.0.0'), makeChart(folder, 'bravo', '2.0.0+acme.1')]);
  launched = await launchApp();
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

function sheet(): Locator {
  return launched.page.getByRole('dialog', { name: 'Push charts' });
}

function row(name: string): Locator {
  return sheet().getByRole('row', { name, exact: true });
}

/** The system's file dialog answers with these files from now on. */
async function chooseFromNowOn(filePaths: readonly string[]): Promise<void> {
  await launched.app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

test('before there is a registry, a drop asks where to', async () => {
  const { page } = launched;
  await dropFiles(page, page.locator('main'), [alpha.path], async () => {
    await expect(page.getByText('Drop to inspect')).toBeVisible();
  });
  await expect(row('alpha 1.0.0')).toContainText('alpha:1.0.0');
  await expect(sheet().getByText('Choose a destination')).toBeVisible();
  await expect(sheet().getByRole('button', { name: 'Push 0 charts' })).toBeDisabled();
});

test('a destination that speaks plain HTTP says so once and offers to add it', async () => {
  const { page } = launched;
  await sheet().getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/charts`);
  await expect(sheet().getByRole('alert')).toContainText('speaks plain HTTP');
  await expect(row('alpha 1.0.0')).toContainText('Not checked');
  await sheet().getByRole('alert').getByRole('button', { name: 'Add registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await expect(dialog.getByRole('textbox', { name: 'Registry address' })).toHaveValue(registry.address);
  await dialog.getByRole('checkbox', { name: 'Use plain HTTP' }).check();
  await dialog.getByRole('button', { name: 'Continue without logging in' }).click();
  await expect(dialog).toBeHidden();
});

test('the new registry is asked at once, and the way to it is told', async () => {
  await expect(row('alpha 1.0.0')).toContainText(`oci://${registry.address}/charts/alpha:1.0.0`);
  await expect(row('alpha 1.0.0')).toContainText('New');
  await expect(sheet().getByText('Anonymous')).toBeVisible();
  await expect(sheet().getByRole('alert')).toHaveCount(0);
});

test('more files can be added by drop and by button, and taken away again', async () => {
  const { page } = launched;
  const notAChart = join(folder, 'values.yaml');
  await writeFile(notAChart, 'replicas: 1\n');
  await dropFiles(page, sheet(), [notAChart]);
  await expect(row('values.yaml')).toContainText("values.yaml isn't a chart.");
  await chooseFromNowOn([bravo.path]);
  await sheet().getByRole('button', { name: 'Add charts…' }).click();
  await expect(row('bravo 2.0.0+acme.1')).toContainText('bravo:2.0.0_acme.1');
  await expect(row('bravo 2.0.0+acme.1')).toContainText('+ becomes _');
  await expect(sheet().getByText('2 of 3 will be uploaded')).toBeVisible();
  await row('values.yaml').getByRole('button', { name: 'Remove values.yaml' }).focus();
  await page.keyboard.press('Enter');
  await expect(row('values.yaml')).toHaveCount(0);
  await expect(row('bravo 2.0.0+acme.1').getByRole('button', { name: /Remove/ })).toBeFocused();
});

test('the helm commands that do the same name files, not folders', async () => {
  const { app } = launched;
  await sheet().getByRole('button', { name: 'Copy as helm commands' }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(
      [
        `helm push alpha-1.0.0.tgz oci://${registry.address}/charts --plain-http`,
        `helm push bravo-2.0.0+acme.1.tgz oci://${registry.address}/charts --plain-http`,
      ].join('\n'),
    );
});

test('one chart pushed by keys alone ends on its page, with its digest', async () => {
  const { page } = launched;
  await row('bravo 2.0.0+acme.1')
    .getByRole('button', { name: /Remove/ })
    .click();
  await expect(sheet().getByRole('button', { name: 'Push 1 chart' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sheet()).toBeHidden();
  const done = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').filter({ hasText: 'alpha:1.0.0' });
  await expect(done).toContainText('Done');
  const digest = /sha256:[a-f0-9]{64}/.exec(await done.innerText())?.[0] ?? 'no digest';
  await expect(page.getByRole('heading', { level: 1, name: 'alpha' })).toBeVisible();
  await expect(page.locator('main')).toContainText(digest);
});

test('news in the corner makes room for a dialog, whose buttons it would cover in a small window', async () => {
  const { page } = launched;
  const news = page.locator('button[aria-label="Dismiss"]');
  await page.getByRole('link', { name: registry.address }).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy address' }).click();
  await expect(news).toBeVisible();
  await page.keyboard.press('ControlOrMeta+/');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await news.count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('a .prov for other content holds its chart back until it is left out', async () => {
  const { page } = launched;
  await mkdir(join(folder, 'signed'));
  const charlie = await makeChart(join(folder, 'signed'), 'charlie', '1.0.0');
  const body = 'name: charlie\n\n...\nfiles:\n  charlie-1.0.0.tgz: sha256:' + '0'.repeat(64);
  const signature = '-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n';
  await writeFile(`${charlie.path}.prov`, `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${body}\n${signature}`);
  const link = page.getByRole('navigation', { name: 'Registries' }).getByRole('link', { name: registry.address });
  await dropFiles(page, link, [charlie.path], async () => {
    await expect(page.getByText(`Push to ${registry.address}`)).toBeVisible();
  });
  await expect(row('charlie 1.0.0')).toContainText("charlie-1.0.0.tgz.prov doesn't match this archive.");
  await expect(sheet().getByRole('button', { name: 'Push 0 charts' })).toBeDisabled();
  await row('charlie 1.0.0').getByRole('checkbox', { name: 'Push without it' }).check();
  await expect(row('charlie 1.0.0')).toContainText('New');
  await sheet().getByRole('button', { name: 'Push 1 chart' }).click();
  const done = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').filter({ hasText: 'charlie' });
  await expect(done).toContainText('Done');
});

test('the dock closes and opens by keys, and forgets what is finished', async () => {
  const { page } = launched;
  const dock = page.getByRole('region', { name: 'Transfers' });
  await page.keyboard.press('ControlOrMeta+j');
  await expect(dock).toHaveCount(0);
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+j');
  await dock.getByRole('button', { name: 'Clear done' }).click();
  await expect(dock.getByRole('listitem')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'No transfers' })).toBeVisible();
});

test('settings count at once and outlive a reload', async () => {
  const { page } = launched;
  // Playwright emulates a light system otherwise, whatever the app says.
  await page.emulateMedia({ colorScheme: null });
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.getByRole('radio', { name: 'Compact' }).check();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});
