/** Hands the chosen charts to the main process. */
import { useMutation } from '@tanstack/react-query';
import type { AppError } from '../../../shared/errors';
import type { MethodInput } from '../../../shared/ipc/contract';
import type { TransferId } from '../../../shared/transfer';
import { appErrorOf, call } from '../../ipc';

export interface StartPush {
  readonly isPending: boolean;
  /** Why the last try started nothing. */
  readonly error: AppError | null;
  readonly mutate: (input: MethodInput<'push.start'>) => void;
}

export function useStartPush(onStarted: (ids: readonly TransferId[]) => void): StartPush {
  const { isPending, error, mutate } = useMutation({
    mutationFn: (input: MethodInput<'push.start'>) => call('push.start', input),
    onSuccess: onStarted,
  });
  return { isPending, error: error === null ? null : appErrorOf(error), mutate };
}
