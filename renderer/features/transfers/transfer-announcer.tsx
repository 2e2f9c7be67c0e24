/** Tells screen readers of transfers that began or ended, never of mere progress. */
import { useRef, useState } from 'react';
import type { Transfer } from '../../../shared/transfer';
import { VisuallyHidden } from '../../components/visually-hidden';
import { useEvents } from '../../ipc';
import { announcementOf } from './transfer-words';

/** `transfers`: as last drawn, which the first event is compared with. */
export function TransferAnnouncer({ transfers }: { readonly transfers: readonly Transfer[] }) {
  const last = useRef<readonly Transfer[] | null>(null);
  const [announcement, setAnnouncement] = useState('');
  useEvents({
    'transfers.changed': (now) => {
      const text = announcementOf(last.current ?? transfers, now);
      last.current = now;
      if (text !== null) setAnnouncement(text);
    },
  });
  return (
    <output>
      <VisuallyHidden>{announcement}</VisuallyHidden>
    </output>
  );
}
