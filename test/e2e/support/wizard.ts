/** The ways through a wizard, as a user takes them. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { DockerRegistry } from '../../support/docker-registry';
import { addRegistry } from './add-registry';
import { dropFiles } from './drop-files';

/** By a drop, to a path of its own. The registry is added first; a further push goes to where the first one went. */
export async function pushByDrop(
  page: Page,
  archives: readonly string[],
  { registry, path }: { readonly registry: DockerRegistry; readonly path: string },
): Promise<void> {
  await addRegistry(page, registry.address);
  await dropFiles(page, page.getByRole('main'), archives);
  await page.getByRole('combobox', { name: 'Destination' }).fill(`${registry.address}/${path}`);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Push \d+ charts?$/ }).click();
  const transfers = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem');
  await expect(transfers.filter({ hasText: 'Done' })).toHaveCount(archives.length);
}

/** The current one, in the list of steps. */
export function wizardStep(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]');
}

export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

/** In the place of all that stands there. */
export async function typeOverrides(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Overrides' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}
