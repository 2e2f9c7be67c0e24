/** The status bar's word on transfers; opens and closes the dock. */
import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { commands } from '../../commands';
import { Icon } from '../../components/icon';
import { useSettings } from '../../settings';
import { SHORTCUTS, shortcutText } from '../../shortcuts';
import { transfersQuery } from '../../transfers';
import { statusOfTransfers } from './transfer-words';
import styles from './transfers-status.module.css';

export function TransfersStatus() {
  const { data: transfers = [] } = useQuery(transfersQuery);
  const { transfersOpen } = useSettings();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(transfersOpen);
  useEffect(() => {
    // Who was in the dock when it closed stands at what opens it again.
    if (wasOpen.current && !transfersOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = transfersOpen;
  }, [transfersOpen]);
  const hasFailed = transfers.some(({ state }) => state.name === 'failed');
  return (
    <button
      ref={button}
      type="button"
      aria-expanded={transfersOpen}
      aria-keyshortcuts="Control+J Meta+J"
      className={styles.status}
      onClick={() => commands.run('toggle-transfers', undefined)}
    >
      {hasFailed && <Icon icon={CircleAlert} size={14} className={styles.failed} />}
      {statusOfTransfers(transfers)}
      <span aria-hidden className={styles.shortcut}>
        {shortcutText(SHORTCUTS['toggle-transfers'])}
      </span>
    </button>
  );
}
