/** Charts of this machine read before they are pushed: opened, dropped, a folder; the sheet that they came from is kept. */
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chartTgz } from '../support/tar-bytes';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { dropFiles } from './support/drop-files';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

let launched: LaunchedApp;
let archive: string;
let folder: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  launched = await launchApp();
  archive = join(launched.userDataFolder, 'app-1.0.0.tgz');
  folder = join(launched.userDataFolder, 'work');
  const readme = { name: 'app/README.md', content: '# The app\n' };
  await writeFile(archive, chartTgz(readme, { name: 'app/values.yaml', content: 'replicas: 2\n' }));
  await mkdir(join(folder, 'templates'), { recursive: true });
  await writeFile(
    join(folder, 'Chart.yaml'),
    'apiVersion: v2\nname: web\nversion: 2.0.0\ndescription: From a folder\n',
  );
  await writeFile(join(folder, 'templates', 'a.yaml'), 'a: {{ .Values.a }}\n');
});
test.afterAll(async () => {
  await launched.close();
  await removeUserData(launched.userDataFolder);
});

test('a packaged chart is opened and read, without a registry', async () => {
  const { app, page } = launched;
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, archive);
  await page.getByRole('button', { name: 'Open a chart…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'app' }).first()).toBeVisible();
  await expect(page.getByText('On this computer')).toBeVisible();
  await expect(page.getByRole('region', { name: 'README.md' })).toContainText('The app');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('textbox', { name: 'Chart.yaml' })).toContainText('name: app');
  await page.getByRole('tab', { name: 'Values' }).click();
  await expect(page.getByText('replicas').first()).toBeVisible();

  // What is no .prov stops a push, not the reading.
  await mkdir(`${archive}.prov`);
  await page.keyboard.press('ControlOrMeta+r');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByText("It can’t be pushed as it is. app-1.0.0.tgz.prov isn't a file.")).toBeVisible();
  await expect(page.getByRole('region', { name: 'README.md' })).toContainText('The app');
  await page.getByRole('tab', { name: 'Trust' }).click();
  await expect(page.getByRole('alert')).toContainText('app-1.0.0.tgz.prov');
  expect(await axeFindings(page)).toEqual([]);
  await rmdir(`${archive}.prov`);
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Not signed');

  // What was read is not kept for what is there now.
  await writeFile(archive, chartTgz({ name: 'app/README.md', content: '# Another\n' }));
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByRole('region', { name: 'README.md' })).toContainText('Another');
});

test('from the push sheet it is looked into, and the sheet comes back as it was', async () => {
  const { page } = launched;
  await dropFiles(page, page.getByRole('main'), [archive, folder]);
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  await sheet.getByRole('combobox', { name: 'Destination' }).fill('registry.example/charts');
  await sheet.getByRole('button', { name: 'Look inside web 2.0.0' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'web' }).first()).toBeVisible();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('From a folder')).toBeVisible();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('treeitem', { name: 'a.yaml' }).click();
  await expect(page.getByRole('textbox', { name: 'templates/a.yaml' })).toContainText('.Values.a');
  await page.getByRole('button', { name: 'Push…' }).click();
  await expect(sheet.getByRole('row')).toHaveCount(2);
  await expect(sheet.getByRole('combobox', { name: 'Destination' })).toHaveValue('registry.example/charts');
  await sheet.getByRole('button', { name: 'Cancel' }).click();

  // Packaged again where nobody held it any more.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByText('From a folder')).toBeVisible();
});

test('what is no chart any more is told, with a way out', async () => {
  const { page } = launched;
  await writeFile(join(folder, 'Chart.yaml'), 'name: [\n');
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await writeFile(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 2.0.1\n');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'web' }).first()).toBeVisible();
});
