/**
 * axe, WCAG A and AA, on every screen in light and dark: it finds nothing. And at zoom 200 %, nothing scrolls sideways but code.
 * The tour pushes, so each has a registry of its own, which begins with the same content.
 */
import { expect, test, type Page } from '@playwright/test';
import { axeFindingsInBothThemes } from './support/axe';
import { launchApp, removeUserData } from './support/launch';
import { makeScreenContent, type ScreenContent, type ScreenData } from './support/screen-data';
import { tourScreens } from './support/screen-tour';

let content: ScreenContent;
let data: ScreenData;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  content = await makeScreenContent();
});
test.afterAll(() => content.remove());
test.beforeEach(async () => {
  data = await content.open();
});
test.afterEach(() => data.stop());

test('every screen, in light and dark', async () => {
  test.setTimeout(180_000);
  const launched = await launchApp();
  const { page } = launched;
  const found: string[] = [];
  await tourScreens(page, data, async (name) => {
    found.push(...(await axeFindingsInBothThemes(page)).map((finding) => `${name}: ${finding}`));
  });
  expect(found).toEqual([]);
  // axe itself asks for nothing that the policy forbids; what it reports would show in the test.
  await launched.close();
  await removeUserData(launched.userDataFolder);
});

test('every screen at zoom 200 %: names can be read, and nothing leads out of sight sideways', async () => {
  test.setTimeout(180_000);
  const launched = await launchApp({ settings: { theme: 'dark', zoomFactor: 2 } });
  const { page, userDataFolder } = launched;
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  const found: string[] = [];
  await tourScreens(page, data, async (name) => {
    found.push(...(await cutOff(page)).map((finding) => `${name}: ${finding}`));
  });
  expect(found).toEqual([]);
  await launched.close();
  await removeUserData(userDataFolder);
});

/** What scrolls sideways (but code, whose sections take the focus for it), what stands outside the window, names without room. */
async function cutOff(page: Page): Promise<readonly string[]> {
  const scrolling = await page.locator('main, main *, [role="dialog"] *').evaluateAll((elements) =>
    elements
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      .filter((element) => !element.matches('section[tabindex], .cm-scroller'))
      .map(({ textContent }) => `scrolls sideways: ${textContent.slice(0, 60)}`),
  );
  const outside = await page.locator('main :is(a, button, input)').evaluateAll((elements) =>
    elements
      .filter((element) => element.closest('section[tabindex]') === null)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `out of sight: ${element.getAttribute('aria-label') ?? element.textContent}`),
  );
  const unnamed = await page
    .locator('tr[data-row] th')
    .evaluateAll((cells) =>
      cells
        .filter((cell) => cell.getBoundingClientRect().width < 80)
        .map(({ textContent }) => `no room for: ${textContent}`),
    );
  return [...scrolling, ...outside, ...unnamed];
}
