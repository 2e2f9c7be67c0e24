/** Values from files in the real window: loaded, saved, several in their order, and what Render makes of them. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { axeFindingsInBothThemes } from './support/axe';
import { openValuesStage, overridesText, valueRow, type ValuesStage } from './support/values-stage';
import { typeOverrides } from './support/wizard';

const VALUES = 'replicas: 1\nservice: {type: ClusterIP, port: 80}\nhosts: [a.example]\ndebug: false\n';
const SCHEMA = { properties: { service: { properties: { type: { enum: ['ClusterIP', 'NodePort'] } } } } };

let stage: ValuesStage;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  stage = await openValuesStage({ charts: { web: { values: VALUES, schema: SCHEMA } } });
});
test.afterAll(() => stage.close());

/** What the system's dialogs answer; null: cancelled. */
async function answerDialogs(path: string | null): Promise<void> {
  await stage.launched.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: file === null, filePaths: file === null ? [] : [file] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: file === null, filePath: file ?? '' });
  }, path);
}

async function chooseLoad(page: Page, entry: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Load…' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('overrides are loaded from a file and saved to one; what is no values file says why, and nothing is lost', async () => {
  const { page } = stage.launched;
  await stage.open({ name: 'web', version: '1.0.0' });
  const overrides = page.getByRole('region', { name: 'Overrides' });
  const file = join(stage.folder, 'edge.yaml');
  await writeFile(file, '# from the file\nreplicas: 2\n');
  await typeOverrides(page, 'debug: true\n');
  await answerDialogs(null);
  await chooseLoad(page, /into the text/);
  expect(await overridesText(page)).toBe('debug: true\n');
  await answerDialogs(file);
  await chooseLoad(page, /into the text/);
  await expect.poll(() => overridesText(page)).toBe('# from the file\nreplicas: 2\n');
  await expect(overrides).toContainText('edge.yaml');
  await expect(overrides).not.toContainText('changed');
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 2, changed');
  await page.getByRole('textbox', { name: 'Overrides' }).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => overridesText(page)).toBe('debug: true\n');
  await expect(overrides).toContainText('edge.yaml, changed');
  await page.getByRole('button', { name: 'Save…' }).click();
  await expect(page.getByText('edge.yaml is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(await readFile(file, 'utf8')).toBe('debug: true\n');
  await expect(overrides).not.toContainText('changed');

  for (const [content, words] of [
    ['a: [\n', 'Line'],
    ['a: 1\na: 2\n', 'stands twice'],
    [new Uint8Array([0xff, 0xfe, 0, 1]), 'UTF-8'],
    [new Uint8Array(5 * 1024 * 1024 + 1), '5 MiB'],
    [null, "can't be read"],
  ] as const) {
    const bad = join(stage.folder, 'bad.yaml');
    await (content === null ? rm(bad) : writeFile(bad, content));
    await answerDialogs(bad);
    await chooseLoad(page, /into the text/);
    const alert = page.getByRole('main').getByRole('alert').filter({ hasText: "bad.yaml wasn't loaded." });
    await expect(alert).toContainText(words);
    await expect(alert).not.toContainText(stage.folder);
    expect(await overridesText(page)).toBe('debug: true\n');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
  }
});

test('files lie under the text in their order, the later wins, and the text wins over all of them', async () => {
  const { page } = stage.launched;
  for (const [name, text] of [
    ['base.yaml', 'replicas: 2\nservice: {port: 81}\n'],
    ['prod.yaml', 'replicas: 5\nservice: {type: Nope}\n'],
  ] as const) {
    await writeFile(join(stage.folder, name), text);
    await answerDialogs(join(stage.folder, name));
    await chooseLoad(page, /under the text/);
  }
  const list = page.getByRole('list', { name: /^Under the text/ });
  await expect(list.getByRole('listitem')).toHaveText(['base.yaml', 'prod.yaml']);
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 5, changed');
  await expect(page.getByRole('main')).toContainText('(line 2 of prod.yaml)');
  await valueRow(page, 'replicas').click();
  await expect(page.getByRole('region', { name: 'About the chosen value' })).toContainText('From prod.yaml');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Move base.yaml down' }).click();
  await expect(list.getByRole('listitem')).toHaveText(['prod.yaml', 'base.yaml']);
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 2, changed');
  await typeOverrides(page, 'replicas: 7\n');
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 7, changed');
  await expect(valueRow(page, 'service.port')).toHaveAttribute('aria-label', 'service.port: 81, changed');
  for (const name of ['prod.yaml', 'base.yaml']) await page.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(list).toHaveCount(0);
  await expect(valueRow(page, 'service.port')).toHaveAttribute('aria-label', 'service.port: 80');
});

test('Render uses the values that are written, with the files under them, as the real helm does', async () => {
  const { page } = stage.launched;
  const files = { 'one.yaml': 'replicas: 2\nservice: {port: 81}\n', 'two.yaml': 'replicas: 5\nhosts: null\n' };
  await stage.openChart({ name: 'web', version: '1.0.0' });
  await page.getByRole('tab', { name: 'Render' }).click();
  const manifest = page.getByRole('textbox', { name: 'All manifests' });
  await expect(manifest).toContainText('\\"replicas\\":1');
  await page.getByRole('button', { name: 'Values', exact: true }).click();
  await expect(valueRow(page, 'replicas')).toBeVisible();
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(stage.folder, name), text);
    await answerDialogs(join(stage.folder, name));
    await chooseLoad(page, /under the text/);
  }
  await typeOverrides(page, 'debug: [\n');
  await expect(page.getByRole('button', { name: 'Render', exact: true })).toBeDisabled();
  await typeOverrides(page, 'debug: true\n');
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 5, changed');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Render', exact: true }).click();
  const paths = Object.keys(files).flatMap((name) => ['-f', join(stage.folder, name)]);
  const printed = await stage.helmTemplate('web', [...paths, '--set', 'debug=true']);
  const line = printed.split('\n').find((each) => each.includes('replicas')) ?? '';
  expect(line).toContain('\\"replicas\\":5');
  await expect(manifest).toContainText(line.trim());
  await page.getByRole('button', { name: 'Notes', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Notes of the chart' })).toHaveText('Notes with 5 replicas.');
  expect(await axeFindingsInBothThemes(page)).toEqual([]);
  // Another tab and back: the values are still there.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: 'Render' }).click();
  await page.getByRole('button', { name: 'Values', exact: true }).click();
  expect(await overridesText(page)).toBe('debug: true\n');
});
