/** The values editor in the real window: text and table, either of which edits the other; schema, search, secrets, hostile texts. */
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { openValuesStage, overridesText, valueRow, valueRows, type ValuesStage } from './support/values-stage';
import { goOn, typeOverrides, wizardStep } from './support/wizard';

const VALUES = `# How many pods serve.
replicas: 1
image:
  repository: registry.example/web
  tag: '1.10'
service:
  # -- Where it can be reached from.
  type: ClusterIP
  port: 80
  annotations: {}
hosts: [a.example, b.example]
auth:
  password: change-me
  tokens: []
debug: false
`;
const SCHEMA = {
  type: 'object',
  properties: {
    replicas: { type: ['integer', 'null'], minimum: 1, description: 'Number of pods of the deployment' },
    service: { type: 'object', properties: { type: { enum: ['ClusterIP', 'NodePort'] }, port: { type: 'integer' } } },
  },
};

let stage: ValuesStage;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  stage = await openValuesStage({ charts: { web: { values: VALUES, schema: SCHEMA } } });
});
test.afterAll(() => stage.close());
test.beforeEach(async () => {
  await stage.open({ name: 'web', version: '1.0.0' });
  await typeOverrides(stage.launched.page, '#');
  await stage.launched.page.keyboard.press('Backspace');
  await expect(valueRow(stage.launched.page, 'replicas')).toContainText('11');
});

test('what is edited in the table stands in the text, with every comment, and the other way round', async () => {
  const { page } = stage.launched;
  await typeOverrides(page, '# for the shop\nimage:\n  tag: "2.0" # pinned\n');
  await expect(valueRow(page, 'image.tag')).toContainText('"2.0"');
  await expect(page.getByRole('region', { name: 'Values' })).toContainText('Changed only1');
  await valueRow(page, 'replicas').dblclick();
  await page.getByRole('textbox', { name: 'New value of replicas' }).fill('3');
  await page.keyboard.press('Enter');
  await expect.poll(() => overridesText(page)).toBe('# for the shop\nimage:\n  tag: "2.0" # pinned\nreplicas: 3\n');
  await expect(valueRow(page, 'replicas'), 'the focus is back on the row').toBeFocused();
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', 'replicas: 3, changed');
  // A text that looks like a number stays a text where the chart has one.
  await valueRow(page, 'image.tag').click();
  await page.getByRole('button', { name: 'Edit image.tag' }).click();
  await page.getByRole('textbox', { name: 'New value of image.tag' }).fill('1.20');
  await page.keyboard.press('Tab');
  await expect.poll(() => overridesText(page)).toContain('tag: "1.20" # pinned');
  // Ctrl+Z in the text takes the table's change back, and nothing else.
  await page.getByRole('textbox', { name: 'Overrides' }).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => overridesText(page)).toContain('tag: "2.0" # pinned\nreplicas: 3');
});

test('by keyboard alone: find, edit, give up, reset', async () => {
  const { page } = stage.launched;
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox', { name: 'Search 10 values' }), 'Tab leaves the text').toBeFocused();
  await page.keyboard.type('reached from');
  await expect(valueRows(page)).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(valueRow(page, 'service.type')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('NodePort');
  await page.keyboard.press('Escape');
  await expect(valueRow(page, 'service.type')).toBeFocused();
  expect(await overridesText(page)).toBe('');
  await page.keyboard.press('Enter');
  await page.keyboard.type('NodePort');
  await page.keyboard.press('Enter');
  await expect.poll(() => overridesText(page)).toBe('service:\n  type: NodePort\n');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Reset to the default' }).press('Enter');
  await expect.poll(() => overridesText(page)).toBe('');
});

test('search finds paths, values, descriptions and comments; changed only shows what is other', async () => {
  const { page } = stage.launched;
  const search = page.getByRole('searchbox', { name: /^Search/ });
  for (const [words, path] of [
    ['service po', 'service.port'],
    ['b.example', 'hosts'],
    ['pods of the deployment', 'replicas'],
    ['how many', 'replicas'],
  ] as const) {
    await search.fill(words);
    await expect(valueRows(page)).toHaveCount(1);
    await expect(valueRow(page, path)).toBeVisible();
  }
  await search.fill('nothing like it');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await search.press('Escape');
  await typeOverrides(page, 'debug: true\nreplicas: 1\nextra: [x]\n');
  await page.getByRole('checkbox', { name: 'Changed only' }).check();
  await expect(valueRows(page)).toHaveCount(2);
  await expect(valueRow(page, 'debug')).toBeVisible();
  await expect(valueRow(page, 'extra')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Changed only' }).uncheck();
});

test('what does not fit the schema is told on top, in the text and in the table, with a way out', async () => {
  const { page } = stage.launched;
  await typeOverrides(page, '# why\n\nreplicas: "3"\n');
  const notice = page.getByRole('main').getByRole('status').filter({ hasText: "doesn't match the chart's schema" });
  await expect(notice).toContainText('replicas must be an integer or null, not a string.');
  await expect(page.getByRole('textbox', { name: 'Overrides' })).toContainText(
    'Must be an integer or null, not a string',
  );
  await expect(valueRow(page, 'replicas')).toHaveAttribute('aria-label', /must be an integer/);
  await valueRow(page, 'replicas').click();
  const hint = page.getByRole('region', { name: 'About the chosen value' });
  await expect(hint).toContainText('integer or null, minimum 1, default 1');
  await expect(hint).toContainText('Number of pods of the deployment');
  expect(await axeFindings(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Go to line 3' }).click();
  await expect(page.getByRole('textbox', { name: 'Overrides' })).toBeFocused();
  await page.keyboard.type('# here\n');
  await expect.poll(() => overridesText(page)).toBe('# why\n\n# here\nreplicas: "3"\n');
  await hint.getByRole('button', { name: 'Use 3' }).click();
  await expect(notice).toBeHidden();
  await expect.poll(() => overridesText(page)).toBe('# why\n\n# here\nreplicas: 3\n');
  await typeOverrides(page, 'replicas: 0\nservice:\n  type: LoadBalancer\n  port: http\n');
  await expect(page.getByRole('main')).toContainText("3 values don't match the chart's schema.");
  await page.getByRole('button', { name: 'Go to line 4' }).click();
  await page.keyboard.type('# x');
  await expect.poll(() => overridesText(page)).toContain('# x  port: http');
});

test('likely secrets are hidden in the table until they are shown', async () => {
  const { page } = stage.launched;
  const table = page.getByRole('region', { name: 'Values' });
  await typeOverrides(page, 'auth:\n  password: hunter2\n  tokens: [abc]\n');
  await expect(valueRow(page, 'auth.tokens')).toHaveAttribute('aria-label', 'auth.tokens: hidden, changed');
  await valueRow(page, 'auth.password').click();
  for (const secret of ['hunter2', 'change-me', 'abc']) await expect(table).not.toContainText(secret);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New value of auth.password')).toHaveAttribute('type', 'password');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: /^Search/ }).fill('hunter2');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByRole('button', { name: 'Show secrets' }).click();
  await expect(table).toContainText('hunter2');
  await page.getByRole('button', { name: 'Hide secrets' }).click();
  await expect(table).not.toContainText('hunter2');
});

test('hostile texts: what they mean is shown as Helm reads it, and what nobody means is refused', async () => {
  test.setTimeout(120_000);
  const { page } = stage.launched;
  await typeOverrides(
    page,
    'a: on\nb: 0777\nc: 1e3\nd: null\ne: 12345678901234567890\nf: &x 5\ng: *x\nh: {__proto__: 1}\non: 1\nreplicas: null\n',
  );
  for (const [path, shown] of [
    ['a', 'true'],
    ['b', '511'],
    ['c', '1000'],
    ['d', 'null'],
    ['e', '12345678901234567000'],
    ['g', '5'],
    ['h.__proto__', '1'],
    ['true', '1'],
    ['replicas', 'removed'],
  ] as const) {
    await expect(valueRow(page, path)).toHaveAttribute('aria-label', new RegExp(`: ${shown}\\b`));
  }
  const main = page.getByRole('main');
  for (const [text, words] of [
    ['service:\n\tport: 81\n', 'A line is indented with a tab'],
    ['replicas: 1\nreplicas: 2\n', 'stands twice here'],
    ['- 1\n', 'Values are keys with values'],
    [`a: &a [x,x,x,x,x,x,x,x,x]\n${bomb()}`, 'excessive aliasing'],
  ] as const) {
    await typeOverrides(page, text);
    await expect(main).toContainText(words);
    await goOn(page);
    await expect(wizardStep(page)).toHaveText(/Values/);
    await valueRow(page, 'replicas').dblclick();
    await expect(page.getByLabel('New value of replicas'), 'the table waits for the text').toHaveCount(0);
  }
  const long = Array.from({ length: 40_000 }, (_, index) => `key${index}:\n  inner: "a value of some length ${index}"`);
  await typeOverrides(page, `${long.join('\n')}\n`);
  await expect(page.getByText('The table shows the first 20,000 values only.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('searchbox', { name: /^Search/ }).fill('key19000.inner');
  await expect(valueRow(page, 'key19000.inner')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
});

function bomb(): string {
  return 'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]\n`)
    .join('');
}
