/** axe in the real window: WCAG A and AA of what is on the screen now. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { standStill } from './stand-still';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const everyRule: RunOptions['runOnly'] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Of those rules, the ones that look at colours. */
const rulesOfColour: RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** One line for each place that breaks a rule; none where all is well. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  return findings(page, everyRule);
}

/**
 * In light and in dark; the theme of the system stays as it was. What isn't about colours is looked at in
 * light only: a theme changes nothing else.
 */
export async function axeFindingsInBothThemes(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await findings(page, colorScheme === 'light' ? everyRule : rulesOfColour)));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}

async function findings(page: Page, runOnly: RunOptions['runOnly']): Promise<readonly string[]> {
  // A colour on its way to another one has too little contrast.
  await standStill(page);
  const isLoaded = await page.evaluate(() => 'axe' in globalThis);
  if (!isLoaded) await page.evaluate(source);
  const results = await page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (context: Document, options: object) => Promise<AxeResults> };
      };
      return await axe.run(document, options);
    },
    // Of what is well only the count of places is worked out, which takes a part of the time.
    { runOnly, resultTypes: ['violations' as const] },
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
