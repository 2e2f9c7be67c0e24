/** Mod+Enter: presses the filled button that is in reach. A dialog's goes before that of the page, which it covers. */
import { isInReach } from './regions';

const FILLED = 'button[data-primary]:not(:disabled)';

/** Dialogs stand behind the page in the document (components/overlay-host.tsx), so the last one is the topmost. */
export function pressPrimaryAction(): void {
  const inReach = [...document.querySelectorAll<HTMLElement>(FILLED)].filter(isInReach);
  inReach[inReach.length - 1]?.click();
}
