/** Says that a list was saved earlier and why it can't be fresh; a wait that goes on can be cut short. */
import type { AppError } from '../../shared/errors';
import { formatAgo } from '../format/time';
import { useStartOf } from '../local-registry';
import { Notice } from './notice';
import { useNow } from './use-now';

export interface StaleNoticeProps {
  readonly error: AppError;
  readonly address: string;
  /** Epoch ms; 0 where nothing was ever saved. */
  readonly savedAt: number;
  readonly onRetry: () => void;
}

export function StaleNotice({ error, address, savedAt, onRetry }: StaleNoticeProps) {
  const now = useNow();
  const start = useStartOf(address);
  const action = start === null ? { label: 'Try again', onClick: onRetry } : { label: 'Start', onClick: start };
  return (
    <Notice tone="warning" announced="politely" action={action}>
      {error.message} {savedAt > 0 && `Showing data saved ${formatAgo(savedAt, now)}.`}
    </Notice>
  );
}
