/** The way to a place by keyboard alone. */
import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any screen has: a target that is not reached is a failure. */
const MAX_TAB_STOPS = 60;

/** Presses Tab until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MAX_TAB_STOPS; stop += 1) {
    const isThere = await target.evaluateAll((elements) => elements.some((each) => each === document.activeElement));
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  await expect(target.first(), 'reached by Tab').toBeFocused();
}
