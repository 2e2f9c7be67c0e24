/** A chart's folder dropped on the window: packaged first, every file told, and the registry gets exactly what the list said. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Locator } from '@playwright/test';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { entriesOfArchive, helmPackage, writeFolder } from '../support/chart-folders';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindingsInBothThemes } from './support/axe';
import { dropFiles } from './support/drop-files';
import { electronCommand, launchApp, removeUserData, type LaunchedApp } from './support/launch';

const run = promisify(execFile);
let registry: DockerRegistry;
let folder: string;
let chart: string;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-push-folder-'));
  registry = await startDockerRegistry();
  await run(await ensureHelm('4.2.3'), ['create', 'demo'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  chart = join(folder, 'demo');
  await appendFile(join(chart, 'Chart.yaml'), 'annotations:\n  notes: |\n    two\n    lines\n');
  await writeFile(join(chart, 'notes.bak'), 'left out');
  await mkdir(join(chart, 'files'));
  for (let index = 0; index < 2000; index += 1) await writeFile(join(chart, 'files', `${index}.txt`), 'x');
  launched = await launchApp();
  await addRegistry(launched.page, registry.address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
  await rm(folder, { recursive: true, force: true });
});

function chartYaml(name: string, version: string, rest = ''): string {
  return `apiVersion: v2\nname: ${name}\nversion: ${version}\n${rest}`;
}

function sheet(): Locator {
  return launched.page.getByRole('dialog', { name: 'Push charts' });
}

function row(): Locator {
  return sheet().getByRole('row', { name: 'demo 0.1.0', exact: true });
}

async function packagedFolders(): Promise<readonly string[]> {
  return await readdir(join(launched.userDataFolder, 'packaged'));
}

test('it is packaged, and says what goes in and what is left out, and why', async () => {
  const { page } = launched;
  await dropFiles(page, page.locator('main'), [chart]);
  await sheet().getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/charts`);
  await expect(row()).toContainText('Packaged from the folder demo: 2,0');
  await expect(row()).toContainText('1 left out');
  await expect(row()).toContainText('New');

  const button = row().getByRole('button', { name: 'Show files' });
  await button.focus();
  await page.keyboard.press('Enter');
  const leftOut = row().getByRole('list', { name: 'Left out 1' });
  await expect(leftOut).toContainText('notes.bak');
  await expect(leftOut).toContainText(/line \d+ of \.helmignore: \*\.bak/);
  const packed = row().getByRole('list', { name: /Goes in 2,0/ });
  await expect(packed.getByRole('listitem').first()).toContainText('Chart.yaml');
  await expect(packed.getByRole('listitem').first()).toContainText('written anew, without comments');
  // Only what is in sight is in the document, and keys bring the rest there.
  expect(await packed.getByRole('listitem').count()).toBeLessThan(100);
  await packed.focus();
  await page.keyboard.press('End');
  await expect(packed).toContainText('files/999.txt');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
});

test('the helm commands package it, too', async () => {
  await sheet().getByRole('button', { name: 'Copy as helm commands' }).click();
  await expect
    .poll(() => launched.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`helm package demo\nhelm push demo-0.1.0.tgz oci://${registry.address}/charts --plain-http`);
});

test('the registry gets what the list said, which is what helm packages; nothing stays behind', async () => {
  const { page } = launched;
  expect(await packagedFolders()).toHaveLength(1);
  await sheet().getByRole('button', { name: 'Push 1 chart' }).click();
  const done = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').filter({ hasText: 'demo:0.1.0' });
  await expect(done).toContainText('Done');
  await expect.poll(packagedFolders).toEqual([]);

  const pulled = join(folder, 'pulled');
  await mkdir(pulled);
  const source = `oci://${registry.address}/charts/demo`;
  const env = { PATH: process.env['PATH'], HOME: folder };
  await run(await ensureHelm('4.2.3'), ['pull', source, '--version', '0.1.0', '--plain-http', '-d', pulled], { env });
  const contents = await Promise.all(
    [join(pulled, 'demo-0.1.0.tgz'), await helmPackage('4.2.3', chart, join(folder, 'theirs'))].map(async (path) =>
      (await entriesOfArchive(path)).map(({ name, content }) => `${name}\n${content}`).sort(),
    ),
  );
  expect(contents[0]).toEqual(contents[1]);
});

test('a folder is chosen by a dialog or handed over by a second start, and gone when the sheet closes', async () => {
  const { app } = launched;
  const { executable, args, env } = electronCommand(launched.userDataFolder, [chart]);
  const second = spawn(executable, args, { env, stdio: 'ignore' });
  await once(second, 'exit');
  await expect(row()).toContainText('Packaged from the folder demo');
  const other = join(folder, 'other');
  await mkdir(other);
  await writeFile(join(other, 'Chart.yaml'), 'apiVersion: v2\nname: other\nversion: 1.0.0\n');
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, other);
  await sheet().getByRole('button', { name: 'Add a folder…' }).click();
  await expect(sheet().getByRole('row', { name: 'other 1.0.0' })).toContainText(
    'Packaged from the folder other: 1 file',
  );
  expect(await packagedFolders()).toHaveLength(2);
  await sheet().getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(packagedFolders).toEqual([]);
});

test('what it depends on is told on its page: inside, on or off, and what registries have that the user knows', async () => {
  const { page } = launched;
  const helm = await ensureHelm('4.2.3');
  const env = { PATH: process.env['PATH'], HOME: folder };
  for (const version of ['1.0.0', '1.1.0', '2.0.0', '2.1.0-rc.1']) {
    await writeFolder(join(folder, 'one'), { 'Chart.yaml': chartYaml('one', version) });
    const path = await helmPackage('4.2.3', join(folder, 'one'), join(folder, `one-${version}`));
    await run(helm, ['push', path, `oci://${registry.address}/charts`, '--plain-http'], { env });
  }
  const umbrella = join(folder, 'umbrella');
  await writeFolder(umbrella, {
    'Chart.yaml': chartYaml(
      'umbrella',
      '1.0.0',
      `dependencies:
- {name: one, version: ^1.0.0, repository: "oci://${registry.address}/charts", alias: uno}
- {name: two, version: "*", repository: "file://../two", condition: two.enabled}
- {name: three, version: 1.x, repository: "oci://charts.elsewhere.test/team"}
- {name: four, version: ">=1", repository: "https://charts.example.com"}
`,
    ),
    'values.yaml': 'two: {enabled: false}\n',
    'charts/one/Chart.yaml': chartYaml('one', '1.0.0', 'dependencies: [{name: deep, version: "1", repository: ""}]\n'),
    'charts/one/charts/deep/Chart.yaml': chartYaml('deep', '1.2.3'),
    'charts/two/Chart.yaml': chartYaml('two', '0.1.0'),
    'charts/three/Chart.yaml': chartYaml('three', '1.0.0'),
    'charts/four/Chart.yaml': chartYaml('four', '0.9.0'),
  });
  const link = page.getByRole('navigation', { name: 'Registries' }).getByRole('link', { name: registry.address });
  await dropFiles(page, link, [umbrella]);
  await sheet().getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/charts`);
  // Its list would hide the rows.
  await page.keyboard.press('Tab');
  await expect(sheet().getByRole('row', { name: 'umbrella 1.0.0' })).toContainText('New');
  await sheet().getByRole('button', { name: 'Push 1 chart' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'umbrella' })).toBeVisible();
  await page.getByRole('tab', { name: 'Dependencies' }).click();

  const list = page.getByRole('list', { name: 'Dependencies', exact: true });
  const rowOf = (name: string): Locator => list.locator(':scope > li').filter({ hasText: name });
  await expect(page.getByRole('tabpanel')).toContainText('4 dependencies, all inside; 1 more chart within');
  await expect(rowOf('uno')).toContainText('is one');
  await expect(rowOf('uno')).toContainText('Inside: 1.0.0');
  await expect(rowOf('uno')).toContainText('^1.0.0 comes to 1.1.0, newer than what is inside.');
  await expect(rowOf('uno')).toContainText('Newer: 2.0.0');
  await expect(page.getByRole('list', { name: 'Dependencies of one' })).toContainText('Inside: 1.2.3');
  await expect(rowOf('two')).toContainText('Off by default');
  await expect(rowOf('two')).toContainText('two.enabled is false.');
  await expect(rowOf('two')).toContainText('A folder where the chart was packaged.');
  // A chart may name any address: it is asked when the user says so.
  await expect(rowOf('three').getByRole('button', { name: 'Look up versions at charts.elsewhere.test' })).toBeVisible();
  await expect(rowOf('four')).toContainText('A classic repository');
  await expect(rowOf('four')).toContainText('Inside is 0.9.0');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);

  await rowOf('three')
    .getByRole('button', { name: /Look up/ })
    .click();
  await expect(rowOf('three')).toContainText("Can't reach charts.elsewhere.test");
  await page.reload();
  await rowOf('uno')
    .getByRole('link', { name: `oci://${registry.address}/charts/one` })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Versions' })).toBeVisible();
});
