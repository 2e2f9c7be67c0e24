/** A menu on a button, and the same menu on right click or Shift+F10. Items are data, so that both show the same. */
import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactElement } from 'react';
import { matchesShortcut, ROW_SHORTCUTS, shortcutText, type Shortcut } from '../shortcuts';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: Shortcut;
  readonly isDanger?: boolean;
  /** Draws a line above. */
  readonly startsGroup?: boolean;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly entries: readonly MenuEntry[];
  /** The button; it gets the menu's ARIA attributes. */
  readonly trigger: ReactElement;
}

export function Menu({ entries, trigger }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align="end" sideOffset={4} className={styles.positioner}>
          <BaseMenu.Popup className={styles.popup}>
            <Entries entries={entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export interface ContextMenuProps {
  readonly entries: readonly MenuEntry[];
  /** The area that answers a right click. */
  readonly area: ReactElement;
  readonly onOpen?: (target: EventTarget | null) => void;
}

export function ContextMenu({ entries, area, onOpen }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root onOpenChange={(open, { event }) => open && onOpen?.(event.target)}>
      <BaseContextMenu.Trigger render={area} onKeyDown={openByKeyboard} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className={styles.positioner}>
          <BaseContextMenu.Popup className={styles.popup}>
            <Entries entries={entries} />
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}

/** Shift+F10 and the menu key, on every system: where the browser answers them itself, it does so only by chance of focus. */
function openByKeyboard(event: KeyboardEvent): void {
  if (event.key !== 'ContextMenu' && !matchesShortcut(event, ROW_SHORTCUTS.menu)) return;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  const { left, bottom, width } = target.getBoundingClientRect();
  const place = { clientX: left + Math.min(width / 2, 48), clientY: bottom - 4 };
  target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
}

function Entries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry) => (
    <Fragment key={entry.label}>
      {entry.startsGroup && <BaseMenu.Separator className={styles.separator} />}
      <BaseMenu.Item onClick={entry.onChoose} className={classNames(styles.item, entry.isDanger && styles.danger)}>
        {entry.icon && <Icon icon={entry.icon} className={styles.icon} />}
        <span className={styles.label}>{entry.label}</span>
        {entry.shortcut && <span className={styles.shortcut}>{shortcutText(entry.shortcut)}</span>}
      </BaseMenu.Item>
    </Fragment>
  ));
}
