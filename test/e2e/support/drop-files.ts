/** A real drop of files on the window, as the system's file manager would make it: through Chromium's own input. */
import type { Page } from '@playwright/test';

/**
 * Drags the files over the window and lets them go.
 *
 * @param paths absolute
 * @param at where, in CSS pixels from the top left of the page; near the middle by default
 */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  at: { readonly x: number; readonly y: number } = { x: 480, y: 300 },
): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await client.detach();
}
