/**
 * The tabs Values and Schema in the real window: text and table, a tree, charts within, odd texts, the project's real charts.
 * Hostile ones: hostile-chart.spec.ts.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { NO_SAMPLES, SAMPLES, samples } from '../support/sample-charts';
import { rawTgz } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';
import { tabTo } from './support/tab-to';
import { valueRow, valueRows } from './support/values-stage';

const run = promisify(execFile);

const VALUES = `# How many pods serve.
replicas: 1
image:
  repository: registry.example/web
  # -- Which one.
  tag: "1.10"
service:
  annotations: {}
  ports:
    - name: http
      port: 80
auth:
  password: change-me
redis:
  port: 1234
`;
const SCHEMA = {
  required: ['replicas'],
  properties: { replicas: { type: 'integer', minimum: 1, description: 'Number of pods of the deployment' } },
};
const ARCHIVE = rawTgz([
  { name: 'web/Chart.yaml', content: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' },
  { name: 'web/values.yaml', content: VALUES },
  { name: 'web/values.schema.json', content: JSON.stringify(SCHEMA) },
  { name: 'web/charts/redis/Chart.yaml', content: 'apiVersion: v2\nname: redis\nversion: 1.0.0\n' },
  { name: 'web/charts/redis/values.yaml', content: 'port: 6379\nhost: here\n' },
]);

/** By the tag that each is pushed under. */
const ODD: Readonly<Record<string, string | Buffer | null>> = {
  '1.0.0-many': `list: [${Array.from({ length: 400_000 }, (_none, at) => `a${at}`).join(', ')}]\n`,
  '1.0.0-empty': '',
  '1.0.0-none': null,
};

const ASKED = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  required: ['replicas'],
  properties: {
    replicas: { type: 'integer', minimum: 1, description: 'Number of pods' },
    image: { type: 'object', properties: { elsewhere: { $ref: 'https://127.0.0.1:9/x.json' } } },
    tree: { $ref: '#/definitions/node' },
  },
  definitions: { node: { type: 'object', properties: { child: { $ref: '#/definitions/node' } } } },
};
/** By the tag that each is pushed under. */
const SCHEMAS: Readonly<Record<string, string>> = {
  '1.0.0': JSON.stringify(ASKED),
  '1.0.0-broken': '{"properties": ',
};

let registry: DockerRegistry;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  registry = await startDockerRegistry();
  launched = await launchApp();
  const { address } = registry;
  await pushArchive({ address, repository: 'charts/web', tag: '1.0.0', archive: ARCHIVE });
  for (const [tag, content] of Object.entries(ODD)) {
    const archive = rawTgz([
      { name: 'odd/Chart.yaml', content: `apiVersion: v2\nname: odd\nversion: ${tag}\n` },
      ...(content === null ? [] : [{ name: 'odd/values.yaml', content }]),
    ]);
    await pushArchive({ address, repository: 'charts/odd', tag, archive });
  }
  for (const [tag, content] of Object.entries(SCHEMAS)) {
    const archive = rawTgz([
      { name: 'asked/Chart.yaml', content: `apiVersion: v2\nname: asked\nversion: ${tag}\n` },
      { name: 'asked/values.schema.json', content },
    ]);
    await pushArchive({ address, repository: 'charts/asked', tag, archive });
  }
  await addRegistry(launched.page, address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page, chart: string, tab: string): Promise<void> {
  const place = `${encodeURIComponent(registry.address)}/charts/${chart}`;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `/charts/${place}?tab=${tab}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const text = (page: Page, path: string) => page.getByRole('textbox', { name: path, exact: true });
const litLine = (page: Page) => page.locator('.cm-lit-line');
const hint = (page: Page) => page.getByRole('region', { name: 'About the chosen value' });
const copied = () => launched.app.evaluate(({ clipboard }) => clipboard.readText());

test('every value with its place in the text, by pointer and by keys, either way', async () => {
  const { page } = launched;
  await open(page, 'web:1.0.0', 'values');
  await expect(valueRows(page)).toHaveCount(7);
  await expect(text(page, 'values.yaml')).toContainText('# How many pods serve.');
  await valueRow(page, 'image.tag').click();
  await expect(litLine(page)).toHaveText('  tag: "1.10"');
  await expect(hint(page)).toContainText('Which one.');
  await page.keyboard.press('Home');
  await expect(valueRow(page, 'replicas')).toBeFocused();
  await expect(litLine(page)).toHaveText('replicas: 1');
  await expect(hint(page)).toContainText('integer, minimum 1, required, default 1');
  await expect(hint(page)).toContainText('Number of pods of the deployment');
  await expect(hint(page)).toContainText('How many pods serve.');
  // Enter leads into the text, whose lines lead back.
  await page.keyboard.press('Enter');
  await expect(text(page, 'values.yaml')).toBeFocused();
  for (let line = 0; line < 2; line += 1) await page.keyboard.press('ArrowDown');
  await expect(valueRow(page, 'image.repository')).toHaveAttribute('aria-selected', 'true');
  await expect(text(page, 'values.yaml'), 'the focus stays').toBeFocused();
  await tabTo(page, valueRow(page, 'image.repository'));
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

test('what is folded opens for the value that is chosen', async () => {
  const { page } = launched;
  await text(page, 'values.yaml').getByText('service:').click();
  await page.keyboard.press('Control+Shift+[');
  await expect(text(page, 'values.yaml')).not.toContainText('annotations');
  await valueRow(page, 'service.annotations').click();
  await expect(litLine(page)).toHaveText('  annotations: {}');
});

test('search finds paths, values, comments and descriptions; what looks like a secret is shown, since the chart tells it to everybody', async () => {
  const { page } = launched;
  const search = page.getByRole('searchbox', { name: 'Search 7 values' });
  for (const [words, path] of [
    ['image repo', 'image.repository'],
    ['1.10', 'image.tag'],
    ['how many', 'replicas'],
    ['pods of the deployment', 'replicas'],
  ] as const) {
    await search.fill(words);
    await expect(valueRows(page)).toHaveCount(1);
    await expect(valueRow(page, path)).toBeVisible();
  }
  await search.fill('');
  await expect(valueRow(page, 'auth.password')).toContainText('change-me');
  await expect(page.getByRole('button', { name: 'Show secrets' })).toHaveCount(0);
});

test('path and --set argument are copied, a secret is not', async () => {
  const { page } = launched;
  await valueRow(page, 'image.tag').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Copy --set argument' }).press('Enter');
  await expect.poll(copied).toBe('--set-string image.tag=1.10');
  await hint(page).getByRole('button', { name: 'Copy path' }).click();
  await expect.poll(copied).toBe('image.tag');
  await valueRow(page, 'service.ports').click();
  await hint(page).getByRole('button', { name: 'Copy --set argument' }).click();
  await expect.poll(copied).toBe("--set 'service.ports[0].name=http' --set 'service.ports[0].port=80'");
  await valueRow(page, 'auth.password').click();
  await hint(page).getByRole('button', { name: 'Copy --set argument without its value' }).click();
  await expect.poll(copied).toBe('--set auth.password=');
});

test('a chart within has its own values, below its name, and what its chart sets instead', async () => {
  const { page } = launched;
  await page.getByRole('combobox', { name: 'Chart: web (this chart)' }).click();
  await page.getByRole('option', { name: 'redis' }).click();
  await expect(text(page, 'charts/redis/values.yaml')).toContainText('port: 6379');
  await expect(valueRow(page, 'redis.port')).toContainText('63791234');
  await expect(page.getByText('write them below redis: in your own')).toBeVisible();
  await valueRow(page, 'redis.host').click();
  await expect(litLine(page)).toHaveText('host: here');
  await page.reload();
  await expect(text(page, 'charts/redis/values.yaml')).toContainText('port: 6379');
  expect(await axeFindings(page)).toEqual([]);
});

test('values that are odd are told of in their place, and can still be read', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  const main = page.getByRole('main');
  await open(page, 'odd:1.0.0-many', 'values');
  await expect(valueRow(page, 'list')).toContainText('a0, a1');
  await expect(text(page, 'values.yaml')).toContainText('list: [a0, a1');

  await open(page, 'odd:1.0.0-empty', 'values');
  await expect(main).toContainText('This chart has none of its own.');
  await open(page, 'odd:1.0.0-none', 'values');
  await expect(main).toContainText('No values.yaml');
  expect(await axeFindings(page)).toEqual([]);
});

test('the text of each real chart is what helm shows (skipped without ../shared/charts)', async () => {
  test.skip(samples.length === 0, NO_SAMPLES);
  test.setTimeout(180_000);
  const { page } = launched;
  const helm = await ensureHelm('4.2.3');
  for (const file of samples) {
    const [, name = '', version = ''] = /^(.+?)-(\d+\.\d+\.\d+)\.tgz$/.exec(file) ?? [];
    const path = join(SAMPLES, file);
    await pushArchive({
      address: registry.address,
      repository: `charts/${name}`,
      tag: version,
      archive: await readFile(path),
    });
    await open(page, `${name}:${version}`, 'values');
    await expect(page.getByRole('heading', { level: 1, name }).first()).toBeVisible();
    const { stdout } = await run(helm, ['show', 'values', path], { env: { HOME: launched.userDataFolder } });
    if (stdout.trim() === '') {
      await expect(page.getByText('No values.yaml').or(text(page, 'values.yaml')), file).toBeVisible();
      continue;
    }
    await expect(valueRows(page).first(), file).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Copy', exact: true }).click();
    // helm ends what it prints with a line break of its own.
    await expect.poll(async () => `${await copied()}\n`, file).toBe(stdout);
    await page.getByRole('main').getByRole('button', { name: 'Copy as helm command' }).click();
    await expect.poll(copied, file).toMatch(/^helm show values oci:/);
    const command = (await copied()).replace('helm', helm);
    const shown = await run('sh', ['-c', command], { env: { HOME: launched.userDataFolder } });
    // Of a chart in a registry helm first says what it pulled, in the same stream.
    expect(shown.stdout.replace(/^Pulled: .*\nDigest: .*\n/, ''), command).toBe(stdout);
  }
});

const place = (page: Page, name: string | RegExp) =>
  page.getByRole('tree', { name: 'Schema' }).getByRole('treeitem', { name });
const about = (page: Page) => page.getByRole('region', { name: 'About the chosen place' });

test('a schema as a tree by keys, searched, with what is asked for at each place', async () => {
  const { page } = launched;
  await open(page, 'asked:1.0.0', 'schema');
  await expect(page.getByText('JSON Schema draft-07')).toBeVisible();
  await expect(place(page, /^replicas/)).toContainText('required');
  await tabTo(page, place(page, /^replicas/));
  await page.keyboard.press('Enter');
  await expect(about(page)).toContainText('Number of pods');
  await expect(about(page)).toContainText('minimum 1');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  // What is within comes from a worker.
  await expect(place(page, /^tree/)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(place(page, /^child/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(about(page)).toContainText('It has the form of tree, within which it stands.');
  await about(page).getByRole('button', { name: 'Go there' }).click();
  await expect(place(page, /^tree/)).toBeFocused();
  await expect(about(page).getByRole('heading', { name: 'tree' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the schema' }).fill('number of');
  await expect(page.getByRole('treeitem')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search the schema' }).fill('elsewhere');
  await place(page, /^elsewhere/).click();
  await expect(about(page)).toContainText('Chartroom never fetches it.');
  await about(page).getByRole('button', { name: 'Copy path' }).click();
  await expect.poll(copied).toBe('image.elsewhere');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Text' }).click();
  await expect(text(page, 'values.schema.json')).toContainText('$schema');
  expect(await axeFindings(page)).toEqual([]);
  // A reload comes back to the tab.
  await page.reload();
  await expect(place(page, /^replicas/)).toBeVisible();
});

test('schemas that are none, or missing', async () => {
  const { page } = launched;
  const main = page.getByRole('main');
  await open(page, 'asked:1.0.0-broken', 'schema');
  await expect(main).toContainText('This is no schema.');
  await expect(text(page, 'values.schema.json')).toContainText('{"properties": ');
  await open(page, 'odd:1.0.0-empty', 'schema');
  await expect(main).toContainText('No schema');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open Values' }).click();
  await expect(page.getByRole('tab', { name: 'Values' })).toHaveAttribute('aria-selected', 'true');
});

test('the schemas of the real charts open (skipped without ../shared/charts)', async () => {
  test.skip(samples.length === 0, NO_SAMPLES);
  const { page } = launched;
  await open(page, 'traefik:41.3.0', 'schema');
  await place(page, /^image/).click();
  await expect(place(page, /^tag/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the schema' }).fill('image.tag');
  await place(page, /^tag/).click();
  await expect(about(page).getByRole('heading', { name: 'image.tag' })).toBeVisible();
  await open(page, 'alertmanager:1.42.0', 'schema');
  await expect(place(page, /^image object/)).toBeVisible();
});
