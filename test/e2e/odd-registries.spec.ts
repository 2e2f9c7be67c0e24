/**
 * Registries and content beside the plain case, in the real window: one that lists nothing, one that asks for patience, what is no
 * chart of today, a login that another tool keeps; and the way out of the list again.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test, type Locator } from '@playwright/test';
import keytar from 'keytar';
import { createRegistryClient, type RegistryClient } from '../../electron/registry/registry-client';
import { isDigest, type Digest } from '../../shared/digest';
import { MEDIA_TYPE } from '../../shared/oci';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { helmPush, makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

const REPOSITORY = 'charts/odd';
const login = { username: 'ana', secret: 'kept-by-docker' };

let registry: DockerRegistry;
let proxy: RegistryProxy;
/** Asks for a login, which Docker's file has. */
let lockedRegistry: DockerRegistry;
let client: RegistryClient;
let folder: string;
let dockerConfig: string;
let chart: MadeChart;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-odd-'));
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
  lockedRegistry = await startDockerRegistry({ users: { [login.username]: login.secret } });
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  chart = await makeChart(folder, 'app', '1.0.0');
  await helmPush(chart, `${registry.address}/charts`);
  const auth = Buffer.from(`${login.username}:${login.secret}`).toString('base64');
  dockerConfig = JSON.stringify({ auths: { [lockedRegistry.address]: { auth } } });
  await mkdir(join(folder, 'docker'));
  await writeFile(join(folder, 'docker', 'config.json'), dockerConfig);
  launched = await launchApp({ env: { DOCKER_CONFIG: join(folder, 'docker') } });
});
test.afterAll(async () => {
  await launched.close();
  client.close();
  await proxy.stop();
  await registry.stop();
  await lockedRegistry.stop();
  await keytar.deletePassword('Chartroom', lockedRegistry.address);
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

function main(): Locator {
  return launched.page.getByRole('main');
}

function sidebar(): Locator {
  return launched.page.getByRole('navigation', { name: 'Registries' });
}

async function open(reference: string): Promise<void> {
  const { page } = launched;
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${proxy.address}/${reference}`);
  await page.keyboard.press('Enter');
}

async function putBlob(text: string): Promise<{ readonly digest: Digest; readonly size: number }> {
  const bytes = Buffer.from(text);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(digest)) throw new Error(digest);
  await client.pushBlob(REPOSITORY, { digest, size: bytes.length }, () => Readable.from([bytes]));
  return { digest, size: bytes.length };
}

async function putManifest(tag: string, manifest: object, mediaType: string = MEDIA_TYPE.ociManifest): Promise<Digest> {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, ...manifest }));
  return await client.pushManifest(REPOSITORY, tag, bytes, mediaType);
}

test('a login that Docker keeps is offered, taken by a click, and left where it is', async () => {
  const { page } = launched;
  await expect(main()).toContainText('Logins on this computer');
  expect(await keytar.getPassword('Chartroom', lockedRegistry.address), 'nothing without a click').toBeNull();
  await main().getByRole('button', { name: 'Use existing Docker/Helm logins (1 found)' }).click();
  const found = page.getByRole('list', { name: 'Logins found' });
  expect(await axeFindings(page)).toEqual([]);
  await found.getByRole('button', { name: `Log in to ${lockedRegistry.address} with the login of Docker` }).click();
  await expect(found.getByRole('alert')).toContainText('speaks plain HTTP');
  await found.getByRole('button', { name: 'Use plain HTTP' }).click();
  await expect(sidebar()).toContainText('Logged in as ana');
  const stored = await keytar.getPassword('Chartroom', lockedRegistry.address);
  expect(JSON.parse(stored ?? 'null')).toEqual({ kind: 'password', ...login });
  expect(await readFile(join(folder, 'docker', 'config.json'), 'utf8')).toBe(dockerConfig);
});

test('a registry leaves the list after a question, and its login the keychain', async () => {
  const { page } = launched;
  await sidebar().getByRole('link', { name: lockedRegistry.address }).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const question = page.getByRole('dialog', { name: `Remove ${lockedRegistry.address}?` });
  await expect(question).toContainText('its login is deleted. Nothing changes in the registry itself.');
  expect(await axeFindings(page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(sidebar()).toContainText('Logged in as ana');

  await sidebar().getByRole('link', { name: lockedRegistry.address }).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(sidebar().getByRole('link')).toHaveCount(0);
  await expect(main().getByRole('button', { name: 'Add registry' }), 'the way to begin again').toBeVisible();
  expect(await keytar.getPassword('Chartroom', lockedRegistry.address)).toBeNull();
});

test('a registry that lists nothing says so; names that the user adds are checked, kept and taken off again', async () => {
  const { page } = launched;
  proxy.onRequest(({ path }) => (path === '/v2/_catalog' ? { answer: { status: 404 } } : null));
  await addRegistry(launched.page, proxy.address);
  await expect(main()).toContainText(
    `${proxy.address} doesn't list its repositories. Enter a path, such as org/charts/app.`,
  );
  expect(await axeFindings(page)).toEqual([]);
  await main().getByRole('button', { name: 'Add repository by name' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add repository by name' });
  const name = dialog.getByRole('textbox', { name: 'Repository' });
  await name.fill('Charts/App');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await name.fill('charts/nothing');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText("Not found, or you don't have access");
  expect(await axeFindings(page)).toEqual([]);
  // As it is pasted from elsewhere.
  await name.fill(`oci://${proxy.address}/charts/app`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Versions' }).getByRole('row', { name: '1.0.0' })).toBeVisible();

  await sidebar().getByRole('link', { name: proxy.address }).click();
  const row = page.getByRole('grid', { name: 'Repositories' }).getByRole('row', { name: 'charts/app' });
  await row.click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Take off the list' }).click();
  await expect(row).toHaveCount(0);
  proxy.onRequest(() => null);
});

test('a registry that asks for patience is waited for, with the time left and a way to try at once', async () => {
  const { page } = launched;
  proxy.onRequest(({ path }) =>
    path.endsWith('/tags/list') ? { answer: { status: 429, headers: { 'retry-after': '55' } } } : null,
  );
  await open('charts/app');
  // What was seen a moment ago is not asked for again by itself.
  await page.keyboard.press('ControlOrMeta+r');
  const notice = main().getByRole('status').filter({ hasText: 'asked us to slow down' });
  await expect(notice).toContainText(new RegExp(`^${proxy.address} asked us to slow down\\. Retrying in [56]\\d s\\.`));
  proxy.onRequest(() => null);
  const asked = (): number => proxy.seen.filter(({ path }) => path.endsWith('/tags/list')).length;
  const before = asked();
  await expect(page.getByRole('grid', { name: 'Versions' }), 'the old rows stay').toBeVisible();
  await notice.getByRole('button', { name: 'Retry now' }).click();
  await expect.poll(asked).toBe(before + 1);
  await expect(notice).toHaveCount(0);
});

test('a version is pulled to a chosen folder, byte for byte, and shown there', async () => {
  const { app, page } = launched;
  const target = join(folder, 'pulled');
  await mkdir(target);
  await app.evaluate(({ dialog, shell }, path) => {
    const revealed: string[] = [];
    Object.assign(globalThis, { revealed });
    // A native dialog and the system's file manager: what a test can't have.
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    shell.showItemInFolder = (file) => void revealed.push(file);
  }, target);
  await open('charts/app:1.0.0');
  await main().getByRole('button', { name: 'Pull', exact: true }).click();
  const transfer = page
    .getByRole('region', { name: 'Transfers' })
    .getByRole('listitem')
    .filter({ hasText: 'app:1.0.0' });
  await expect(transfer).toContainText('Done');
  const pulled = join(target, 'app-1.0.0.tgz');
  expect((await readFile(pulled)).equals(await readFile(chart.path))).toBe(true);
  await transfer.getByRole('button', { name: 'Show in folder' }).click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { revealed: string[] }).revealed))
    .toEqual([pulled]);
});

test('what is no chart of today is told apart in the list, and explained on its page', async () => {
  const { page } = launched;
  const config = await putBlob('{"name":"odd","version":"1.0.0","apiVersion":"v2"}');
  const archive = await putBlob('as good as an archive');
  const legacy = {
    config: { mediaType: MEDIA_TYPE.helmConfig, ...config },
    layers: [{ mediaType: MEDIA_TYPE.legacyHelmChart, ...archive }],
  };
  const digest = await putManifest('1.0.0', legacy);
  const size = Buffer.byteLength(JSON.stringify({ schemaVersion: 2, ...legacy }));
  await putManifest('2.0.0', {
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...archive }],
  });
  const manifests = [{ mediaType: MEDIA_TYPE.ociManifest, digest, size }];
  await putManifest('3.0.0', { mediaType: MEDIA_TYPE.ociIndex, manifests }, MEDIA_TYPE.ociIndex);
  await putManifest('nightly', legacy);

  await open(REPOSITORY);
  const grid = page.getByRole('grid', { name: 'Versions' });
  for (const [version, badge] of [
    ['1.0.0', 'Before Helm 3.7'],
    ['2.0.0', 'Not a chart'],
    ['3.0.0', 'Index'],
    ['nightly', 'Not a version for helm'],
  ] as const) {
    await expect(grid.getByRole('row', { name: version })).toContainText(badge);
  }
  for (const [tag, words] of [
    ['1.0.0', 'Pushed by Helm before 3.7, with an old media type for the archive. Helm still pulls it.'],
    ['2.0.0', 'Not a Helm chart. Its config is application/vnd.oci.image.config.v1+json'],
    ['3.0.0', 'An index: it points at 1 other manifest.'],
  ] as const) {
    await open(`${REPOSITORY}:${tag}`);
    await expect(main()).toContainText(words);
    expect(await axeFindings(page)).toEqual([]);
    await expect(main().getByRole('button', { name: 'Pull', exact: true })).toHaveCount(tag === '1.0.0' ? 1 : 0);
  }
});

test('the layers of what is no chart are read where they are text, and told where they are not', async () => {
  const { page } = launched;
  const layers = [
    { mediaType: 'application/spdx+json', ...(await putBlob('{"spdxVersion":"SPDX-2.3","name":"<b>parts</b>"}')) },
    { mediaType: 'text/plain', ...(await putBlob('a plain text\nof two lines\n')) },
    { mediaType: 'application/octet-stream', ...(await putBlob('no\u0000text')) },
    { mediaType: 'text/plain', ...(await putBlob('x'.repeat(1_100_000))) },
  ];
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', ...(await putBlob('{}')) };
  await putManifest('4.0.0', { artifactType: 'application/spdx+json', config, layers });
  await open(`${REPOSITORY}:4.0.0`);
  await page.getByRole('tab', { name: 'Manifest' }).click();
  for (const [title, words] of [
    ['Layer 1, list of parts', '<b>parts</b>'],
    ['Layer 2, text', 'of two lines'],
    ['Layer 3, blob', 'Binary content: there is nothing to read in it. Save it to have it as a file.'],
    ['Layer 4, text', 'Too large to show: 1.1 MB. Save it to have it as a file.'],
  ] as const) {
    await page
      .getByRole('tabpanel')
      .locator('section', { hasText: title })
      .getByRole('button', { name: /^sha256:/ })
      .click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toContainText(words);
    expect(await axeFindings(page)).toEqual([]);
    await expect(dialog.getByRole('button', { name: 'Save…' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
});

test('what could not be kept is told where it was asked for, and goes once it can be', async () => {
  const { page, userDataFolder } = launched;
  await sidebar().getByRole('link', { name: proxy.address }).click();
  const choose = async (label: string): Promise<void> => {
    await sidebar().getByRole('link', { name: proxy.address }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: label }).click();
  };
  await choose('Use HTTPS');
  const plainHttp = main().getByRole('button', { name: 'Use plain HTTP' });
  await expect(plainHttp).toBeVisible();

  await chmod(userDataFolder, 0o500);
  await plainHttp.click();
  await expect(main().getByRole('alert')).toContainText("Chartroom couldn't save that");
  await choose('Use plain HTTP');
  await expect(page.getByRole('alert').filter({ hasText: "Chartroom couldn't save that." })).toHaveCount(1);
  await main().getByRole('button', { name: 'Try HTTPS again' }).click();
  await expect(main().getByRole('alert')).toContainText('speaks plain HTTP');

  await chmod(userDataFolder, 0o700);
  await plainHttp.click();
  await expect(main().getByRole('alert')).toHaveCount(0);
});

test('the cache says how large it is, and is emptied', async () => {
  const { page } = launched;
  await page.keyboard.press('ControlOrMeta+,');
  await expect(main().getByText(/^[\d.]+ KB in \d+ files$/)).toBeVisible();
  await main().getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(main().getByText('Empty', { exact: true })).toBeVisible();
  await expect(main().getByRole('button', { name: 'Clear', exact: true })).toBeDisabled();
  await main().getByRole('checkbox', { name: 'Use system font' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-font', 'system');
});
