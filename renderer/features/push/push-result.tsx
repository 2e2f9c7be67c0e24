/** Waits for the end of a push that was started here and leads to what it wrote. Draws nothing: the dock shows the progress. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Transfer, TransferId } from '../../../shared/transfer';
import { isFinished } from '../../../shared/transfer-progress';
import { commands } from '../../commands';
import { useToast, type ToastContent } from '../../components/toast';
import { placeLink } from '../../place-link';
import { transfersQuery } from '../../transfers';
import { pushResultOf, type PushResultWords } from './push-result-words';

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

  function actionFor({ tone, place }: PushResultWords): Pick<ToastContent, 'action'> {
    if (tone === 'danger') {
      return { action: { label: 'Show transfers', onClick: () => commands.run('show-transfers', undefined) } };
    }
    return place === null ? {} : { action: { label: 'Show', onClick: () => void navigate(placeLink(place)) } };
  }

  const tell = useEffectEvent((transfers: readonly Transfer[]) => {
    const result = pushResultOf(transfers);
    const { text, tone, place } = result;
    // Who has gone elsewhere meanwhile is not taken away from there.
    const leadsThere = tone === 'success' && place?.kind === 'chart' && router.latestLocation.href === href;
    if (leadsThere) void navigate(placeLink(place));
    if (text !== null) showToast({ text, tone, ...(leadsThere ? {} : actionFor(result)) });
    onOver();
  });

  useEffect(() => {
    if (own.length === ids.length) hasSeenAll.current = true;
    if (hasSeenAll.current && own.every(isFinished)) tell(own);
  }, [ids, own]);
  return null;
}
