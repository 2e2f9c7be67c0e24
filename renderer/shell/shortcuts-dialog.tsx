/** Every key of the window. */
import { Fragment } from 'react';
import { Dialog } from '../components/dialog';
import { ROW_SHORTCUTS, SHORTCUTS, shortcutText, type Shortcut } from '../shortcuts';
import styles from './shortcuts-dialog.module.css';

const WORDS: readonly (readonly [string, Shortcut])[] = [
  ['Open a reference', SHORTCUTS['open-reference']],
  ['Choose charts to push', SHORTCUTS['push-charts']],
  ['Filter the list', SHORTCUTS.filter],
  ['Refresh', SHORTCUTS.refresh],
  ['Compare versions', SHORTCUTS.compare],
  ['Back', SHORTCUTS.back],
  ['Forward', SHORTCUTS.forward],
  ['Show or hide transfers', SHORTCUTS['toggle-transfers']],
  ['Do what the filled button does', SHORTCUTS['primary-action']],
  ['Copy the reference of a row', ROW_SHORTCUTS.copy],
  ['Menu of a row', ROW_SHORTCUTS.menu],
  ['Next part of the window', SHORTCUTS['next-region']],
  ['Part of the window before', SHORTCUTS['previous-region']],
  ['Settings', SHORTCUTS.settings],
  ['This list', SHORTCUTS.shortcuts],
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isText onClose={onClose}>
      <dl className={styles.list}>
        {WORDS.map(([words, shortcut]) => (
          <Fragment key={words}>
            <dt>{words}</dt>
            <dd>
              <kbd>{shortcutText(shortcut)}</kbd>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
