/**
 * The real charts of the neighbouring folder, each opened in every tab of its page, with what axe says of them. Where the folder
 * isn't there, the report says so.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';
import { NO_SAMPLES, SAMPLES, samples } from '../support/sample-charts';

const run = promisify(execFile);

let registry: DockerRegistry;
let launched: LaunchedApp;

test.skip(samples.length === 0, NO_SAMPLES);
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  await addRegistry(launched.page, registry.address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page, name: string, version: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/charts/${name}:${version}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name }).first()).toBeVisible();
}

for (const [index, file] of samples.entries()) {
  const [, name = '', version = ''] = /^(.*)-(\d[^-]*)\.tgz$/.exec(file) ?? [];
  test(`${name} opens in every tab, and axe finds nothing`, async () => {
    const { page } = launched;
    const path = join(SAMPLES, file);
    const { stdout: list } = await run('tar', ['tzf', path]);
    const own = new Set(list.split('\n').map((entry) => entry.slice(name.length + 1)));
    await pushArchive({
      address: registry.address,
      repository: `charts/${name}`,
      tag: version,
      archive: await readFile(path),
      metadata: { description: `The chart ${name}` },
    });
    await open(page, name, version);
    const readme = page.getByRole('region', { name: 'README.md' });
    await expect(own.has('README.md') ? readme : page.getByText('This chart has no README.')).toBeVisible();
    const tabs: readonly (readonly [tab: string, isThere: () => Promise<void>])[] = [
      ['Overview', () => expect(page.getByText(`The chart ${name}`)).toBeVisible()],
      [
        'Values',
        () =>
          expect(
            own.has('values.yaml')
              ? page.getByRole('textbox', { name: 'values.yaml', exact: true })
              : page.getByRole('heading', { name: 'No values.yaml' }),
          ).toBeVisible(),
      ],
      [
        'Schema',
        () =>
          expect(
            own.has('values.schema.json')
              ? page.getByRole('tree', { name: 'Schema' })
              : page.getByRole('heading', { name: 'No schema' }),
          ).toBeVisible(),
      ],
      ['Files', () => expect(page.getByRole('textbox', { name: 'Chart.yaml', exact: true })).toBeVisible()],
      [
        'Dependencies',
        () =>
          expect(
            page
              .getByRole('group', { name: 'All dependencies' })
              .or(page.getByRole('heading', { name: 'No dependencies' }))
              .first(),
          ).toBeVisible(),
      ],
      ['Manifest', () => expect(page.getByRole('region', { name: 'Manifest as JSON' })).toBeVisible()],
      ['Trust', () => expect(page.getByRole('heading', { level: 2, name: 'Provenance' })).toBeVisible()],
    ];
    // Each tab is looked through in both themes, though not of each chart: that took minutes.
    await page.emulateMedia({ colorScheme: index % 2 === 0 ? 'light' : 'dark' });
    for (const [tab, isThere] of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      await isThere();
      expect(await axeFindings(page), tab).toEqual([]);
    }
  });
}
