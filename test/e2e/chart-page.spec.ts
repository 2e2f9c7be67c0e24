/**
 * The chart page where a registry holds what is not plain: doubled entries, a digest alone, large content, many dependencies, a
 * network that goes; and what a cluster that is known makes of it.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test, type Page } from '@playwright/test';
import keytar from 'keytar';
import { createRegistryClient, type RegistryClient } from '../../electron/registry/registry-client';
import { isDigest, type Digest } from '../../shared/digest';
import { MEDIA_TYPE } from '../../shared/oci';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { writeKubeconfig } from '../support/kubeconfig-file';
import { sendJson, startScriptedServer, type ScriptedServer } from '../support/scripted-server';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { rawTgz } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
import { launchWithCluster } from './support/cluster-app';
import { removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';

const REPOSITORY = 'charts/app';
const LARGE_BYTES = 2_000_000;

let registry: DockerRegistry;
let client: RegistryClient;
let launched: LaunchedApp;
/** As much of a cluster as is asked here. */
let cluster: ScriptedServer;
let folder: string;
/** Asks for a login. */
let locked: DockerRegistry;
/** In front of `registry`: counts what it is asked. */
let proxy: RegistryProxy;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  locked = await startDockerRegistry({ users: { ana: 'a password' } });
  proxy = await startRegistryProxy(registry.address);
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  cluster = await startScriptedServer(({ url }, response) => {
    if (url === '/version') sendJson(response, 200, { major: '1', minor: '31', gitVersion: 'v1.31.2-eks-7' });
    else sendJson(response, 200, { metadata: {}, items: [] });
  });
  folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-'));
  const kubeconfig = join(folder, 'config');
  await writeKubeconfig(kubeconfig, { context: 'dev', cluster: { server: cluster.origin }, user: {} });
  launched = await launchWithCluster({ kubeconfig });
  const { page } = launched;
  await addRegistry(page, registry.address);
});
test.afterAll(async () => {
  await launched.close();
  client.close();
  await proxy.stop();
  await registry.stop();
  await locked.stop();
  await keytar.deletePassword('Chartroom', locked.address);
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
  await removeUserData(launched.userDataFolder);
});

async function putBlob(bytes: Buffer): Promise<{ readonly digest: Digest; readonly size: number }> {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(digest)) throw new Error(digest);
  const blob = { digest, size: bytes.length };
  await client.pushBlob(REPOSITORY, blob, () => Readable.from([bytes]));
  return blob;
}

/** `more`: of Chart.yaml. The archive is as long as `archiveBytes`; nobody unpacks it here. */
async function putChart(version: string, more: object = {}, archiveBytes = 1000): Promise<Digest> {
  const metadata = { name: 'app', version, apiVersion: 'v2', appVersion: `app of ${version}`, ...more };
  const config = await putBlob(Buffer.from(JSON.stringify(metadata)));
  const archive = await putBlob(Buffer.alloc(archiveBytes, version));
  const manifest = {
    schemaVersion: 2,
    config: { mediaType: MEDIA_TYPE.helmConfig, ...config },
    layers: [{ mediaType: MEDIA_TYPE.helmChart, ...archive }],
  };
  return await client.pushManifest(REPOSITORY, version, Buffer.from(JSON.stringify(manifest)), MEDIA_TYPE.ociManifest);
}

function twice<Value>(value: Value): readonly Value[] {
  return [value, value];
}

/** By the field in the title bar, as a person pastes it. */
async function open(page: Page, reference: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/${reference}`);
  await page.keyboard.press('Enter');
}

test('what Chart.yaml says twice is shown twice, a link once', async () => {
  const { page } = launched;
  await putChart('1.0.0', {
    maintainers: twice({ name: 'ana' }),
    sources: twice('https://example.com/source'),
    keywords: twice('web'),
    dependencies: twice({ name: 'redis', version: '1.x', repository: 'oci://example.com/charts' }),
    annotations: { 'artifacthub.io/changes': '- Fixed it\n- Fixed it\n' },
  });
  await open(page, `${REPOSITORY}:1.0.0`);
  await expect(page.getByText('Fixed it')).toHaveCount(2);
  await expect(page.getByText('ana', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('listitem').filter({ hasText: 'redis' })).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'example.com/source' })).toHaveCount(1);
});

test('a cluster is asked for its version only where it was asked before, and then it is said whether the chart fits', async () => {
  const { page } = launched;
  const facts = page.getByRole('complementary', { name: 'Facts' });
  const main = page.getByRole('main');
  await putChart('1.1.0', { kubeVersion: '>=1.25.0-0' });
  await putChart('1.1.1', { kubeVersion: '>=1.32.0-0' });
  await putChart('1.1.2', { kubeVersion: '>=1.25.0' });
  await open(page, `${REPOSITORY}:1.1.1`);
  await expect(facts).toContainText('>=1.32.0-0');
  expect(cluster.lines()).toEqual([]);
  await page.evaluate(() => (location.hash = '/releases'));
  await expect.poll(() => cluster.lines()).toContainEqual(expect.stringContaining('/api/v1/namespaces'));
  await open(page, `${REPOSITORY}:1.1.1`);
  await expect(facts).toContainText('Not for dev (v1.31.2-eks-7)');
  await expect(main).toContainText("your cluster dev is v1.31.2-eks-7: Helm won't install it there");
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await open(page, `${REPOSITORY}:1.1.0`);
  await expect(facts).toContainText('Fits dev (v1.31.2-eks-7)');
  await expect(main).not.toContainText("Helm won't install");
  await open(page, `${REPOSITORY}:1.1.2`);
  await expect(main).toContainText('Helm 4 installs it into dev, Helm 3 refuses');
});

test('a digest alone opens its chart, whatever the tag names by now', async () => {
  const { app, page } = launched;
  const old = await putChart('2.0.0', { appVersion: 'the old one' });
  await putChart('2.0.0', { appVersion: 'the new one' });
  await open(page, `${REPOSITORY}@${old}`);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1, name: 'app' })).toBeVisible();
  await expect(main).toContainText('the old one');
  await expect(main).toContainText(`helm pull oci://${registry.address}/${REPOSITORY}@${old} --plain-http`);
  await main.getByRole('button', { name: 'Copy reference', exact: true }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`oci://${registry.address}/${REPOSITORY}@${old}`);
  // The list of tags was read a moment ago: Mod+R reads it again, too.
  await page.keyboard.press('ControlOrMeta+r');
  await main.getByRole('combobox', { name: `Version: ${old.slice(0, 19)}` }).click();
  await page.getByRole('option', { name: '2.0.0' }).click();
  await expect(main).toContainText('the new one');
  await page.reload();
  await expect(main).toContainText('the new one');
});

test('content too large to show says so; its digest can be copied', async () => {
  const { page } = launched;
  await putChart('3.0.0', {}, LARGE_BYTES);
  await open(page, `${REPOSITORY}:3.0.0`);
  await page.getByRole('tab', { name: 'Manifest' }).click();
  const archive = page.getByRole('tabpanel').locator('section', { hasText: 'Layer 1, chart archive' });
  await archive.getByRole('button', { name: /^sha256:/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Layer 1, chart archive' });
  await expect(dialog).toContainText('Too large to show: 2.0 MB.');
  await expect(dialog.getByRole('button', { name: 'Copy this digest' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show Config' }).click();
  await expect(page.getByRole('dialog', { name: 'Config' })).toContainText('"appVersion"');
  await page.keyboard.press('Escape');
});

test('of two hundred dependencies the registry is asked for those in sight; one that asks for a login leads to it', async () => {
  const { page } = launched;
  await addRegistry(page, proxy.address);
  await addRegistry(page, locked.address);
  const dependencies = Array.from({ length: 200 }, (_none, at) => ({
    name: `lib${at}`,
    version: '^1.0.0',
    repository: `oci://${at === 1 ? locked.address : proxy.address}/charts`,
  }));
  const metadata = { apiVersion: 'v2', name: 'many', version: '1.0.0', dependencies };
  await pushArchive({
    address: registry.address,
    repository: 'charts/many',
    tag: '1.0.0',
    archive: rawTgz([{ name: 'many/Chart.yaml', content: JSON.stringify(metadata) }]),
    metadata,
  });
  await open(page, 'charts/many:1.0.0');
  await page.getByRole('button', { name: 'Where they come from, and 194 more' }).click();
  const list = page.getByRole('list', { name: 'Dependencies', exact: true });
  const row = (name: string) => list.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(list.getByRole('listitem')).toHaveCount(200);
  await expect(row('lib0')).toContainText('Not found');
  const askedFor = () => new Set(proxy.seen.map(({ path }) => path).filter((path) => path.endsWith('/tags/list')));
  expect(askedFor().size).toBeLessThan(50);
  await row('lib199').scrollIntoViewIfNeeded();
  await expect(row('lib199')).toContainText('Not found');
  expect(askedFor().size).toBeLessThan(100);

  const closed = row('lib1');
  await closed.scrollIntoViewIfNeeded();
  await expect(closed).toContainText(`${locked.address} needs you to log in`);
  await closed.getByRole('button', { name: 'Log in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Username' }).fill('ana');
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill('a password');
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(closed).toContainText('Not found');
});

test('out of reach of the registry, a chart that was seen says how old it is', async () => {
  const { page } = launched;
  await open(page, `${REPOSITORY}:1.0.0`);
  await expect(page.getByRole('main')).toContainText('app of 1.0.0');
  await registry.stop();
  await page.keyboard.press('ControlOrMeta+r');
  const notice = page.getByRole('main').getByRole('status').filter({ hasText: "Can't reach" });
  await expect(notice).toContainText(`Can't reach ${registry.address}. Showing data saved just now.`);
  expect(await axeFindings(page)).toEqual([]);
  await expect(page.getByRole('main')).toContainText('app of 1.0.0');
});
