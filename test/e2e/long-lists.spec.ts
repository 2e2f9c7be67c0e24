/**
 * Long lists in the real window: 5,000 repositories and 10,000 versions come whole, few rows are in the document at any
 * time, and only what is looked at is asked for. How fast they are is measured by the bench.
 */
import { expect, test, type Locator } from '@playwright/test';
import { startLongLists, type LongLists } from '../support/long-lists';
import { addRegistry } from './support/add-registry';
import { launchApp, removeUserData, type LaunchedApp } from './support/launch';

/** The budget: rows in the document, the head among them. */
const MOST_ROWS = 60;
/** For other people's registries: Docker Hub counts requests for manifests. */
const MOST_ROW_REQUESTS = 4;

const SIZES = [
  { width: 1280, height: 800 },
  { width: 960, height: 600 },
] as const;

for (const { width, height } of SIZES) {
  test.describe(`at ${width}×${height}`, () => {
    test.describe.configure({ mode: 'serial' });
    let registry: LongLists;
    let launched: LaunchedApp;

    test.beforeAll(async () => {
      registry = await startLongLists();
      launched = await launchApp();
      const { app, page } = launched;
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number]);
      await addRegistry(page, registry.address);
    });
    test.afterAll(async () => {
      await launched.close();
      await registry.stop();
      await removeUserData(launched.userDataFolder);
    });

    function gridOf(name: 'Repositories' | 'Versions'): Locator {
      return launched.page.getByRole('grid', { name });
    }

    test('a catalog of 5,000 repositories comes whole', async () => {
      const grid = gridOf('Repositories');
      await expect(grid).toHaveAttribute('aria-rowcount', '5001');
      await expect(launched.page.getByRole('main')).toContainText('5,000 repositories');
      await expectRowsFrom(grid, 'team-00/charts/billing-001', 'team-49/charts/web-shop-095');
    });

    test('repositories are found by a filter, and all are back without it', async () => {
      const { page } = launched;
      await expectFilter(gridOf('Repositories'), page.getByRole('searchbox', { name: 'Filter repositories' }), {
        text: 'mail 17/ 044',
        found: 'team-17/charts/mail-gateway-044',
        rowCount: 5000,
      });
      await page.getByRole('searchbox', { name: 'Filter repositories' }).fill('no such name');
      await expect(page.getByText('No repository matches')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('0 of 5,000 repositories');
      await page.getByRole('button', { name: 'Clear the filter' }).last().click();
      await expect(gridOf('Repositories')).toHaveAttribute('aria-rowcount', '5001');
    });

    test('keys go through all repositories', async () => {
      await expectKeys(gridOf('Repositories'), 'team-00/charts/billing-001', 'team-49/charts/web-shop-095', 5000);
    });

    test('10,000 versions come whole, in the order of versions', async () => {
      const { page } = launched;
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `/repositories/${encodeURIComponent(registry.address)}/${registry.repository}`,
      );
      const grid = gridOf('Versions');
      await expect(grid).toHaveAttribute('aria-rowcount', '10001');
      await expect(page.getByRole('main')).toContainText('10,000 versions, 1,000 prereleases');
      await expect(rowsOf(grid).nth(1)).toHaveAccessibleName('19.24.18');
      await expect(grid.getByRole('row', { name: '19.24.18', exact: true })).toContainText('Latest');
      await expect(grid.getByRole('row', { name: '19.24.14+acme.25' })).toContainText('v22.24.14');
      registry.forgetRows();
      await expectRowsFrom(grid, '19.24.19-rc.1', 'nightly');
      const asked = new Set(registry.rows().asked);
      expect(asked.size, 'rows that were looked at, not those that scrolled past').toBeLessThan(MOST_ROWS * 3);
    });

    test('rows ask for at most four at once, and drop what scrolled away', async () => {
      const grid = gridOf('Versions');
      await scrollTo(grid, 0.5);
      await expectRead(rowsOf(grid));
      registry.hold('row');
      registry.forgetRows();
      await scrollTo(grid, 0.25);
      await expect.poll(() => registry.rows().open.length).toBe(MOST_ROW_REQUESTS);
      const left = registry.rows().open;
      await scrollTo(grid, 0.75);
      await expect.poll(() => [...registry.rows().dropped].sort()).toEqual([...left].sort());
      await expect.poll(() => registry.rows().open.length).toBe(MOST_ROW_REQUESTS);
      const names = await rowsOf(grid).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
      for (const tag of registry.rows().open) expect(names).toContain(tag.replaceAll('_', '+'));
      registry.release();
      await expectRead(rowsOf(grid));
      const { asked, mostAtOnce } = registry.rows();
      expect(mostAtOnce).toBe(MOST_ROW_REQUESTS);
      expect(new Set(asked).size, 'what was asked for in two places').toBeLessThanOrEqual(left.length + MOST_ROWS);
    });

    test('versions are found by a filter, and all are back without it', async () => {
      const { page } = launched;
      const filter = page.getByRole('searchbox', { name: 'Filter versions' });
      await expectFilter(gridOf('Versions'), filter, { text: '10.13.4', found: '10.13.4+acme.14', rowCount: 10_000 });
      await filter.fill('no-such-version');
      await expect(page.getByText('No version matches')).toBeVisible();
      await page.getByRole('button', { name: 'Show all versions' }).click();
      await expect(gridOf('Versions')).toHaveAttribute('aria-rowcount', '10001');
    });

    test('prereleases can be left out', async () => {
      const toggle = launched.page.getByRole('checkbox', { name: 'Show prereleases' });
      const grid = gridOf('Versions');
      await scrollTo(grid, 0);
      await toggle.uncheck();
      await expect(grid).toHaveAttribute('aria-rowcount', '9001');
      await expect(rowsOf(grid).first()).toHaveAccessibleName('19.24.18');
      await toggle.check();
      await expect(rowsOf(grid).first()).toHaveAccessibleName('19.24.19-rc.1');
    });

    test('keys go through all versions', async () => {
      await expectKeys(gridOf('Versions'), '19.24.19-rc.1', 'nightly', 10_000);
    });

    test('a refresh keeps the rows and the place until the new list is there, and after', async () => {
      const { page } = launched;
      const grid = gridOf('Versions');
      await scrollTo(grid, 0.5);
      const place = await scrollTopOf(grid);
      const names = await rowsOf(grid).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
      registry.push('0.0.0');
      registry.hold('list');
      const pages = registry.pages();
      await page.keyboard.press('Control+r');
      await expect.poll(() => registry.pages(), 'the registry is asked').toBeGreaterThan(pages);
      await expect(grid).toHaveAttribute('aria-rowcount', '10001');
      expect(await rowsOf(grid).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))).toEqual(
        names,
      );
      registry.release();
      await expect(grid).toHaveAttribute('aria-rowcount', '10002');
      expect(await scrollTopOf(grid)).toBe(place);
      expect(await rowsOf(grid).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))).toEqual(
        names,
      );
    });
  });
}

/** The rows that are in the document, without the head. */
function rowsOf(grid: Locator): Locator {
  return grid.locator('tbody').getByRole('row');
}

/** All of them show what their manifest and config say. */
async function expectRead(rows: Locator): Promise<void> {
  await expect(rows.filter({ hasNotText: 'sha256:' })).toHaveCount(0);
}

function scrollTopOf(grid: Locator): Promise<number> {
  return grid.locator('tbody').evaluate((body) => body.scrollTop);
}

/** `place`: 0 is the top, 1 the end. */
async function scrollTo(grid: Locator, place: number): Promise<void> {
  await grid.locator('tbody').evaluate(async (body, to) => {
    body.scrollTop = (body.scrollHeight - body.clientHeight) * to;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, place);
}

/** The first and the last row are these, and few rows are in the document at the top, at the end, and on the way. */
async function expectRowsFrom(grid: Locator, first: string, last: string): Promise<void> {
  await scrollTo(grid, 0);
  await expect(rowsOf(grid).first()).toHaveAccessibleName(first);
  await expect(rowsOf(grid).first()).toHaveAttribute('aria-rowindex', '2');
  expect(await grid.getByRole('row').count()).toBeLessThanOrEqual(MOST_ROWS);
  const { mostRows, gaps } = await scrollThrough(grid);
  expect(mostRows).toBeLessThanOrEqual(MOST_ROWS);
  expect(gaps, 'places without a row while scrolling').toBe(0);
  await expect(rowsOf(grid).last()).toHaveAccessibleName(last);
  await expect(rowsOf(grid).last()).toHaveAttribute('aria-rowindex', (await grid.getAttribute('aria-rowcount')) ?? '');
  await scrollTo(grid, 0.5);
  const inTheMiddle = await grid.getByRole('row').count();
  expect(inTheMiddle).toBeLessThanOrEqual(MOST_ROWS);
  expect(inTheMiddle, 'rows to see').toBeGreaterThan(10);
}

/** From the top to the end in 80 steps. */
function scrollThrough(grid: Locator): Promise<{ readonly mostRows: number; readonly gaps: number }> {
  return grid.evaluate(async (table) => {
    const body = table.querySelector('tbody');
    if (body === null) throw new Error('a grid without a body');
    const { left, top, bottom } = body.getBoundingClientRect();
    const isRowAt = (y: number): boolean =>
      document.elementFromPoint(left + 40, y)?.matches('[data-row], [data-row] *') === true;
    let mostRows = 0;
    let gaps = 0;
    for (let step = 0; step <= 80; step += 1) {
      body.scrollTop = ((body.scrollHeight - body.clientHeight) * step) / 80;
      await new Promise(requestAnimationFrame);
      mostRows = Math.max(mostRows, table.querySelectorAll('tr:not([aria-hidden])').length);
      if (!isRowAt(top + 2) || !isRowAt(bottom - 2)) gaps += 1;
    }
    return { mostRows, gaps };
  });
}

interface FilterCase {
  readonly text: string;
  /** The only row that has it. */
  readonly found: string;
  readonly rowCount: number;
}

async function expectFilter(grid: Locator, field: Locator, { text, found, rowCount }: FilterCase): Promise<void> {
  await scrollTo(grid, 0.5);
  await field.fill(text);
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await expect(rowsOf(grid)).toHaveCount(1);
  await expect(rowsOf(grid)).toHaveAccessibleName(found);
  await expect(rowsOf(grid)).toBeInViewport();
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await expect(grid).toHaveAttribute('aria-rowcount', String(rowCount + 1));
  expect(await grid.getByRole('row').count()).toBeLessThanOrEqual(MOST_ROWS);
}

async function expectKeys(grid: Locator, first: string, last: string, rowCount: number): Promise<void> {
  const { keyboard } = grid.page();
  const focused = grid.locator('tr:focus');
  await scrollTo(grid, 0);
  await rowsOf(grid).first().click();
  await keyboard.press('End');
  await expect(focused).toHaveAccessibleName(last);
  await expect(focused).toHaveAttribute('aria-rowindex', String(rowCount + 1));
  await expect(focused).toBeInViewport({ ratio: 1 });
  expect(await grid.getByRole('row').count()).toBeLessThanOrEqual(MOST_ROWS);
  await keyboard.press('Home');
  await expect(focused).toHaveAccessibleName(first);
  await expect(focused).toBeInViewport({ ratio: 1 });
  await keyboard.press('PageDown');
  const page = Number(await focused.getAttribute('aria-rowindex')) - 2;
  const seen = await grid
    .locator('tbody')
    .evaluate((body) => body.clientHeight / (body.querySelector('tr')?.offsetHeight ?? 1));
  expect(page, 'a page is what is seen, but one row').toBe(Math.floor(seen) - 1);
  await keyboard.press('PageDown');
  await expect(focused).toHaveAttribute('aria-rowindex', String(2 * page + 2));
  await expect(focused).toBeInViewport({ ratio: 1 });
  await keyboard.press('PageUp');
  await keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('aria-rowindex', String(page + 1));
  await keyboard.press('Home');
}
