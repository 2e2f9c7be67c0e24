/** The tab Render in the real window, with the real helm: what it shows, what it hides, what it saves. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindingsInBothThemes } from './support/axe';
import { helmPush, makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

const run = promisify(execFile);
const SECRET = Buffer.from('apiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData:\n  password: hunter2\n');

let registry: DockerRegistry;
let launched: LaunchedApp;
let chart: MadeChart;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  chart = await makeChart(launched.userDataFolder, 'web', '1.0.0', '', { 'templates/secret.yaml': SECRET });
  await helmPush(chart, `${registry.address}/charts`);
  const later = {
    'templates/secret.yaml': Buffer.from(SECRET.toString().replace('hunter2', 'hunter3')),
    'templates/fresh.yaml': Buffer.from('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fresh}\n'),
  };
  const asking = { 'templates/bad.yaml': Buffer.from('{{ required "give me a name" .Values.missing }}') };
  for (const [version, files] of [
    ['2.0.0', later],
    ['3.0.0', asking],
  ] as const) {
    await helmPush(await makeChart(launched.userDataFolder, 'web', version, '', files), `${registry.address}/charts`);
  }
  const { app, page } = launched;
  const helm = await ensureHelm('4.2.3');
  await addRegistry(page, registry.address);
  await page.evaluate(() => (location.hash = '/settings'));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, helm);
  await page.getByRole('button', { name: 'Choose Helm…' }).click();
  await expect(page.getByText('Helm 4.2.3 at')).toBeVisible();
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

test('Overview lists the images that helm makes of it, once it is asked for', async () => {
  const { page } = launched;
  await open(page);
  await page.getByRole('tab', { name: 'Overview' }).click();
  const images = page.getByRole('region', { name: 'Images with default values' });
  await expect(images.getByRole('listitem')).toHaveCount(0);
  await images.getByRole('button', { name: 'Render to list them' }).click();
  await expect(images.getByRole('listitem')).toHaveText(['busybox', 'nginx:1.16.0']);
  await expect(images).toContainText('as Helm 4.2.3 renders it without a cluster');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

async function open(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/charts/web:1.0.0`);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Render' }).click();
}

async function printedByHelm(...flags: readonly string[]): Promise<string> {
  const args = ['template', 'web', chart.path, ...flags];
  return (await run(await ensureHelm('4.2.3'), args, { env: { HOME: launched.userDataFolder } })).stdout;
}

test('resources are listed by kind and read one by one, by keyboard too', async () => {
  const { page } = launched;
  await open(page);
  const grid = page.getByRole('grid', { name: 'Resources' });
  const text = page.getByRole('textbox', { name: 'All manifests' });
  await expect(grid.getByRole('row', { name: 'Deployment web' })).toBeVisible();
  await expect(page.getByText('Approximate')).toBeVisible();
  await expect(text).toContainText('# Source: web/templates/');
  await grid.getByRole('row', { name: 'All manifests' }).click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('textbox', { name: 'Deployment web' })).toContainText('kind: Deployment');
  await grid.getByRole('row', { name: 'Secret login' }).click();
  await expect(page.getByRole('textbox', { name: 'Secret login' })).toContainText('••••••••');
  await expect(page.getByRole('main')).not.toContainText('hunter2');
  await page.getByRole('searchbox', { name: 'Filter resources' }).fill('test-connection');
  await expect(grid.getByRole('row', { name: /^Pod / })).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Filter resources' }).fill('');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

test('the search finds in the text, and Tab leaves it', async () => {
  const { page } = launched;
  await page.getByRole('grid', { name: 'Resources' }).getByRole('row', { name: 'Deployment web' }).click();
  await page.getByRole('textbox', { name: 'Deployment web' }).click();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('containerPort');
  await expect(page.locator('.cm-searchMatch').first()).toBeVisible();
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Deployment web' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Deployment web' })).not.toBeFocused();
});

test('name, namespace and switches change it; wrong ones say so', async () => {
  const { page } = launched;
  const grid = page.getByRole('grid', { name: 'Resources' });
  await page.getByRole('checkbox', { name: 'Hooks' }).uncheck();
  await expect(grid.getByRole('row', { name: /^Pod / })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Hooks' }).check();
  await expect(grid.getByRole('row', { name: /^Pod / })).toBeVisible();
  await page.getByRole('textbox', { name: 'Release name' }).fill('Shop');
  await expect(page.getByRole('alert')).toContainText('lower-case');
  await expect(page.getByRole('button', { name: 'Render' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Release name' }).fill('shop');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('row', { name: 'Deployment shop-web' })).toBeVisible();
  // Another tab and back: nothing is lost.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: 'Render' }).click();
  await expect(page.getByRole('textbox', { name: 'Release name' })).toHaveValue('shop');
  await expect(grid.getByRole('row', { name: 'Deployment shop-web' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Release name' }).fill('web');
  await page.getByRole('button', { name: 'Render' }).click();
  await expect(grid.getByRole('row', { name: 'Deployment web' })).toBeVisible();
});

test('what is saved is what helm prints, to the byte', async () => {
  const { app, page, userDataFolder } = launched;
  const file = join(userDataFolder, 'saved.yaml');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save all…' }).click();
  await expect(page.getByText('All manifests are saved.')).toBeVisible();
  const saved = await readFile(file, 'utf8');
  expect(saved).toContain('hunter2');
  expect(saved).toBe(await printedByHelm('--namespace', 'default'));
});

test('what two versions make is compared when asked for; one that asks for values says so', async () => {
  const { page } = launched;
  const compare = async (to: string): Promise<void> => {
    const search = new URLSearchParams({
      from: `${registry.address}/charts/web:1.0.0`,
      to: `${registry.address}/charts/web:${to}`,
      tab: 'rendered',
    });
    await page.evaluate((hash) => (location.hash = hash), `/compare?${search.toString()}`);
  };
  await compare('2.0.0');
  await page.getByRole('button', { name: 'Render both' }).click();
  await expect(page.getByText('Approximate')).toBeVisible();
  const list = page.getByRole('navigation', { name: 'Rendered manifests: resources' });
  await expect(list.getByRole('button', { name: /^fresh/ })).toBeVisible();
  await list.getByRole('button', { name: /^login/ }).click();
  await expect(page.getByRole('main')).not.toContainText('hunter');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);

  await compare('3.0.0');
  await page.getByRole('button', { name: 'Render both' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Now' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Before' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toContainText('give me a name');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

test('a chart on this computer is rendered the same way, and its command names the file', async () => {
  const { app, page } = launched;
  await app.evaluate(({ dialog, Menu }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
    items.find(({ label }) => label === 'Open a chart…')?.click();
  }, chart.path);
  await expect(page.getByText('On this computer', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Render' }).click();
  const grid = page.getByRole('grid', { name: 'Resources' });
  await expect(grid.getByRole('row', { name: 'Deployment web' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy as helm command' }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^helm template web web-1\.0\.0\.tgz --namespace default/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Render' })).toHaveAttribute('aria-selected', 'true');
  await expect(grid.getByRole('row', { name: 'Deployment web' })).toBeVisible();
});
