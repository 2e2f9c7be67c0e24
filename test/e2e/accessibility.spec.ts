/** axe, WCAG A and AA, on every screen in light and dark: it finds nothing. The tour pushes, so each has a registry of its own. */
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { launchApp, removeUserData } from './support/launch';
import { makeScreenData, type ScreenData } from './support/screen-data';
import { tourScreens } from './support/screen-tour';

let data: ScreenData;
test.beforeEach(async () => {
  data = await makeScreenData();
});
test.afterEach(() => data.stop());

for (const theme of ['light', 'dark'] as const) {
  test(`every screen, ${theme}`, async () => {
    test.setTimeout(180_000);
    const launched = await launchApp({ settings: { theme } });
    const { page } = launched;
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(theme === 'dark');
    const found: string[] = [];
    await tourScreens(page, data, async (name) => {
      found.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
    });
    expect(found).toEqual([]);
    // axe itself asks for nothing that the policy forbids; what it reports would show in the test.
    await launched.close();
    await removeUserData(launched.userDataFolder);
  });
}
