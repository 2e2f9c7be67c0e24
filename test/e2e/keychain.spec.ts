/** Logins in the real window where the keychain is not well: it hangs, or there is none. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { startKeyring } from '../support/keyring';
import { launchApp, removeUserData } from './support/launch';
import { disguises, searchFiles } from './support/secret-traces';

const login = { username: 'ana', secret: 'Zx9!pa55:wörd+/=?&%20' };
/** Nobody listens there. */
const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

let registry: DockerRegistry;
test.beforeAll(async () => {
  registry = await startDockerRegistry({ users: { [login.username]: login.secret } });
});
test.afterAll(() => registry.stop());

async function addRegistry(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add registry' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
  await dialog.getByRole('checkbox', { name: 'Use plain HTTP' }).check();
  await dialog.getByRole('textbox', { name: 'Username' }).fill(login.username);
  await dialog.getByRole('textbox', { name: 'Password or token' }).fill(login.secret);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Registries' })).toContainText('Logged in as ana');
}

const logOf = (userDataFolder: string): Promise<string> =>
  readFile(join(userDataFolder, 'logs', 'chartroom.log'), 'utf8');

/** What the disk remembers of the only registry. */
async function profileOf(userDataFolder: string): Promise<unknown> {
  const text = await readFile(join(userDataFolder, 'registries.json'), 'utf8');
  return (JSON.parse(text) as { registries: unknown[] }).registries[0];
}

test('a keychain that hangs does not keep the app from ending', async () => {
  // A real keyring that is stopped in its tracks: it keeps its connections and answers nothing.
  const keyring = await startKeyring();
  const { app, page, userDataFolder } = await launchApp({ env: keyring.env });
  await addRegistry(page);
  keyring.pause();
  await page.getByRole('button', { name: `Log out of ${registry.address}` }).click();
  // Calls are taken in order: with this answer the one before it has reached the keychain.
  await page.evaluate(() =>
    (window as unknown as { chartroom: { call: (...args: unknown[]) => Promise<string> } }).chartroom.call(
      'after-log-out',
      'app.info',
      null,
    ),
  );
  const ended = once(app.process(), 'exit');
  await app.evaluate((electron) => void setTimeout(() => electron.app.quit()));
  // By its own hand: left to itself it would wait for D-Bus, and then abort.
  expect(await ended).toEqual([null, 'SIGKILL']);
  keyring.resume();
  await keyring.stop();

  // Nobody knows whether the login is gone, so it counts as there.
  expect(await profileOf(userDataFolder)).toMatchObject({ address: registry.address, hasCredential: true });
  await removeUserData(userDataFolder);
});

test('without a keychain a login holds until the app ends, in memory only, and the user and the log are told', async () => {
  let launched = await launchApp({ env: noBus });
  const { userDataFolder } = launched;
  await expect(
    launched.page.getByRole('contentinfo').getByText("No system keychain found. You'll stay logged in until you quit."),
  ).toBeVisible();
  await expect(launched.page.getByRole('main')).not.toContainText('stay in the system keychain');
  await launched.page.getByRole('main').getByRole('button', { name: 'Add registry' }).click();
  await expect(launched.page.getByRole('dialog', { name: 'Add registry' })).toContainText(
    'Kept until you quit, and never written down: no system keychain was found.',
  );
  await launched.page.keyboard.press('Escape');
  await addRegistry(launched.page);
  expect(await logOf(userDataFolder)).toContain('no keychain: logins are kept in memory until the app ends');
  await launched.close();

  launched = await launchApp({ userDataFolder, env: noBus });
  await expect(launched.page.getByRole('button', { name: `Log in to ${registry.address}` })).toBeVisible();
  await launched.close();
  expect(await profileOf(userDataFolder)).toMatchObject({ hasCredential: false, username: 'ana' });
  expect((await searchFiles([userDataFolder], disguises(login.username, login.secret))).holding).toEqual([]);
  await removeUserData(userDataFolder);
});

test('the log tells once what of another tool’s logins was left out, and none of their secrets', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-docker-'));
  const good = Buffer.from(`${login.username}:${login.secret}`).toString('base64');
  await mkdir(folder, { recursive: true });
  const auths = { 'not a host': { auth: good }, 'registry.test': { auth: `${good}!` }, 'good.test': { auth: good } };
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths }));
  const launched = await launchApp({ env: { DOCKER_CONFIG: folder } });
  const { page, userDataFolder } = launched;
  await expect(page.getByText('good.test')).toBeVisible();
  await page.reload();
  await expect(page.getByText('good.test')).toBeVisible();
  const lines = (await logOf(userDataFolder)).split('\n').filter((line) => line.includes('left out logins'));
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).toContain('the entry of registry.test is damaged');
  expect((await searchFiles([userDataFolder], disguises(login.username, login.secret))).holding).toEqual([]);
  await launched.close();
  await removeUserData(userDataFolder);
  await rm(folder, { recursive: true });
});
