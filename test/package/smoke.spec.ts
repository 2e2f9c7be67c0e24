/** What users install starts, is locked down as electron-builder.yml says, and does the app's main job. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { readFuses } from '../../scripts/fuse-wire.mjs';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';
import { dropFiles } from '../e2e/support/drop-files';
import { startDockerRegistry } from '../support/docker-registry';
import { packagedExecutable, startPackagedApp } from './start-package';

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

test('the packaged app pushes a dropped chart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-smoke-'));
  const helm = await ensureHelm('4.2.3');
  execFileSync(helm, ['create', 'smoke'], { cwd: folder });
  execFileSync(helm, ['package', 'smoke'], { cwd: folder });
  const registry = await startDockerRegistry();
  const app = await startPackagedApp();
  const { page } = app;
  try {
    await page.getByRole('button', { name: 'Add registry' }).first().click();
    const addRegistry = page.getByRole('dialog', { name: 'Add registry' });
    await addRegistry.getByRole('textbox', { name: 'Registry address' }).fill(registry.address);
    await addRegistry.getByRole('checkbox', { name: 'Use plain HTTP' }).check();
    await addRegistry.getByRole('button', { name: 'Continue without logging in' }).click();
    await expect(page.getByRole('navigation', { name: 'Registries' }).getByText('Anonymous')).toBeVisible();

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
    const tags = await fetch(`http://${registry.address}/v2/charts/smoke/tags/list`);
    expect(await tags.json()).toEqual({ name: 'charts/smoke', tags: ['0.1.0'] });
  } finally {
    await app.close();
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
