/**
 * What can stand in the way of the local registry besides a taken port: folders that can't be written, a disk that is full, an
 * engine that has gone. Each is told with a way out, and nothing is harmed.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { freePort } from '../support/local-registry-stage';
import { axeFindings } from './support/axe';
import { dropFiles } from './support/drop-files';
import { helmPull, makeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp, type LaunchOptions } from './support/launch';
import { makeSmallDiskLauncher } from './support/small-disk';

let folder: string;
let port: number;
let launched: LaunchedApp;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-troubles-'));
  port = await freePort();
});
test.afterEach(async () => {
  await launched.close();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

/** `stored`: what the user has set before. */
async function launch(stored: object, options: LaunchOptions = {}): Promise<void> {
  const userDataFolder = await mkdtemp(join(tmpdir(), 'chartroom-user-data-'));
  await writeFile(join(userDataFolder, 'local-registry.json'), JSON.stringify({ port, ...stored }));
  launched = await launchApp({ ...options, userDataFolder });
  await launched.page.getByRole('navigation', { name: 'Local registry' }).getByRole('link').click();
  await expect(main().getByRole('heading', { level: 1, name: 'Local registry' })).toBeVisible();
}

function main(): Locator {
  return launched.page.getByRole('main');
}

function state(): Locator {
  return launched.page.getByRole('navigation', { name: 'Local registry' });
}

/** What the user would choose in the system's own dialog, which a test can't have. */
async function chooseFolder(path: string): Promise<void> {
  await launched.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** By a drop, to the local registry. */
async function push(archive: string): Promise<void> {
  const { page } = launched;
  await dropFiles(page, main(), [archive]);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`localhost:${port}`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Push 1 chart' }).click();
}

test('a folder that may not be written is told, and another one chosen from there', async () => {
  await launch({});
  const [forbidden, allowed] = [join(folder, 'forbidden'), join(folder, 'allowed')];
  await mkdir(forbidden, { mode: 0o500 });
  await mkdir(allowed);
  await main().getByRole('button', { name: 'Start', exact: true }).click();
  await expect(state()).toContainText('Running');

  await chooseFolder(forbidden);
  await main().getByRole('button', { name: 'Change…' }).click();
  const alert = main().getByRole('alert');
  await expect(alert).toContainText(/Chartroom may not write to .*forbidden\/chartroom-registry/);
  await expect(alert).toBeInViewport();
  expect(await axeFindings(launched.page)).toEqual([]);

  await chooseFolder(allowed);
  await alert.getByRole('button', { name: 'Change folder…' }).press('Enter');
  await expect(state()).toContainText(`Running on port ${port}`);
  await expect(main()).toContainText('allowed/chartroom-registry');
  await expect(main().getByRole('alert')).toHaveCount(0);
  await chmod(forbidden, 0o700);
});

test('a folder with something else in it is left as it is', async () => {
  await launch({ folder: join(folder, 'photos') });
  const notes = join(folder, 'photos', 'built-in', 'notes.txt');
  await mkdir(join(folder, 'photos', 'built-in'), { recursive: true });
  await writeFile(notes, 'not a chart');
  await main().getByRole('button', { name: 'Start', exact: true }).click();
  const alert = main().getByRole('alert');
  await expect(alert).toContainText("holds something else than a local registry's charts");
  await expect(alert).toContainText('Nothing in it was touched.');
  await expect(alert.getByRole('button', { name: 'Change folder…' })).toBeVisible();
  expect(await readFile(notes, 'utf8')).toBe('not a chart');
});

test('on a disk that fills up a push hears so, and what is stored stays whole', async () => {
  const disk = join(folder, 'disk');
  await launch(
    { folder: join(disk, 'chartroom-registry') },
    { launcher: (executable) => makeSmallDiskLauncher(executable, disk, { megabytes: 8 }) },
  );
  const { page } = launched;
  await main().getByRole('button', { name: 'Start', exact: true }).click();
  await expect(state()).toContainText('Running');
  await expect(main()).toContainText(/[78](\.\d)? MB free on this disk/);

  const small = await makeChart(folder, 'small', '1.0.0');
  const [one, two] = [randomBytes(4_500_000), randomBytes(4_500_000)];
  const large = await makeChart(folder, 'large', '1.0.0', 'Too large', { 'one.bin': one, 'two.bin': two });
  const transfers = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem');
  // One after the other: while the large one fills the disk there is no room for the small one either.
  await push(small.path);
  await expect(transfers.filter({ hasText: 'small' })).toContainText('Done');
  await push(large.path);
  const failed = transfers.filter({ hasText: 'large' });
  await expect(failed).toContainText('Failed');
  await expect(failed).toContainText('has no room left');
  await expect(failed.getByRole('button', { name: 'Retry' })).toBeVisible();
  const pulled = await helmPull(join(folder, 'pulled'), `localhost:${port}/small`, '1.0.0', null);
  expect(pulled.equals(await readFile(small.path))).toBe(true);
});
