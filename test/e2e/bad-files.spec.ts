/** Everything that people drop by mistake, all at once, with good charts among it: each row says what is wrong and what to do. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { writeBadFiles, type BadFile } from '../support/bad-files';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { chartTgz } from '../support/tar-bytes';
import { addRegistry } from './support/add-registry';
import { dropFiles } from './support/drop-files';
import { makeChart, type MadeChart } from './support/helm-charts';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

let registry: DockerRegistry;
let folder: string;
let good: MadeChart;
let going: MadeChart;
let bad: readonly BadFile[];
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-bad-files-'));
  registry = await startDockerRegistry();
  bad = await writeBadFiles(folder);
  [good, going] = [await makeChart(folder, 'good', '1.0.0'), await makeChart(folder, 'going', '1.0.0')];
  await writeFile(join(folder, 'odd.tgz'), chartTgz({ name: '/etc/cron.d/x', content: 'x' }));
  launched = await launchApp();
  const { page } = launched;
  await addRegistry(page, registry.address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

function sheet(): Locator {
  return launched.page.getByRole('dialog', { name: 'Push charts' });
}

/** Only rows in sight are in the document: scrolls until the one with this text is. */
async function showRow(text: string): Promise<Locator> {
  const row = sheet().getByRole('row').filter({ hasText: text });
  const table = sheet().getByRole('table', { name: 'Charts to push' });
  await table.evaluate((element) => element.parentElement?.scrollTo({ top: 0 }));
  await expect(async () => {
    if ((await row.count()) === 0) await table.evaluate((element) => element.parentElement?.scrollBy({ top: 400 }));
    expect(await row.count()).toBeGreaterThan(0);
  }).toPass({ intervals: [50], timeout: 30_000 });
  return row;
}

test('each row is named, says what is wrong and what to do', async () => {
  test.setTimeout(180_000);
  const { page } = launched;
  const paths = [good.path, ...bad.map(({ fileName }) => join(folder, fileName)), join(folder, 'odd.tgz'), going.path];
  await dropFiles(page, page.locator('main'), paths);
  await sheet().getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/charts`);
  await page.keyboard.press('Tab');
  // A million entries take a moment on a machine that is busy with other things.
  await expect(sheet().getByText(`3 of ${paths.length} will be uploaded`)).toBeVisible({ timeout: 60_000 });

  for (const { fileName, rowName, words } of bad) {
    // Rows above it that are measured meanwhile can push it out of sight again.
    await expect(async () => {
      const row = await showRow(fileName);
      await expect(row, fileName).toHaveAccessibleName(rowName, { timeout: 1_000 });
      const text = await row.innerText({ timeout: 1_000 });
      for (const part of ["Can't be pushed", ...words]) expect(text, fileName).toContain(part);
      expect(text, fileName).not.toMatch(/undefined|\[object|Error:|errno|ENO|EACCES|at \w+ \(|`|Oops/);
      expect(text, fileName).not.toContain(folder);
    }).toPass({ timeout: 30_000 });
  }
});

test('what helm pushes though it is odd is pushed with a warning that names the entry', async () => {
  // As above: rows that are measured meanwhile can push it out of sight again.
  await expect(async () => {
    const row = await showRow('/etc/cron.d/x, a path that leads out');
    const text = await row.innerText({ timeout: 1_000 });
    expect(text).toContain('It holds /etc/cron.d/x, a path that leads out of the chart');
    expect(text).toContain('New');
  }).toPass({ timeout: 30_000 });
});

test('the good chart among them is pushed; one that vanished after the preview fails in words', async () => {
  const { page } = launched;
  await rm(going.path);
  await sheet().getByRole('button', { name: 'Push 3 charts' }).click();
  const dock = page.getByRole('region', { name: 'Transfers' });
  await expect(dock.getByRole('listitem').filter({ hasText: 'good:1.0.0' })).toContainText('Done');
  await expect(dock.getByRole('listitem').filter({ hasText: 'app:1.0.0' })).toContainText('Done');
  const failed = dock.getByRole('listitem').filter({ hasText: 'going:1.0.0' });
  await expect(failed).toContainText("going-1.0.0.tgz isn't there any more");
  await expect(failed.getByRole('button', { name: /Retry/ })).toBeVisible();
});
