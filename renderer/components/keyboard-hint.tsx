/** A shortcut as this computer's keyboard names it, for the eyes only: screen readers get it from aria-keyshortcuts. */
import { shortcutText } from '../shortcuts';
import type { Shortcut } from '../shortcuts';
import styles from './keyboard-hint.module.css';

export function KeyboardHint({ shortcut }: { readonly shortcut: Shortcut }) {
  return (
    <kbd aria-hidden className={styles.chip}>
      {shortcutText(shortcut)}
    </kbd>
  );
}
