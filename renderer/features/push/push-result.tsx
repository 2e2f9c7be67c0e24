/** Waits for the end of a push that was started here and leads to what it wrote. Draws nothing: the dock shows the progress. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Transfer, TransferId } from '../../../shared/transfer';
import { isFinished } from '../../../shared/transfer-progress';
import { commands } from '../../commands';
import { useToast } from '../../components/toast';
import { placeLink } from '../../place-link';
import { transfersQuery } from '../../transfers';
import { pushResultOf } from './push-result-words';

export interface StartedPush {
  readonly ids: readonly TransferId[];
  /** Where the user was when they pressed the button. */
  readonly href: string;
}

export interface PushResultProps {
  readonly push: StartedPush;
  readonly onOver: () => void;
}

export function PushResult({ push: { ids, href }, onOver }: PushResultProps) {
  const router = useRouter();
  const navigate = useNavigate();
  const showToast = useToast();
  const { data: own = [] } = useQuery({
    ...transfersQuery,
    select: (transfers) => transfers.filter(({ id }) => ids.includes(id)),
  });
  /** The first snapshot after the start may lack them; later ones, those that the user has put away. */
  const hasSeenAll = useRef(false);

  const tell = useEffectEvent((transfers: readonly Transfer[]) => {
    const { text, tone, place } = pushResultOf(transfers);
    const isStillHere = router.latestLocation.href === href;
    if (ids.length === 1 && place !== null && isStillHere) void navigate(placeLink(place));
    const action =
      tone === 'danger'
        ? { label: 'Show transfers', onClick: () => void commands.run('show-transfers', undefined) }
        : place && { label: 'Show', onClick: () => void navigate(placeLink(place)) };
    if (text !== null) showToast({ text, tone, ...(action && !(ids.length === 1 && isStillHere) ? { action } : {}) });
    onOver();
  });
  useEffect(() => {
    hasSeenAll.current ||= own.length === ids.length;
    if (hasSeenAll.current && own.every(isFinished)) tell(own);
  }, [ids, own]);
  return null;
}
