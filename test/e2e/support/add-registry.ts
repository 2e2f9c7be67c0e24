/** Adds a registry by its dialog, without a login: how most tests begin. */
import { expect, type Page } from '@playwright/test';

/** `address`: of one that speaks plain HTTP on this machine, which the dialog finds out by itself. Returns when it is added. */
export async function addRegistry(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Add registry' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add registry' });
  await dialog.getByRole('textbox', { name: 'Registry address' }).fill(address);
  await dialog.getByRole('button', { name: 'Continue without logging in' }).click();
  await expect(dialog).toBeHidden();
}
