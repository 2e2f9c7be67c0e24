/** The Transfers dock: a row per push or pull, kept true by the main process's snapshots. Opens and closes with Mod+J. */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import type { Transfer } from '../../../shared/transfer';
import { isSettled } from '../../../shared/transfer-progress';
import { useCommand } from '../../commands';
import { Button, IconButton } from '../../components/button';
import { useKeptFocus } from '../../components/use-kept-focus';
import { useSettings, useUpdateSettings } from '../../settings';
import { transfersQuery } from '../../transfers';
import { TransferAnnouncer } from './transfer-announcer';
import { TransferRow } from './transfer-row';
import { summarizeTransfers } from './transfer-words';
import styles from './transfers-dock.module.css';
import { useTransferActions } from './use-transfer-actions';

const NONE: readonly Transfer[] = [];

export function TransfersDock() {
  const { data: transfers = NONE } = useQuery(transfersQuery);
  const { transfersOpen } = useSettings();
  const updateSettings = useUpdateSettings();
  const actions = useTransferActions();
  const list = useNewestInSight(transfers);
  const keepFocus = useKeptFocus();
  useCommand('toggle-transfers', () => updateSettings({ transfersOpen: !transfersOpen }));
  useCommand('show-transfers', () => updateSettings({ transfersOpen: true }));

  return (
    <div className={styles.slot}>
      <TransferAnnouncer transfers={transfers} />
      {transfersOpen && (
        <section ref={keepFocus} data-region aria-label="Transfers" className={styles.dock}>
          <header className={styles.head}>
            <h2>Transfers</h2>
            <span className={styles.summary}>{summarizeTransfers(transfers)}</span>
            <Button variant="ghost" size="small" disabled={!transfers.some(isSettled)} onClick={actions.clearDone}>
              Clear done
            </Button>
            <IconButton
              icon={ChevronDown}
              label="Hide transfers"
              size="small"
              aria-keyshortcuts="Control+J Meta+J"
              onClick={() => updateSettings({ transfersOpen: false })}
            />
          </header>
          {transfers.length === 0 ? (
            <p className={styles.empty}>Charts that you push or pull show up here.</p>
          ) : (
            <ul ref={list} className={styles.list}>
              {transfers.map((transfer) => (
                <TransferRow key={transfer.id} transfer={transfer} actions={actions} />
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}

/** New transfers stand at the end, in the order of the line: brings the first of those that were added into sight. */
function useNewestInSight(transfers: readonly Transfer[]): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(transfers.map(({ id }) => id));
    const index = before === null ? -1 : transfers.findIndex(({ id }) => !before.has(id));
    const row = list.current?.children[index];
    if (list.current && row instanceof HTMLElement) list.current.scrollTop = row.offsetTop - list.current.offsetTop;
  }, [transfers]);
  return list;
}
