/** Pulls a version to a folder that the main process asks for; the transfer shows in the dock. */
import { useMutation } from '@tanstack/react-query';
import type { MethodInput } from '../../shared/ipc/contract';
import { commands } from '../commands';
import { call } from '../ipc';
import { Button } from './button';
import { useTellFailure } from './use-tell-failure';

export function PullButton(place: MethodInput<'pull.start'>) {
  const onError = useTellFailure();
  const pull = useMutation({
    mutationFn: () => call('pull.start', place),
    onSuccess: (id) => id !== null && commands.run('show-transfers', undefined),
    onError,
  });
  return (
    <Button disabled={pull.isPending} onClick={() => pull.mutate()}>
      Pull
    </Button>
  );
}
