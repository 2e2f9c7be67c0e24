/** The tab Files in the real window: a tree by keys, templates and what they read, what is no text. Hostile files: hostile-chart.spec.ts. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { rawTgz } from '../support/tar-bytes';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';
import { tabTo } from './support/tab-to';

let registry: DockerRegistry;
let launched: LaunchedApp;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAE0lEQVR42mNk+M9QzzAKhg4AAHpYAgHm3WgGAAAAAElFTkSuQmCC',
  'base64',
);
const VALUES = 'image:\n  # -- The tag to run.\n  tag: "1.2"\nauth:\n  password: hunter2\n';
const TEMPLATE = `{{/* A comment */}}
kind: ConfigMap
data:
  tag: {{ .Values.image.tag | quote }}
  again: {{ $.Values.image.tag }}
  password: {{ .Values.auth.password }}
  nothing: {{ .Values.not.there }}
`;
const INNER = rawTgz([
  { name: 'redis/Chart.yaml', content: 'name: redis\nversion: 1.0.0\n' },
  { name: 'redis/values.yaml', content: 'size: 3\n' },
  { name: 'redis/crds/cache.yaml', content: 'kind: CustomResourceDefinition\n' },
  { name: 'redis/templates/set.yaml', content: 'size: {{ .Values.size }}\n' },
]);
const ARCHIVE = rawTgz([
  { name: 'web/Chart.yaml', content: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' },
  { name: 'web/values.yaml', content: VALUES },
  { name: 'web/templates/map.yaml', content: TEMPLATE },
  { name: 'web/templates/NOTES.txt', content: 'Hello {{ .Release.Name }}\n' },
  { name: 'web/crds/coupon.yaml', content: 'kind: CustomResourceDefinition\n' },
  { name: 'web/charts/redis-1.0.0.tgz', content: INNER },
  { name: 'web/charts/broken-1.0.0.tgz', content: INNER.subarray(0, 60) },
  { name: 'web/files/logo.png', content: PNG },
  { name: 'web/files/latin.txt', content: Buffer.from('gr\u00f6\u00dfe', 'latin1') },
  { name: 'web/files/link', type: '2' },
]);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  await pushArchive({ address: registry.address, repository: 'charts/web', tag: '1.0.0', archive: ARCHIVE });
  await addRegistry(launched.page, registry.address);
  await open(launched.page);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/charts/web:1.0.0`);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
}

const row = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });
const text = (page: Page, path: string) => page.getByRole('textbox', { name: path, exact: true });

async function openPath(page: Page, path: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Filter files' });
  await field.fill(path);
  await row(page, new RegExp(path.slice(path.lastIndexOf('/') + 1).replaceAll('.', String.raw`\.`)))
    .last()
    .click();
  await field.fill('');
}

test('a tree that keys lead through, and the chosen file beside it', async () => {
  const { page } = launched;
  await expect(text(page, 'Chart.yaml')).toContainText('name: web');
  const tree = page.getByRole('tree', { name: 'Files' });
  await tree.getByRole('treeitem', { name: 'Chart.yaml' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(text(page, 'All as one text')).toContainText('apiVersion: v2');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^All CRDs/)).toBeFocused();
  await expect(row(page, /^All CRDs/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, /^coupon\.yaml/).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^charts\/redis-1\.0\.0\.tgz\/crds\/cache\.yaml/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text(page, 'charts/redis-1.0.0.tgz/crds/cache.yaml')).toContainText('CustomResourceDefinition');
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, /^All CRDs/)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, /^All CRDs/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('t');
  await expect(row(page, 'templates').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, /^values\.yaml/).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text(page, 'values.yaml')).toContainText('hunter2');
  await tabTo(page, page.getByRole('textbox', { name: 'values.yaml' }));
});

test('a template shows what it reads, by hint and by list, and leads to it', async () => {
  const { page } = launched;
  await openPath(page, 'templates/map.yaml');
  await expect(text(page, 'templates/map.yaml')).toContainText('{{ .Values.image.tag | quote }}');
  await page.getByText('.Values.image.tag').first().hover();
  const hint = page.locator('.cm-value-hint');
  await expect(hint).toContainText('Default: "1.2"');
  await expect(hint).toContainText('The tag to run.');
  await hint.getByRole('button', { name: 'Show in values.yaml, line 3' }).click();
  await expect(text(page, 'values.yaml')).toBeFocused();
  await page.goBack();
  await expect(text(page, 'templates/map.yaml')).toBeVisible();

  const button = page.getByRole('button', { name: 'Values used (3)' });
  await button.click();
  const used = page.getByRole('region', { name: 'Values used' });
  await expect(used.getByRole('listitem')).toHaveText([
    'image.tag ×2"1.2"',
    'auth.passwordhunter2',
    'not.thereNo default',
  ]);
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await used.getByRole('button', { name: /^auth\.password/ }).press('Enter');
  await expect(text(page, 'values.yaml')).toBeFocused();

  // In a chart within, its own values are what `.Values` are.
  await openPath(page, 'charts/redis-1.0.0.tgz/templates/set.yaml');
  await page.getByRole('button', { name: 'Values used (1)' }).click();
  await used.getByRole('button', { name: /^size/ }).click();
  await expect(text(page, 'charts/redis-1.0.0.tgz/values.yaml')).toContainText('size: 3');
});

test('what is no text says what it is', async () => {
  const { page } = launched;
  await openPath(page, 'files/logo.png');
  await expect(page.getByRole('img', { name: 'files/logo.png' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await openPath(page, 'files/link');
  await expect(page.getByText('Helm reads links in a packaged chart as empty files')).toBeVisible();
  await openPath(page, 'charts/broken-1.0.0.tgz');
  await expect(page.getByText("A chart that can't be read")).toBeVisible();
});

test('the chart is unpacked to a folder, and dragged out under the name that helm gives it', async () => {
  const { app, page } = launched;
  const target = launched.userDataFolder;
  await app.evaluate(({ BrowserWindow, dialog, shell }, folder) => {
    const seen: { dragged: string[]; revealed: string[] } = { dragged: [], revealed: [] };
    Object.assign(globalThis, { seen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    shell.showItemInFolder = (path) => void seen.revealed.push(path);
    // The system takes over from here: that a drop arrives somewhere can't be seen on a machine without a desktop.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents !== undefined) contents.startDrag = ({ file }) => void seen.dragged.push(file);
  }, target);
  const seen = () =>
    app.evaluate(() => (globalThis as unknown as { seen: { dragged: string[]; revealed: string[] } }).seen);

  await page.getByRole('button', { name: 'Unpack all to a folder…' }).click();
  await expect(page.getByText('web: 10 files unpacked.')).toBeVisible();
  await page.getByRole('button', { name: 'Show folder' }).click();
  await expect.poll(async () => (await seen()).revealed).toEqual([join(target, 'web')]);
  expect(await readFile(join(target, 'web', 'charts', 'redis-1.0.0.tgz'))).toEqual(INNER);

  // A second time the folder is there, and stays as it is.
  await page.getByRole('button', { name: 'More ways to pull' }).click();
  await page.getByRole('menuitem', { name: 'Unpack to a folder…' }).click();
  await expect(page.getByText('web is there already.')).toBeVisible();

  const handle = page.getByTitle(/out of the window/);
  await handle.hover();
  await expect(handle).toHaveAttribute('draggable', 'true');
  await page.mouse.down();
  await page.mouse.move(400, 400, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await seen()).dragged.length).toBe(1);
  const [file = ''] = (await seen()).dragged;
  expect(basename(file)).toBe('web-1.0.0.tgz');
  expect(await readFile(file)).toEqual(ARCHIVE);
});

test('content is saved by its digest, and the archive leads to its files', async () => {
  const { app, page } = launched;
  const path = join(launched.userDataFolder, 'layer.tgz');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.getByRole('tab', { name: 'Manifest' }).click();
  await page
    .locator('section', { hasText: 'Layer 1' })
    .getByTitle(/^sha256:/)
    .click();
  const dialog = page.getByRole('dialog', { name: 'Layer 1, chart archive' });
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(page.getByText('layer.tgz is saved.')).toBeVisible();
  expect(await readFile(path)).toEqual(ARCHIVE);
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open its files' }).click();
  await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
  await page.getByRole('tab', { name: 'Manifest' }).click();
  await page.getByRole('button', { name: 'Save…' }).click();
  await expect.poll(() => readFile(path, 'utf8')).toContain('"schemaVersion":2');
  await page.getByRole('tab', { name: 'Files' }).click();
});

test('a file is saved with its own bytes', async () => {
  const { app, page } = launched;
  const path = join(launched.userDataFolder, 'saved.txt');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await openPath(page, 'files/latin.txt');
  await page.getByRole('button', { name: 'Save…' }).click();
  await expect(page.getByText('saved.txt is saved.')).toBeVisible();
  expect(await readFile(path, 'latin1')).toBe('größe');
});
