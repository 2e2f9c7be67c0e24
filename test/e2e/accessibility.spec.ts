/** axe, WCAG A and AA, on every screen in light and dark: it finds nothing. The tour pushes, so each has a registry of its own. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { launchApp, removeUserData } from './support/launch';
import { makeScreenData, type ScreenData } from './support/screen-data';
import { tourScreens } from './support/screen-tour';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
      await page.evaluate(axeSource);
      const results = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (context: Document, options: object) => Promise<AxeResults> };
        };
        return await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      });
      for (const { id, nodes } of results.violations) {
        found.push(...nodes.map((node) => `${name}: ${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
      }
    });
    expect(found).toEqual([]);
    // axe itself asks for nothing that the policy forbids; what it reports would show in the test.
    await launched.close();
    await removeUserData(launched.userDataFolder);
  });
}
