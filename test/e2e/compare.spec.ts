/** Two versions of a chart beside each other in the real window: chosen in the list, told in words, read line by line. Hostile texts included. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { rawTgz, type RawEntry } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';

let registry: DockerRegistry;
let launched: LaunchedApp;

const CRD = `kind: CustomResourceDefinition
metadata:
  name: coupons.shop.example.com
spec:
  versions:
  - name: v1
    served: true
    storage: true
`;
const LONG = Array.from({ length: 400 }, (_, at) => `line${at}: ${at}`).join('\n');

function chart(version: string, appVersion: string, ...files: readonly RawEntry[]): Buffer {
  return rawTgz([
    {
      name: 'web/Chart.yaml',
      content: `apiVersion: v2\nname: web\nversion: ${version}\nappVersion: "${appVersion}"\n`,
    },
    ...files.map(({ name, content = '' }) => ({ name: `web/${name}`, content })),
  ]);
}
const OLD = chart(
  '1.0.0',
  '7.1',
  {
    name: 'values.yaml',
    content: 'image:\n  repository: shop/web\n  tag: ""\nlogLevel: "info"\nreplicas: 1\ngone: text\n',
  },
  { name: 'templates/map.yaml', content: `${LONG}\nlast: old\n` },
  { name: 'templates/\u202elmay.txt', content: '\u202eold\n' },
);
const NEW = chart(
  '2.0.0',
  '7.2',
  {
    name: 'values.yaml',
    content: 'image:\n  repository: shop/web\n  tag: ""\nloggingLevel: "info"\nreplicas: 3\nfresh: "<b onclick=x>"\n',
  },
  { name: 'templates/map.yaml', content: `first: new\n${LONG}\nlast:   new\n` },
  { name: 'templates/\u202elmay.txt', content: '\u202enew\n' },
  { name: 'templates/one-line.yaml', content: 'x'.repeat(4_000_000) },
  { name: 'crds/coupon.yaml', content: CRD },
);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  const { address } = registry;
  await pushArchive({ address, repository: 'charts/web', tag: '1.0.0', archive: OLD });
  await pushArchive({ address, repository: 'charts/web', tag: '2.0.0', archive: NEW });
  await pushArchive({ address, repository: 'charts/web', tag: '2.0.1', archive: NEW });
  await addRegistry(launched.page, address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page, reference: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/${reference}`);
  await page.keyboard.press('Enter');
}
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });
const lines = (page: Page): Locator => page.getByRole('group', { name: /^Differences in / });

test('two versions are marked by keys in the list, and told in words', async () => {
  const { page } = launched;
  await open(page, 'charts/web');
  const compare = page.getByRole('button', { name: 'Compare' });
  await page.getByRole('row', { name: '2.0.0' }).click();
  await expect(compare).toBeDisabled();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await expect(page.getByRole('grid', { name: 'Versions' }).locator('[aria-selected="true"]')).toHaveCount(2);
  await expect(compare).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare web' })).toBeVisible();
  await expect(
    page.getByText('1 value removed, 1 value probably renamed, other app version, 1 image changed, new CRD and more.'),
  ).toBeVisible();
  await expect(page.getByText('logLevel to loggingLevel')).toBeVisible();
  await expect(page.getByText('shop/web:7.1 to shop/web:7.2')).toBeVisible();
});

test('each difference is read below each other and side by side, by keys', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: '1 value probably renamed' }).click();
  await expect(tab(page, 'Values')).toHaveAttribute('aria-selected', 'true');
  const list = page.getByRole('navigation', { name: 'Changed values' });
  await expect(list.getByRole('button')).toHaveText([
    /^gone/,
    /^loggingLevel.*was logLevel: a guess, by its value/,
    /^replicas.*1 → 3/,
    /^fresh/,
    /^values\.yaml/,
  ]);
  await list.getByRole('button', { name: /^replicas/ }).click();
  await expect(lines(page)).toContainText('Removed: replicas: 1');
  await expect(lines(page)).toContainText('Added: fresh: "<b onclick=x>"');

  await tab(page, 'Files').click();
  await page.getByRole('button', { name: /^templates\/map\.yaml/ }).click();
  await page.getByRole('checkbox', { name: 'Side by side' }).check();
  await expect(lines(page)).toContainText('Added: first: new');
  await page.keyboard.press('F7');
  await expect(page.getByText('Difference 1 of 2')).toBeVisible();
  await page.keyboard.press('F7');
  await expect(page.getByText('Difference 2 of 2')).toBeVisible();
  await expect(lines(page)).toContainText('Removed: last: old');
  await expect(
    page.getByRole('button', { name: '397 unchanged lines' }).or(page.getByText(/unchanged lines/)),
  ).toBeVisible();
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

test('marks of direction are shown, and a line of megabytes is cut', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: /lmay\.txt/ }).click();
  await expect(lines(page)).toContainText('Added: ⟨U+202E⟩new');
  await page.getByRole('button', { name: /^templates\/one-line\.yaml/ }).click();
  await expect(lines(page)).toContainText('3,998,000 more characters');
});

test('every tab holds in a small window, survives a reload, and axe finds nothing', async () => {
  const { app, page } = launched;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(960, 600));
  for (const name of ['Summary', 'Values', 'Schema', 'Metadata', 'Dependencies', 'CRDs', 'Images', 'Rendered']) {
    await tab(page, name).click();
    expect(await axeFindings(page)).toEqual([]);
  }
  await expect(page.getByRole('link', { name: 'Choose Helm in the settings' })).toBeVisible();
  await tab(page, 'Images').click();
  await expect(page.getByRole('table', { name: 'Images' })).toContainText('shop/web:7.2 App version');
  await page.reload();
  await expect(page.getByRole('table', { name: 'Images' })).toContainText('shop/web:7.2 App version');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('sides are swapped, chosen and pasted; what is the same or missing is told', async () => {
  const { page } = launched;
  await tab(page, 'Summary').click();
  await page.getByRole('button', { name: 'Swap sides' }).click();
  await expect(page.getByText('loggingLevel to logLevel')).toBeVisible();
  await page.getByRole('combobox', { name: /^Now: / }).click();
  await page.getByRole('combobox', { name: 'Filter versions, or paste a reference' }).fill('2.0.1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The same bytes')).toBeVisible();
  await page.getByRole('combobox', { name: /^Now: / }).click();
  await page
    .getByRole('combobox', { name: 'Filter versions, or paste a reference' })
    .fill(`${registry.address}/charts/none:1.0.0`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Now: .*charts\/none:1\.0\.0/ })).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await open(page, 'charts/web:2.0.0');
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await expect(page.getByText('Choose what to compare with')).toBeVisible();
  await page.getByRole('combobox', { name: 'Before' }).click();
  await page.getByRole('option', { name: '1.0.0' }).click();
  await expect(page.getByText(/^1 value removed, /)).toBeVisible();
});

/** By the system's dialog, which the test answers. */
async function answerDialog(path: string): Promise<void> {
  await launched.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('a chart on this computer is compared with a version, and with another file', async () => {
  const { app, page } = launched;
  const file = join(launched.userDataFolder, 'web-3.0.0.tgz');
  await writeFile(file, chart('3.0.0', '7.3', { name: 'values.yaml', content: 'replicas: 5\n' }));
  await answerDialog(file);
  await app.evaluate(({ Menu }) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
    items.find(({ label }) => label === 'Open a chart…')?.click();
  });
  await page.getByRole('button', { name: 'Compare…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare web-3.0.0.tgz' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Now: web 3.0.0' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Before' }).click();
  await page
    .getByRole('combobox', { name: 'Filter versions, or paste a reference' })
    .fill(`${registry.address}/charts/web:2.0.0`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare web with web-3.0.0.tgz' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Archives' })).toContainText('Now: web 3.0.0');
  await tab(page, 'Values').click();
  await page.getByRole('button', { name: /^replicas/ }).click();
  await expect(lines(page)).toContainText('Added: replicas: 5');
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(lines(page)).toContainText('Removed: replicas: 3');

  await writeFile(file, chart('3.0.1', '7.3', { name: 'values.yaml', content: 'replicas: 6\n' }));
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByRole('combobox', { name: 'Now: web 3.0.1' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^replicas.*3 → 6/ })).toBeVisible();
  const other = join(launched.userDataFolder, 'other.tgz');
  await writeFile(other, OLD);
  await answerDialog(other);
  await page.getByRole('button', { name: 'Open a file… as Before' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare other.tgz with web-3.0.0.tgz' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^replicas.*1 → 6/ })).toBeVisible();

  await rm(other);
  await page.keyboard.press('ControlOrMeta+r');
  await expect(page.getByRole('heading', { level: 2, name: 'Before: a chart on this computer' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('other.tgz');
  expect(await axeFindings(page)).toEqual([]);
  await answerDialog(file);
  await page.getByRole('alert').getByRole('button', { name: 'Open a file… as Before' }).click();
  await expect(page.getByText('The archives are the same, byte for byte.')).toBeVisible();
});
