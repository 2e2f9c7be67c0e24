/**
 * READMEs in the real window: a hostile one, of which nothing may run and for which nothing may be fetched, and one with all
 * that GitHub's flavour has. The policy is watched (support/launch.ts), requests by a server and by Electron itself.
 */
import { createServer, type Server } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { rawTgz } from '../support/tar-bytes';
import { startDockerRegistry, type DockerRegistry } from '../support/docker-registry';
import { addRegistry } from './support/add-registry';
import { axeFindings } from './support/axe';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';
import { pushArchive } from './support/push-archive';

let registry: DockerRegistry;
let launched: LaunchedApp;
let bait: Server;
let baitPort: number;
const caught: string[] = [];

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAE0lEQVR42mNk+M9QzzAKhg4AAHpYAgHm3WgGAAAAAElFTkSuQmCC',
  'base64',
);

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

/** All that the issue names, and what the world has tried since. */
const hostile = (address: string): string => `# Hostile

<script>globalThis.ran = 'script'</script><script src="http://${address}/a.js"></script>
<img src="x" onerror="globalThis.ran = 'onerror'"><img src="http://${address}/a.png">![a](http://${address}/b.png)
<svg onload="globalThis.ran = 'svg'"><script>globalThis.ran = 'svg script'</script><image href="http://${address}/c.png"/></svg>
<style>@import url(http://${address}/a.css); @font-face{font-family:x;src:url(http://${address}/a.woff)} body{background:url(http://${address}/d.png)}</style>
<p style="background:url(http://${address}/e.png)" onclick="globalThis.ran='click'">styled</p>
<form action="http://${address}/form"><input name="password" autofocus onfocus="globalThis.ran='focus'"><button>Send</button></form>
<iframe src="http://${address}/frame" srcdoc="<script>parent.ran='frame'</script>"></iframe>
<object data="http://${address}/o"></object><embed src="http://${address}/em"><link rel="stylesheet" href="http://${address}/l.css">
<meta http-equiv="refresh" content="0;url=http://${address}/refresh"><base href="http://${address}/">
<video src="http://${address}/v" poster="http://${address}/p"></video><audio src="http://${address}/au" autoplay></audio>
<a href="javascript:globalThis.ran='link'" id="root" name="body">script link</a>
<a href="data:text/html,<script>parent.ran=1</script>">data link</a> <a href="http://${address}/plain" target="_blank">plain link</a>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.ran='mxss'&gt;"></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=globalThis.ran='noscript'>"></noscript>
<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+"> <b>b\u202eold\u0007</b>
<input type="image" src="http://${address}/input.png"><table background="http://${address}/t.png"><tr><td>cell</td></tr></table>

[md](javascript:globalThis.ran='md')

${'> '.repeat(200)}deep

The hostile end.
`;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  registry = await startDockerRegistry();
  launched = await launchApp();
  bait = createServer((socket) => {
    caught.push('a connection');
    socket.destroy();
  });
  await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
  const address = bait.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  baitPort = address.port;
  const chart = (name: string, ...files: readonly { name: string; content: string | Uint8Array }[]) =>
    pushArchive({
      address: registry.address,
      repository: `charts/${name}`,
      tag: '1.0.0',
      archive: rawTgz([
        { name: `${name}/Chart.yaml`, content: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n` },
        ...files,
      ]),
    });
  await chart(
    'shop',
    { name: 'shop/README.md', content: README },
    { name: 'shop/files/logo.png', content: PNG },
    { name: 'shop/docs/guide.md', content: '# Guide\n\n[back](../README.md)\n' },
  );
  await chart('hostile', { name: 'hostile/README.md', content: hostile(`127.0.0.1:${baitPort}`) });
  await chart('deep', { name: 'deep/README.md', content: `${'> '.repeat(60_000)}x` });
  await chart('plain', { name: 'plain/readme.txt', content: '# not Markdown <b>\n' });
  await chart('none');
  await addRegistry(launched.page, registry.address);
  // What Electron itself is asked for.
  await launched.app.evaluate(({ session }) => {
    const requests: string[] = [];
    Object.assign(globalThis, { requests });
    session.defaultSession.webRequest.onBeforeRequest((details, done) => {
      if (!/^(?:app|data|devtools):/.test(details.url)) requests.push(details.url);
      done({});
    });
  });
});
test.afterAll(async () => {
  await launched.close();
  await registry.stop();
  await new Promise((resolve) => bait.close(resolve));
  await removeUserData(launched.userDataFolder);
});

async function open(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+p');
  await page.getByRole('textbox', { name: 'Open a reference' }).fill(`${registry.address}/charts/${name}:1.0.0`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('of a hostile README nothing runs, nothing is fetched, and the rest is read', async () => {
  const { app, page } = launched;
  await open(page, 'hostile');
  const readme = page.getByRole('region', { name: 'README.md' });
  await expect(readme).toContainText('The hostile end.');
  await expect(readme).toContainText('deep');
  await expect(readme.getByText('styled')).toBeVisible();
  for (const name of ['script link', 'data link', 'md', 'plain link', 'styled']) {
    await readme.getByText(name, { exact: true }).click();
  }
  const found = await readme.evaluate((element) => ({
    tags: [...new Set([...element.querySelectorAll('*')].map((each) => each.localName))].sort(),
    attributes: [...new Set([...element.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()))].sort(),
  }));
  expect(
    found.tags.filter((tag) =>
      /script|style|svg|form|input|iframe|object|embed|link|meta|base|video|audio|math/.test(tag),
    ),
  ).toEqual([]);
  expect(found.attributes.filter((name) => /^on|style|src|action|background|target|poster/.test(name))).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  expect(await app.evaluate(() => (globalThis as unknown as { requests: string[] }).requests)).toEqual([]);
  expect(caught).toEqual([]);
  expect(launched.violations.seen()).toEqual([]);
});

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
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }

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
