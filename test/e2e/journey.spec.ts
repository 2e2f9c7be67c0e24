/**
 * The whole job in the real window, against a real registry with htpasswd and a real keyring: log in, drop eight charts,
 * push, pull them back with the real helm, push again, change one, log out, and find everything again after a restart.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import keytar from 'keytar';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { dropFiles } from './support/drop-files';
import { helmPull, makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { disguises, processesHolding, searchFiles } from './support/secret-traces';

const login = { username: 'ana', secret: 'Zx9!pa55:wörd+/=?&%20' };
/** A slip of the user's is as secret as the right one. */
const wrongSecret = 'Zx8!pa55:wörd+/=?&%20';
const names = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'hotel'];

let registry: DockerRegistry;
let folder: string;
/** Of the app alone, so that a search of it is whole. A short name: Chromium puts a socket into it. */
let temporaryFolder: string;
let charts: readonly MadeChart[];
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-journey-'));
  registry = await startDockerRegistry({ users: { [login.username]: login.secret } });
  charts = await Promise.all(names.map((name) => makeChart(folder, name, '1.0.0')));
  temporaryFolder = await mkdtemp(join(tmpdir(), 't-'));
  launched = await launchApp({ env: { TMPDIR: temporaryFolder } });
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
  await rm(temporaryFolder, { recursive: true, force: true });
  await keytar.deletePassword('Chartroom', registry.address);
});

function storedLogin(): Promise<string | null> {
  return keytar.getPassword('Chartroom', registry.address);
}

async function fillLogin(page: Page, secret: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill(secret);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
}

/** Nowhere that this user could look, but in the keyring. Gives the text of the log, which was searched as well. */
async function expectNoSecretAround(): Promise<string> {
  const { userDataFolder } = launched;
  const log = join(userDataFolder, 'logs', 'chartroom.log');
  const needles = [login.secret, wrongSecret].flatMap((secret) => disguises(login.username, secret));
  const { searched, holding } = await searchFiles([userDataFolder, temporaryFolder], needles);
  expect(holding).toEqual([]);
  expect(searched).toContain(log);
  expect(await processesHolding(needles)).toEqual([]);
  return await readFile(log, 'utf8');
}

async function openPushSheet(paths: readonly string[]): Promise<void> {
  const { page } = launched;
  await dropFiles(page, page.locator('main'), paths, () => page.waitForTimeout(0));
  await expect(page.getByRole('dialog', { name: 'Push charts' })).toBeVisible();
  const destination = page.getByRole('combobox', { name: 'Destination' });
  await destination.fill(`${registry.address}/charts`);
  await page.keyboard.press('Tab');
}

test('a wrong password is refused and stores nothing', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Add registry' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
  await dialog.getByRole('checkbox', { name: 'Use plain HTTP' }).check();
  await fillLogin(page, wrongSecret);
  await expect(dialog.getByRole('alert')).toContainText("didn't accept this login");
  expect(await storedLogin()).toBeNull();
  await expect(dialog.getByRole('textbox', { name: 'Registry address' })).toHaveValue(registry.address);
  const log = await expectNoSecretAround();
  expect(log).toContain('registries.add: auth-required');
  expect(log).toContain('"status":401');
});

test('the right one logs in and is in the keyring, and nowhere else', async () => {
  const { page } = launched;
  await fillLogin(page, login.secret);
  await expect(page.getByRole('dialog')).toBeHidden();
  const sidebar = page.getByRole('navigation', { name: 'Registries' });
  await expect(sidebar.getByRole('link', { name: registry.address })).toBeVisible();
  await expect(sidebar).toContainText('Logged in as ana');
  expect(JSON.parse((await storedLogin()) ?? 'null')).toEqual({ kind: 'password', ...login });
  await expectNoSecretAround();
});

test('the search would find it: in either folder and in a process, in each disguise', async () => {
  const folders = [join(launched.userDataFolder, 'planted', 'deeper'), join(temporaryFolder, 'planted')];
  for (const needle of disguises(login.username, login.secret)) {
    for (const planted of folders) {
      await mkdir(planted, { recursive: true });
      await writeFile(join(planted, 'any'), Buffer.concat([Buffer.from('before\0'), needle, Buffer.from('after')]));
      await expect(expectNoSecretAround()).rejects.toThrow(join(planted, 'any'));
      await rm(planted, { recursive: true });
    }
  }
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)', '--', login.secret]);
  await expect.poll(() => processesHolding(disguises(login.username, login.secret))).toEqual([`${child.pid} cmdline`]);
  child.kill('SIGKILL');
  await expect.poll(() => processesHolding(disguises(login.username, login.secret))).toEqual([]);
});

test('eight charts dropped at once are previewed, then pushed', async () => {
  const { page } = launched;
  await openPushSheet(charts.map(({ path }) => path));
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  for (const name of names) {
    const row = sheet.getByRole('row', { name: `${name} 1.0.0` });
    await expect(row).toContainText(`oci://${registry.address}/charts/${name}:1.0.0`);
    await expect(row).toContainText('New');
  }
  await sheet.getByRole('button', { name: 'Push 8 charts' }).click();
  const transfers = page.getByRole('region', { name: 'Transfers' });
  for (const name of names) {
    const item = transfers.getByRole('listitem').filter({ hasText: `${name}:1.0.0` });
    await expect(item).toContainText('Done');
    await expect(item).toContainText('sha256:');
  }
});

test('the real helm pulls each of them back, byte for byte', async () => {
  for (const { name, path } of charts) {
    const pulled = await helmPull(join(folder, `pulled-${name}`), `${registry.address}/charts/${name}`, '1.0.0', login);
    expect(pulled.equals(await readFile(path)), name).toBe(true);
  }
});

test('the repositories, versions and chart are there to look at', async () => {
  const { page } = launched;
  await page.getByRole('navigation', { name: 'Registries' }).getByRole('link', { name: registry.address }).click();
  const repositories = page.getByRole('grid', { name: 'Repositories' });
  await expect(repositories.getByRole('row')).toHaveCount(9);
  await page.getByRole('searchbox', { name: 'Filter repositories' }).fill('golf');
  await expect(repositories.getByRole('row')).toHaveCount(2);
  await repositories.getByText('charts/golf').dblclick();
  const versions = page.getByRole('grid', { name: 'Versions' });
  const row = versions.getByRole('row', { name: '1.0.0' });
  await expect(row).toContainText('1.16.0');
  await row.dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'golf' })).toBeVisible();
  await page.getByRole('tab', { name: 'Manifest' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('application/vnd.cncf.helm.chart.content.v1.tar+gzip');
  await page.getByRole('navigation', { name: 'Registries' }).getByRole('link', { name: registry.address }).click();
  await expect(repositories.getByRole('row', { name: 'charts/golf' }), 'what was seen of it').toContainText('1.0.0');
});

test('a second drop says that they are there already', async () => {
  const { page } = launched;
  await openPushSheet(charts.map(({ path }) => path));
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  for (const name of names) {
    await expect(sheet.getByRole('row', { name: `${name} 1.0.0` })).toContainText('Already there');
  }
  await sheet.getByRole('button', { name: 'Cancel' }).click();
});

test('a changed archive asks, leaves the old one by default, and replaces it after a yes', async () => {
  const { page } = launched;
  const changed = await makeChart(folder, 'alpha', '1.0.0', 'Another description');
  const original = charts[0];
  if (original === undefined) throw new Error('no charts');
  await openPushSheet([changed.path]);
  const sheet = page.getByRole('dialog', { name: 'Push charts' });
  const row = sheet.getByRole('row', { name: 'alpha 1.0.0' });
  await expect(row).toContainText('already exists with different content');
  await expect(sheet.getByRole('radio', { name: /Leave it as it is/ })).toBeChecked();
  await expect(sheet.getByRole('button', { name: /^Push \d+ chart/ })).toBeDisabled();
  await sheet.getByRole('radio', { name: /Replace it with this file/ }).check();
  await sheet.getByRole('button', { name: 'Push 1 chart' }).click();
  const transfers = page.getByRole('region', { name: 'Transfers' });
  await expect(transfers.getByRole('listitem').filter({ hasText: 'alpha:1.0.0' }).last()).toContainText('Done');
  await expect
    .poll(async () => {
      const pulled = await helmPull(
        join(folder, `again-${Date.now()}`),
        `${registry.address}/charts/alpha`,
        '1.0.0',
        login,
      );
      return pulled.equals(await readFile(changed.path));
    })
    .toBe(true);
});

test('a restart finds the registry and the login again', async () => {
  const { userDataFolder } = launched;
  await launched.close();
  launched = await launchApp({ userDataFolder, env: { TMPDIR: temporaryFolder } });
  await expect(launched.page.getByRole('navigation', { name: 'Registries' })).toContainText('Logged in as ana');
});

test('logging out empties the keyring entry, and the registry asks again', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: `Log out of ${registry.address}` }).click();
  await expect(page.getByRole('button', { name: `Log in to ${registry.address}` })).toBeVisible();
  expect(await storedLogin()).toBeNull();
  await page.getByRole('navigation', { name: 'Registries' }).getByRole('link', { name: registry.address }).click();
  await page.keyboard.press('Control+r');
  await expect(page.getByRole('alert').first()).toContainText('needs you to log in');
  await expectNoSecretAround();
});
