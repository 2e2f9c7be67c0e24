/** What users install starts, is locked down as electron-builder.yml says, and does the app's main job. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import keytar from 'keytar';
import { parse } from 'yaml';
import { readFuses } from '../../scripts/fuse-wire.mjs';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { dropFiles } from '../e2e/support/drop-files';
import { startDockerRegistry } from '../support/docker-registry';
import { freePort } from '../support/local-registry-stage';
import { packagedExecutable, startPackagedApp } from './start-package';

const login = { username: 'ana', secret: 'Zx9!pa55:wörd+/=?&%20' };

test('every fuse of electron-builder.yml that this Electron has is set so', async () => {
  const config: { electronFuses: Record<string, boolean> } = parse(await readFile('electron-builder.yml', 'utf8'));
  const { resetAdHocDarwinSignature: _, ...wanted } = config.electronFuses;
  const found = await readFuses(packagedExecutable());

  const names = Object.keys(wanted);
  const lacking = names.filter((name) => ![...found.keys()].some((fuse) => fuse === name));
  if (lacking.length > 0) process.stdout.write(`    This Electron lacks the fuses: ${lacking.join(', ')}\n`);
  for (const name of lacking) delete wanted[name];
  expect(Object.fromEntries(found)).toMatchObject(wanted);
  expect(wanted).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
});

test('the packaged app logs in with the real keyring, and pushes a dropped chart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-smoke-'));
  const helm = await ensureHelm('4.2.3');
  execFileSync(helm, ['create', 'smoke'], { cwd: folder });
  execFileSync(helm, ['package', 'smoke'], { cwd: folder });
  const registry = await startDockerRegistry({ users: { [login.username]: login.secret } });
  const app = await startPackagedApp();
  const { page } = app;
  try {
    // keytar's binary lies beside the archive that the rest of the app is in: found there, or logins would be lost on quit.
    const info = await page.evaluate(() =>
      (window as unknown as { chartroom: { call: (...args: unknown[]) => Promise<string> } }).chartroom.call(
        'smoke',
        'app.info',
        null,
      ),
    );
    expect(JSON.parse(info)).toMatchObject({ ok: true, data: { keychain: { kind: 'keychain' } } });

    await page.getByRole('button', { name: 'Add registry' }).first().click();
    const addRegistry = page.getByRole('dialog', { name: 'Add registry' });
    await addRegistry.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
    await addRegistry.getByRole('checkbox', { name: 'Use plain HTTP' }).check();
    await addRegistry.getByRole('textbox', { name: 'Username' }).fill(login.username);
    await addRegistry.getByRole('textbox', { name: 'Password or token' }).fill(login.secret);
    await addRegistry.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Registries' })).toContainText('Logged in as ana');
    const stored = await keytar.getPassword('Chartroom', registry.address);
    expect(JSON.parse(stored ?? 'null')).toEqual({ kind: 'password', ...login });

    await dropFiles(page, page.locator('body'), [join(folder, 'smoke-0.1.0.tgz')]);
    const push = page.getByRole('dialog', { name: 'Push charts' });
    await push.getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/charts`);
    await page.keyboard.press('Tab');
    await expect(push.getByRole('row', { name: 'smoke 0.1.0' })).toContainText(
      `${registry.address}/charts/smoke:0.1.0`,
    );
    await push.getByRole('button', { name: 'Push 1 chart' }).click();

    const transfer = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem');
    await expect(transfer).toContainText('Done');
    await expect(transfer).toContainText(/sha256:[0-9a-f]{64}/);
    const tags = await fetch(`http://${registry.address}/v2/charts/smoke/tags/list`, {
      headers: { authorization: `Basic ${Buffer.from(`${login.username}:${login.secret}`).toString('base64')}` },
    });
    expect(await tags.json()).toEqual({ name: 'charts/smoke', tags: ['0.1.0'] });

    await page.getByRole('button', { name: `Log out of ${registry.address}` }).click();
    await expect(page.getByRole('button', { name: `Log in to ${registry.address}` })).toBeVisible();
    expect(await keytar.getPassword('Chartroom', registry.address)).toBeNull();
  } finally {
    await app.close();
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('the packaged app has its icon and its sample charts, which its own local registry takes', async () => {
  const resources = join(dirname(packagedExecutable()), process.platform === 'darwin' ? '../Resources' : 'resources');
  // An archive begins with the list of its files.
  expect((await readFile(join(resources, 'app.asar'))).includes('"256x256.png":{"size":')).toBe(true);

  const app = await startPackagedApp();
  try {
    const call = (method: string, input: unknown): Promise<unknown> =>
      app.page
        .evaluate(
          ([name, argument]) =>
            (window as unknown as { chartroom: { call: (...args: unknown[]) => Promise<string> } }).chartroom.call(
              crypto.randomUUID(),
              name,
              argument,
            ),
          [method, input] as const,
        )
        .then((text) => JSON.parse(text) as unknown);
    await call('localRegistry.configure', { port: await freePort() });
    expect(await call('localRegistry.start', null)).toMatchObject({ data: { state: { name: 'running' } } });
    expect(await call('localRegistry.pushSamples', null)).toMatchObject({ ok: true });
    const states = async (): Promise<unknown> => {
      const answer = (await call('transfers.list', null)) as { data: { state: { name: string } }[] };
      return answer.data.map(({ state }) => state.name);
    };
    await expect.poll(states).toEqual(['done', 'done', 'done', 'done']);
  } finally {
    await app.close();
  }
});
