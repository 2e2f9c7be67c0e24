/** READMEs in the real window: one with all that GitHub's flavour has, none, and what is no Markdown. The hostile one: hostile-chart.spec.ts. */
import { expect, test, type Page } from '@playwright/test';
import { rawTgz } from '../support/tar-bytes';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';

let registry: DockerRegistry;
let launched: LaunchedApp;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAE0lEQVR42mNk+M9QzzAKhg4AAHpYAgHm3WgGAAAAAElFTkSuQmCC',
  'base64',
);

const DEPENDENCIES = 'dependencies: [{name: redis, version: 1.x}]\n';
const VALUES = Array.from({ length: 7 }, (_none, at) => `part${at}: {image: example/part${at}:1.${at}}\n`).join('');

const README = `# Shop

[![Build](https://ci.example/badge.svg)](https://ci.example) A shop. See [values](#values), [the guide](docs/guide.md)
and [its home](https://shop.example).

![Logo](files/logo.png) ![Gone](files/gone.png)

> [!NOTE]
> Takes a **database**.

## Install

\`\`\`yaml
replicas: 2 # two
\`\`\`

<details>
<summary>More</summary>

Hidden *words*.

</details>

## Values

| Key | Default |
|-----|--------:|
| \`replicas\` | 1 |

- [x] done
${'\nA paragraph to scroll over.\n'.repeat(60)}
## End

The end.
`;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  const chart = (name: string, ...files: readonly { name: string; content: string | Uint8Array }[]) =>
    pushArchive({
      address: registry.address,
      repository: `charts/${name}`,
      tag: '1.0.0',
      metadata: { dependencies: [{ name: 'redis', version: '1.x' }] },
      archive: rawTgz([
        { name: `${name}/Chart.yaml`, content: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${DEPENDENCIES}` },
        ...files,
      ]),
    });
  await chart(
    'shop',
    { name: 'shop/README.md', content: README },
    { name: 'shop/values.yaml', content: VALUES },
    { name: 'shop/files/logo.png', content: PNG },
    { name: 'shop/docs/guide.md', content: '# Guide\n\n[back](../README.md)\n' },
  );
  await chart('deep', { name: 'deep/README.md', content: `${'> '.repeat(60_000)}x` });
  await chart('plain', { name: 'plain/readme.txt', content: '# not Markdown <b>\n' });
  await chart('none');
  await addRegistry(launched.page, registry.address);
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/charts/${name}:1.0.0`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name }).first()).toBeVisible();
}

test('one in GitHub’s flavour is laid out, with an outline that leads through it', async () => {
  const { app, page } = launched;
  await open(page, 'shop');
  const readme = page.getByRole('region', { name: 'README.md' });
  await expect(readme.getByRole('heading', { name: 'Shop' })).toBeVisible();
  await expect(readme.getByText('Remote image blocked: Build')).toBeVisible();
  await expect(readme.getByRole('img', { name: 'Logo' })).toBeVisible();
  await expect(readme.getByText('Picture not in this chart: Gone')).toBeVisible();
  await expect(readme.getByRole('table')).toContainText('replicas');
  await expect(readme).toContainText('The end.');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);

  const images = page.getByRole('region', { name: 'Container images' });
  await expect(images.getByRole('listitem')).toHaveCount(5);
  await images.getByRole('button', { name: 'Show 2 more' }).click();
  await images.getByRole('button', { name: 'Copy image example/part6:1.6' }).click();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('example/part6:1.6');

  const outline = page.getByRole('navigation', { name: 'Contents of the README' });
  await expect(outline.getByRole('button')).toHaveText(['Shop', 'Install', 'Values', 'End']);
  await outline.getByRole('button', { name: 'End' }).press('Enter');
  await expect(readme.getByRole('heading', { name: 'End' })).toBeFocused();
  await expect(outline.getByRole('button', { name: 'End' })).toHaveAttribute('aria-current', 'location');
  await readme.getByRole('link', { name: 'values' }).press('Enter');
  await expect(readme.getByRole('heading', { name: 'Values' })).toBeFocused();
  await expect(outline.getByRole('button', { name: 'End' })).not.toHaveAttribute('aria-current', 'location');

  // Out of the window only after a question, which names the address.
  await app.evaluate(({ dialog, shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((_parent: unknown, { detail }: { detail: string }) => {
      asked.push(detail);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    }) as unknown as typeof dialog.showMessageBox;
    shell.openExternal = (url) => Promise.resolve(void asked.push(`opened ${url}`));
  });
  await readme.getByRole('link', { name: 'its home' }).click();
  const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await expect.poll(asked).toEqual([expect.stringContaining('https://shop.example')]);

  await readme.getByRole('link', { name: 'the guide' }).click();
  const guide = page.getByRole('region', { name: 'docs/guide.md' });
  await expect(guide.getByRole('heading', { name: 'Guide' })).toBeVisible();
  await page.getByRole('button', { name: 'Show text' }).click();
  await expect(page.getByRole('textbox', { name: 'docs/guide.md' })).toContainText('[back](../README.md)');
  await page.getByRole('button', { name: 'Show as page' }).click();
  await guide.getByRole('link', { name: 'back' }).click();
  await expect(page.getByRole('region', { name: 'README.md' })).toBeVisible();

  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Where they come from' }).click();
  await expect(page.getByRole('list', { name: 'Dependencies', exact: true })).toContainText('redis');
});

test('no README, one that is no Markdown, and one nested too deep are told', async () => {
  const { page } = launched;
  await open(page, 'none');
  await expect(page.getByText('This chart has no README.')).toBeVisible();
  await open(page, 'plain');
  await expect(page.getByText('# not Markdown <b>')).toBeVisible();
  await open(page, 'deep');
  await expect(page.getByText("It can't be laid out as Markdown")).toBeVisible();
});
