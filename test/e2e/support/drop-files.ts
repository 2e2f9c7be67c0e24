/** A real file drop, as the system makes it: Chromium's own drag events with paths, not events made by a script. */
import type { Locator, Page } from '@playwright/test';

/** Drags the files over `target`, waits for `whileOver`, and drops them. */
export async function dropFiles(
  page: Page,
  target: Locator,
  paths: readonly string[],
  whileOver: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('the drop target is not on the screen');
  const session = await page.context().newCDPSession(page);
  const event = {
    x: box.x + box.width / 2,
    y: box.y + Math.min(box.height / 2, 200),
    data: { items: [], files: [...paths], dragOperationsMask: 1 },
  };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...event });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...event });
  await whileOver();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...event });
  await session.detach();
}
