/** The values editor in the real window: text and table, either of which edits the other; schema, search, secrets, hostile texts. */
import { expect, test, type Page } from '@playwright/test';
import { axeFindings, axeFindingsInBothThemes } from './support/axe';
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
  expect(await axeFindingsInBothThemes(stage.launched.page)).toEqual([]);
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

test('likely secrets are hidden in text and table until they are shown', async () => {
  const { page } = stage.launched;
  const table = page.getByRole('region', { name: 'Values' });
  const text = page.getByRole('textbox', { name: 'Overrides' });
  const secrets = ['hunter2', 'change-me', 'abc', 'bGlvbg', 'tiger', 'puma'];
  await typeOverrides(
    page,
    `auth:
  password: hunter2
  tokens: [abc]
  secrets: {data: {key: bGlvbg==}}
  privateKey: |
    tiger
    more
extraEnv: [{name: DB_PASSWORD, value: puma}]
# token: abc
`,
  );
  await expect(valueRow(page, 'auth.tokens')).toHaveAttribute('aria-label', 'auth.tokens: hidden, changed');
  for (const secret of secrets) await expect(page.getByRole('main')).not.toContainText(secret);
  await expect(text.getByRole('img')).toHaveText(Array.from({ length: 6 }, () => '••••••••'));
  await expect(text.getByRole('img', { name: 'hidden value of auth.password' })).toBeVisible();
  await valueRow(page, 'auth.password').click();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New value of auth.password')).toHaveAttribute('type', 'password');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: /^Search/ }).fill('hunter2');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await table.getByRole('button', { name: 'Show secrets' }).click();
  await expect(table).toContainText('hunter2');
  await expect(text).toContainText('hunter2');
  expect(await axeFindingsInBothThemes(stage.launched.page)).toEqual([]);
  // By keyboard: the button stands before the text, and hides everything again.
  await text.focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift+Tab');
  await expect(
    page.getByRole('region', { name: 'Overrides' }).getByRole('button', { name: 'Hide secrets' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  for (const secret of secrets) await expect(page.getByRole('main')).not.toContainText(secret);
  expect(await axeFindingsInBothThemes(stage.launched.page)).toEqual([]);
});

test('what is typed into the table and is no value is kept, and holds the way on back until it is put right', async () => {
  const { page } = stage.launched;
  const field = page.getByRole('textbox', { name: 'New value of hosts' });
  await valueRow(page, 'hosts').dblclick();
  await field.fill('[a.example');
  await goOn(page);
  const summary = page.getByRole('alert').filter({ hasText: 'One thing is to be put right.' });
  await expect(wizardStep(page)).toHaveText(/Values/);
  await page.getByRole('searchbox', { name: /^Search/ }).fill('debug');
  await summary.getByRole('button', { name: /typed into the table for hosts is no value/ }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('[a.example');
  expect(await axeFindings(page)).toEqual([]);
  // Another step and another page: it is there again, with what is wrong.
  await page.getByRole('button', { name: 'Back', exact: true }).last().click();
  await expect(wizardStep(page)).toHaveText(/Version/);
  await stage.open({ name: 'web', version: '1.0.0' });
  await expect(field).toHaveValue('[a.example');
  await expect(page.getByRole('region', { name: 'About the chosen value' })).toContainText('This is no value');
  await field.fill('[a.example]');
  await page.keyboard.press('Enter');
  await expect.poll(() => overridesText(page)).toBe('hosts: [a.example]\n');
  await goOn(page);
  await expect(wizardStep(page)).toHaveText(/Preview/);
});

test('a hidden value is typed as a password is, found by no search, and copied as it is', async () => {
  const { app, page } = stage.launched;
  const text = page.getByRole('textbox', { name: 'Overrides' });
  const typed = text.locator('.cm-hidden-typed').first();
  await typeOverrides(page, 'auth:\n  password: hunter2\n  user: hunter2\n');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(typed).toHaveCSS('-webkit-text-security', 'disc');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('x');
  await expect(typed).toHaveText('hunterx2');
  expect(await spokenTexts(page), 'a screen reader gets the dots').not.toContain('hunterx2');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  // Half-typed, so that it is no YAML: nothing comes to light, and what is typed below can be read.
  await page.keyboard.type('note');
  await expect(text).toContainText('note');
  await expect(text).not.toContainText('hunterx2');
  await page.keyboard.type(': "');
  await expect(text).not.toContainText('hunterx2');
  for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press('Backspace');
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('hunterx2');
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('textbox', { name: 'Find' }), 'it would show what was selected').toHaveValue('');
  await page.keyboard.type('hunter');
  await expect(text.locator('.cm-searchMatch')).toHaveText(['hunter']);
  await page.keyboard.press('Escape');
});

/** All that a screen reader is given of the page. */
async function spokenTexts(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return JSON.stringify(nodes.map(({ name, value }) => [name?.value, value?.value]));
}

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
    if (words.includes('twice')) expect(await axeFindingsInBothThemes(stage.launched.page)).toEqual([]);
    await goOn(page);
    await expect(wizardStep(page)).toHaveText(/Values/);
    await valueRow(page, 'replicas').dblclick();
    await expect(page.getByLabel('New value of replicas'), 'the table waits for the text').toHaveCount(0);
  }
  await typeOverrides(page, '# nothing\n');
});

test('two megabytes: what is typed last counts, in text and table; secrets are found in it, and Next waits until it is read', async () => {
  test.setTimeout(180_000);
  const { page } = stage.launched;
  const text = page.getByRole('textbox', { name: 'Overrides' });
  const sections = Array.from({ length: 40_000 }, (_, at) => `key${at}:\n  inner: "a value of some length ${at}"\n`);
  // Over a selection, as a text that is pasted: typed into nothing, the browser itself would put down each line.
  await typeOverrides(page, '#');
  // Only YAML's grammar tells that the token goes on in the last line.
  await typeOverrides(page, `${sections.join('')}db: {x: [{token:\n  tiger}]}\n`);
  await expect(page.getByText('The table shows the first 20,000 values only.')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+End');
  await expect(text.getByRole('img', { name: 'hidden value of db.x.token' })).toBeVisible({ timeout: 30_000 });
  await expect(text).not.toContainText('tiger');
  // A change from the table is made of the newest text, whatever is typed while it is looked for.
  await page.getByRole('searchbox', { name: /^Search/ }).fill('key19000.inner');
  await valueRow(page, 'key19000.inner').dblclick();
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# the newest\n');
  await expect(valueRow(page, 'key19000.inner')).toHaveAttribute('aria-label', /: typed, changed/, { timeout: 30_000 });
  await expect(text).toContainText('# the newest');
  await text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('half [');
  await goOn(page);
  await expect(page.getByText('One thing is to be put right.')).toBeVisible({ timeout: 30_000 });
  await expect(wizardStep(page)).toHaveText(/Values/);
  await text.focus();
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('Backspace');
  await goOn(page);
  await expect(wizardStep(page)).toHaveText(/Preview/, { timeout: 30_000 });
});

function bomb(): string {
  return 'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]\n`)
    .join('');
}
