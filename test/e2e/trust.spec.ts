/** The tab Trust in the real window: keys made by the real GnuPG, chosen by the system's dialog, and each of the verdicts. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { missingGnuPg, openGnuPg, type GnuPg } from '../support/gnupg';
import { startRegistryProxy, type RegistryProxy } from '../support/registry-proxy';
import { rawTgz } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';

const missing = missingGnuPg();
test.skip(missing !== null, missing ?? '');
test.describe.configure({ mode: 'serial' });

const ARCHIVE = rawTgz([
  { name: 'web/Chart.yaml', content: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' },
  { name: 'web/values.yaml', content: 'a: 1\n' },
]);
const DIGEST = `sha256:${createHash('sha256').update(ARCHIVE).digest('hex')}`;
const OTHER_ARCHIVE = rawTgz([{ name: 'web/Chart.yaml', content: 'apiVersion: v2\nname: web\nversion: 1.0.0\n' }]);
const UNNAMEABLE = rawTgz([
  { name: 'web/Chart.yaml', content: `apiVersion: v2\nname: web\nversion: 1.0.0-${'a'.repeat(130)}\n` },
]);
const ANA = 'Ana \u202e<b>Example</b> <ana@example.test>';

let registry: DockerRegistry;
/** Before it: what the window knows. */
let proxy: RegistryProxy;
let launched: LaunchedApp;
let gnupg: GnuPg;
let folder: string;
let ana: string;
/** Whose config names no version. */
let unnamed: string;
/** Whose version is longer than any tag. */
let unnameable: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-keys-'));
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
  gnupg = await openGnuPg();
  ana = await gnupg.makeKey({ userId: ANA });
  const bob = await gnupg.makeKey({ userId: 'Bob <bob@example.test>' });
  await writeFile(join(folder, 'ana.asc'), await gnupg.exportArmored(ana));
  await writeFile(join(folder, 'bob.gpg'), await gnupg.export(bob));
  await writeFile(join(folder, 'secret.gpg'), await gnupg.exportSecret(ana));
  const push = (
    repository: string,
    provenance?: string,
    tag = '1.0.0',
    metadata = {},
    archive = ARCHIVE,
  ): Promise<string> =>
    pushArchive({
      metadata,
      address: registry.address,
      repository: `charts/${repository}`,
      tag,
      archive,
      ...(provenance === undefined ? {} : { provenance }),
    });
  const sign = (fileName: string): Promise<string> =>
    gnupg.clearSign(`name: web\nversion: 1.0.0\n\n...\nfiles:\n  ${fileName}: ${DIGEST}\n`, { by: [ana] });
  const good = await sign('web-1.0.0.tgz');
  const digest = await push('web', good);
  await push('web', undefined, `${digest.replace(':', '-')}.sig`);
  await push('other/web', await sign('api-1.0.0.tgz'));
  await push('altered/web', good.replace('name: web', 'name: wed'));
  await push('bare/web');
  unnamed = await push('unnamed/web', good, '1.0.0', { version: undefined });
  unnameable = await push('unnameable/web', good, '1.0.0', { version: undefined }, UNNAMEABLE);
  await writeFile(join(folder, 'web-1.0.0.tgz'), ARCHIVE);
  await writeFile(join(folder, 'web-1.0.0.tgz.prov'), good);
  await mkdir(join(folder, 'work'));
  await writeFile(join(folder, 'work', 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
  // Beside a folder, where helm would look for none.
  await writeFile(join(folder, 'work.prov'), good);
  launched = await launchApp();
  await addRegistry(launched.page, proxy.address);
});
test.afterAll(async () => {
  await launched.close();
  await proxy.stop();
  await registry.stop();
  await gnupg.close();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

async function open(page: Page, repository: string, version = ':1.0.0'): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${proxy.address}/charts/${repository}${version}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'web' })).toBeVisible();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Trust' })).toHaveAttribute('aria-selected', 'true');
}

async function choose(fileName: string): Promise<void> {
  await launched.app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    },
    join(folder, fileName),
  );
  await launched.page.getByRole('button', { name: 'Add key file…' }).click();
}

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const attached = (page: Page) => page.getByRole('region', { name: 'Attached' });
const keys = (page: Page) => page.getByRole('complementary', { name: 'Keys' });

/** In both themes and both sizes. */
async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1280, 800],
      [960, 600],
    ] as const) {
      await launched.app.evaluate(
        ({ BrowserWindow, nativeTheme }, wanted) => {
          nativeTheme.themeSource = wanted.theme;
          BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height);
        },
        { theme, width, height },
      );
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    }
    expect(await axeFindings(page)).toEqual([]);
  }
}

test('without keys: signed, not checked; without a .prov: not signed', async () => {
  const { page } = launched;
  await open(page, 'bare/web');
  await expect(verdict(page)).toContainText('Not signed');
  await expect(attached(page)).toContainText('None.');
  await open(page, 'web');
  await expect(verdict(page)).toContainText('Signed, not checked');
  await expect(verdict(page)).toContainText(`The same: ${DIGEST}`);
  await expect(attached(page)).toContainText('Signature by cosign present, not verified');
  await expectAccessible(page);
  await attached(page).getByRole('listitem').getByRole('button').click();
  await expect(page.getByRole('dialog', { name: 'Signature by cosign' })).toContainText('schemaVersion');
  await page.keyboard.press('Escape');
});

test('with the key of the signer: verified, with who and what', async () => {
  const { page } = launched;
  await choose('bob.gpg');
  await expect(verdict(page)).toContainText('Verification failed');
  await expect(verdict(page)).toContainText('in none of your key files');
  await choose('ana.asc');
  await expect(verdict(page)).toContainText('Verified');
  await expect(verdict(page)).toContainText(ana);
  await expect(verdict(page).locator('bdi', { hasText: ANA })).toBeVisible();
  await expect(verdict(page)).toContainText('Valid, without an end');
  await expect(keys(page)).toContainText('--verify --keyring bob.gpg');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Show provenance file' }).click();
  await expect(page.getByRole('dialog')).toContainText('BEGIN PGP SIGNED MESSAGE');
  await page.keyboard.press('Escape');
});

test('an altered text and the text for another file fail', async () => {
  const { page } = launched;
  await open(page, 'altered/web');
  await expect(verdict(page)).toContainText('Verification failed');
  await expect(verdict(page)).toContainText('The signature isn’t of this text');
  await expectAccessible(page);
  await open(page, 'other/web');
  await expect(verdict(page)).toContainText('The signature is of another file: it names api-1.0.0.tgz');
});

test('opened by digest, the version in the chart itself names the file where its config names none', async () => {
  const { page } = launched;
  await open(page, 'unnamed/web', `@${unnamed}`);
  await expect(verdict(page)).toContainText('Verified');
  await expect(verdict(page)).toContainText('The same: web-1.0.0.tgz');
  await open(page, 'unnameable/web', `@${unnameable}`);
  await expect(page.getByText('Whether it is signed can’t be told.')).toBeVisible();
  await expect(attached(page)).toContainText('None.');
  await expectAccessible(page);
});

test('a list that lies at another host is not fetched, and the rest of the tab works', async () => {
  const { page } = launched;
  proxy.onRequest(({ path }) =>
    path.includes('/referrers/') ? { answer: { status: 303, headers: { location: 'http://localhost:1/x' } } } : null,
  );
  await open(page, 'web');
  await expect(attached(page)).toContainText(`${proxy.address} sends on to another host`);
  await expect(attached(page)).toContainText('Signature by cosign present, not verified');
  await expect(verdict(page)).toContainText('Verified');
  await expectAccessible(page);
  proxy.onRequest(() => null);
});

/** By the system's dialog. */
async function openHere(name: string): Promise<void> {
  await launched.app.evaluate(
    ({ dialog, Menu }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
      items.find(({ label }) => label === 'Open a chart…')?.click();
    },
    join(folder, name),
  );
  await expect(launched.page.getByText('On this computer', { exact: true })).toBeVisible();
  await launched.page.getByRole('button', { name: 'Verify', exact: true }).click();
}

test('a file on this computer has the verdict of the .prov beside it, as it is now', async () => {
  const { page } = launched;
  await openHere('web-1.0.0.tgz');
  await expect(verdict(page)).toContainText('Verified');
  await expect(verdict(page)).toContainText(ana);
  await expect(attached(page)).toContainText('A chart on this computer has none');
  await expect(keys(page)).toContainText('helm verify web-1.0.0.tgz --keyring bob.gpg');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show provenance file' }).click();
  await expect(page.getByRole('dialog', { name: 'web-1.0.0.tgz.prov' })).toContainText('BEGIN PGP SIGNED MESSAGE');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await writeFile(join(folder, 'web-1.0.0.tgz'), OTHER_ARCHIVE);
  await page.keyboard.press('ControlOrMeta+r');
  await expect(verdict(page)).toContainText('Verification failed');
  await expect(verdict(page)).toContainText('The archive isn’t the one that was signed');
  await rm(join(folder, 'web-1.0.0.tgz.prov'));
  await page.keyboard.press('ControlOrMeta+r');
  await expect(verdict(page)).toContainText('Not signed');
  await expect(verdict(page)).toContainText('which would be web-1.0.0.tgz.prov');
});

test('a folder is not signed, whatever stands beside it', async () => {
  const { page } = launched;
  await openHere('work');
  await expect(verdict(page)).toContainText('Not signed');
  await expect(verdict(page)).toContainText('helm signs archives only');
  await expect(keys(page)).not.toContainText('helm verify');
  await expectAccessible(page);
});

test('key files are remembered by name only, and what holds no public key is refused with words', async () => {
  const { page } = launched;
  await choose('secret.gpg');
  await expect(keys(page).getByRole('alert')).toContainText('It holds secret keys only');
  await open(page, 'web');
  await writeFile(join(folder, 'ana.asc'), 'something else');
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.reload();
  await expect(keys(page)).toContainText('It holds no OpenPGP key');
  await page.getByRole('button', { name: 'Forget ana.asc' }).click();
  await expect(keys(page)).not.toContainText('ana.asc');
  await expect(keys(page)).toContainText('bob.gpg');
  expect(await page.content()).not.toContain(folder);
});
