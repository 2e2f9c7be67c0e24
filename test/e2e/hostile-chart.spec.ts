/**
 * One chart of nothing but bad input, in every tab of the real window: each piece is told of in its place, the rest can be used, nothing
 * runs and nothing is fetched. What it names is watched by a port, the window by Electron's own requests and by its policy.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { missingGnuPg, openGnuPg, type GnuPg } from '../support/gnupg';
import { HOSTILE_NAMES, hostileChart } from '../support/hostile-chart';
import { chartTgz } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';
import { openBait, watchRequests, type Bait } from './support/request-watch';
import { valueRow, valueRows } from './support/values-stage';

const missing = missingGnuPg();
test.skip(missing !== null, missing ?? '');
test.describe.configure({ mode: 'serial' });

let registry: DockerRegistry;
let launched: LaunchedApp;
let gnupg: GnuPg;
let bait: Bait;
let requests: () => Promise<readonly string[]>;
let folder: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'chartroom-hostile-'));
  registry = await startDockerRegistry();
  bait = await openBait();
  gnupg = await openGnuPg();
  const { archive, metadata } = hostileChart(bait.host);
  await pushSigned(archive, metadata);
  launched = await launchApp();
  await addRegistry(launched.page, registry.address);
  requests = await watchRequests(launched.app);
});
test.afterEach(async () => {
  expect(await launched.page.evaluate(() => 'ran' in globalThis || 'polluted' in {})).toBe(false);
  expect(await requests(), 'asked for by the window').toEqual([]);
  expect(bait.caught(), 'connections to what the chart names').toBe(0);
  expect(launched.violations.seen()).toEqual([]);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await gnupg.close();
  await bait.close();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

/** The same archive with each provenance that is a bad one, under a tag of its own. */
async function pushSigned(archive: Buffer, metadata: object): Promise<void> {
  const ana = await gnupg.makeKey({ userId: 'Ana <ana@example.test>' });
  const bob = await gnupg.makeKey({ userId: 'Bob <bob@example.test>' });
  const at = '20200101T000000';
  const expired = await gnupg.makeKey({ userId: 'Old <old@example.test>', at, expires: '1y' });
  const revoked = await gnupg.makeKey({ userId: 'Gone <gone@example.test>' });
  const sign = (by: readonly string[], options: { readonly at?: string; readonly fileName?: string } = {}) => {
    const { at: time, fileName = 'hostile-1.0.0.tgz' } = options;
    const digest = createHash('sha256').update(archive).digest('hex');
    return gnupg.clearSign(`name: hostile\nversion: 1.0.0\n\n...\nfiles:\n  ${fileName}: sha256:${digest}\n`, {
      by,
      ...(time === undefined ? {} : { at: time }),
    });
  };
  const good = await sign([ana]);
  const provenances = {
    '1.0.0': await sign([ana, bob]),
    '1.0.0-altered': good.replace('name: hostile', 'name: friendly'),
    '1.0.0-expired': await sign([expired], { at }),
    '1.0.0-other': await sign([ana], { fileName: 'friendly-1.0.0.tgz' }),
    '1.0.0-revoked': await sign([revoked]),
  };
  await gnupg.revokeKey(revoked);
  await writeFile(join(folder, 'keys.gpg'), await gnupg.export(ana, expired, revoked));
  for (const [tag, provenance] of Object.entries(provenances)) {
    await pushArchive({
      address: registry.address,
      repository: 'charts/hostile',
      tag,
      archive,
      metadata,
      provenance,
    });
  }
}

async function open(page: Page, tab: string, chart = 'hostile:1.0.0'): Promise<void> {
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `/charts/${encodeURIComponent(registry.address)}/charts/${chart}?tab=${tab}`,
  );
  await expect(page.getByRole('heading', { level: 1, name: 'hostile' }).first()).toBeVisible();
}

async function chooseChart(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: /^Chart: / }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

async function openFile(page: Page, filter: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Filter files' }).fill(filter);
  await page.getByRole('treeitem').last().click();
}

const text = (page: Page, path: string) => page.getByRole('textbox', { name: path, exact: true });

test('Overview: 5 MB of README are laid out, and what Chart.yaml says is text', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  await open(page, 'overview');
  const readme = page.getByRole('region', { name: 'README.md' });
  // Not the text of it all: where it differs, a report would print half a megabyte.
  await expect(readme.getByText('The attacks end.')).toBeAttached({ timeout: 20_000 });
  await expect(readme.getByText('deep', { exact: true })).toBeAttached();
  await expect(readme.getByText('styled')).toBeVisible();
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  for (const name of ['script link', 'data link', 'md', 'plain link', 'styled']) {
    await readme.getByText(name, { exact: true }).click();
  }
  await page.getByRole('button', { name: /^Show more of it/ }).click();
  await expect(readme.getByText('and so on').nth(80)).toBeAttached();
  const found = await readme.evaluate((element) => ({
    tags: [...new Set([...element.querySelectorAll('*')].map((each) => each.localName))],
    attributes: [...new Set([...element.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()))],
  }));
  expect(
    found.tags.filter((tag) =>
      /script|style|svg|form|input|iframe|object|embed|link|meta|base|video|audio|math/.test(tag),
    ),
  ).toEqual([]);
  expect(found.attributes.filter((name) => /^on|style|src|action|background|target|poster/.test(name))).toEqual([]);
  const about = page.getByRole('group', { name: 'About the chart' });
  await expect(about).toContainText('<img src=x onerror="globalThis.ran = 1"> turned around');
  await expect(about.getByTitle('Only https links are opened')).toHaveCount(4);
});

test('Values: each odd text is told of, and the others are read', async () => {
  const { page } = launched;
  const main = page.getByRole('main');
  await open(page, 'values');
  await expect(main).toContainText('“a” stands twice here. Helm would take the last one');
  await expect(valueRow(page, 'a')).toContainText('3');
  await expect(valueRow(page, '__proto__.polluted')).toBeVisible();
  await expect(valueRow(page, 'merged.x')).toBeVisible();
  await expect(text(page, 'values.yaml')).toContainText('onerror=');
  await chooseChart(page, 'tab');
  await expect(main).toContainText('A line is indented with a tab');
  await page.getByRole('button', { name: 'Go to line 3' }).click();
  await expect(text(page, 'charts/tab/values.yaml')).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await chooseChart(page, 'bomb');
  await expect(main).toContainText('excessive aliasing');
  await expect(text(page, 'charts/bomb/values.yaml')).toContainText('a1: &a1');
  await chooseChart(page, 'latin');
  await expect(main).toContainText('It is shown as Latin-1. Helm refuses to read it.');
  await expect(text(page, 'charts/latin/values.yaml')).toContainText('# größe');
  await chooseChart(page, 'line');
  await expect(text(page, 'charts/line/values.yaml')).toContainText('long: "xxx');
  await valueRow(page, 'line.a').click();
  await expect(page.locator('.cm-lit-line')).toHaveText('a: 1');
  await expect(valueRows(page)).toHaveCount(2);
});

test('Schema: references that lead on, around and out are told of', async () => {
  const { page } = launched;
  const tree = page.getByRole('tree', { name: 'Schema' });
  const about = page.getByRole('region', { name: 'About the chosen place' });
  await open(page, 'schema');
  for (const [name, words] of [
    [/^chain/, 'It refers further than is followed here.'],
    [/^elsewhere/, 'Chartroom never fetches it.'],
    [/^itself/, 'It refers to itself: nothing is said of it.'],
    [/^a /, 'onerror='],
  ] as const) {
    await tree.getByRole('treeitem', { name }).click();
    await expect(about).toContainText(words);
  }
  await tree.getByRole('treeitem', { name: /^tree/ }).click();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: /^child/ }).click();
  await expect(about).toContainText('It has the form of tree, within which it stands.');
  await chooseChart(page, 'maze');
  await expect(tree.getByRole('treeitem')).toHaveCount(30);
  await page.getByRole('searchbox', { name: 'Search the schema' }).fill('nowhere');
  await expect(page.getByRole('main')).toContainText('There is more than was searched.');
});

test('Files: names that lie are isolated, what is no text says so, markup is text', async () => {
  const { page } = launched;
  await open(page, 'files');
  await openFile(page, 'gnp.exe');
  await expect(text(page, HOSTILE_NAMES.turned)).toContainText('in');
  await expect(page.getByRole('heading', { level: 2 }).locator('bdi')).toHaveText('files/⟨U+202E⟩gnp.exe');
  await openFile(page, 'line.txt');
  await expect(page.getByRole('main').locator('.cm-content')).toContainText('in');
  await openFile(page, 'nnnn');
  await expect(page.getByRole('main').locator('.cm-content')).toContainText('in nnn');
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWider, 'the page scrolls sideways').toBe(false);
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await openFile(page, 'binary.yaml');
  await expect(page.getByText('Binary content')).toBeVisible();
  await openFile(page, 'latin.txt');
  await expect(text(page, 'files/latin.txt')).toContainText('größe');
  await expect(page.getByText('not UTF-8, shown as Latin-1')).toBeVisible();
  await openFile(page, 'picture.svg');
  await expect(text(page, 'files/picture.svg')).toContainText('onload');
  await openFile(page, 'page.html');
  await expect(text(page, 'files/page.html')).toContainText('<script>');
  await openFile(page, 'charts/line/values.yaml');
  await expect(text(page, 'charts/line/values.yaml')).toContainText('long: "xxx');
  await openFile(page, 'README.md');
  await expect(page.getByRole('region', { name: 'README.md' }).getByText('styled')).toBeVisible();
  await openFile(page, 'map.yaml');
  await page.getByRole('button', { name: 'Values used (1)' }).click();
  await expect(page.getByRole('region', { name: 'Values used' })).toContainText('3');
});

test('Dependencies, Manifest, Render: no one is asked whom the chart names', async () => {
  const { page } = launched;
  await open(page, 'dependencies');
  const list = page.getByRole('group', { name: 'All dependencies' });
  await expect(list.getByRole('button', { name: `Look up versions at ${bait.host}` })).toBeVisible();
  await expect(list).toContainText('maze');
  await open(page, 'manifest');
  await expect(page.getByRole('region', { name: 'Manifest as JSON' })).toContainText('schemaVersion');
  await page
    .getByRole('region', { name: 'Manifest as JSON' })
    .getByText(/sha256:/)
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('turned around');
  await page.keyboard.press('Escape');
  await open(page, 'render');
  await expect(page.getByRole('tab', { name: 'Render' })).toHaveAttribute('aria-selected', 'true');
});

test('Trust: two signatures, keys that expired or were revoked, another text, another file', async () => {
  const { app, page } = launched;
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await open(page, 'trust');
  await expect(verdict).toContainText('Signed, not checked');
  await expect(verdict).toContainText('There are several signatures.');
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    },
    join(folder, 'keys.gpg'),
  );
  await page.getByRole('button', { name: 'Add key file…' }).click();
  await expect(verdict).toContainText('Verified');
  for (const [tag, words] of [
    ['1.0.0-altered', 'The signature isn’t of this text'],
    ['1.0.0-expired', 'The key that signed it has expired'],
    ['1.0.0-other', 'The signature is of another file: it names friendly-1.0.0.tgz'],
    ['1.0.0-revoked', 'The key that signed it was revoked'],
  ] as const) {
    await open(page, 'trust', `hostile:${tag}`);
    await expect(verdict).toContainText(words);
    await expect(verdict).toContainText('Verification failed');
  }
});

test('an archive whose bytes are others than its descriptor says: told in each tab, and what the registry says otherwise is there', async () => {
  const { page } = launched;
  const archive = chartTgz({ name: 'app/values.yaml', content: 'a: 1\n' });
  const sum = createHash('sha256').update(archive).digest('hex');
  await pushArchive({ address: registry.address, repository: 'charts/other/hostile', tag: '1.0.0', archive });
  const path = join(registry.dataFolder, 'docker/registry/v2/blobs/sha256', sum.slice(0, 2), sum, 'data');
  const stored = await readFile(path);
  stored.writeUInt8(stored.readUInt8(50) ^ 1, 50);
  await writeFile(path, stored);
  for (const tab of ['Overview', 'Values', 'Schema', 'Files', 'Dependencies']) {
    await open(page, tab.toLowerCase(), 'other/hostile:1.0.0');
    // The tab before it may be leaving.
    const panel = page.getByRole('tabpanel', { name: tab });
    await expect(panel.getByText(`${registry.address} sent content that doesn't match its digest`)).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible();
  }
  await open(page, 'overview', 'other/hostile:1.0.0');
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('application');
  await open(page, 'manifest', 'other/hostile:1.0.0');
  await expect(page.getByRole('region', { name: 'Manifest as JSON' })).toContainText(sum);
});
