/** Pulls a version to a folder that the main process asks for; the transfer shows in the dock. */
import { useMutation } from '@tanstack/react-query';
import type { MethodInput } from '../../shared/ipc/contract';
import { commands } from '../commands';
import { appErrorOf, call } from '../ipc';
import { Button } from './button';
import { useToast } from './toast';

export function PullButton(place: MethodInput<'pull.start'>) {
  const showToast = useToast();
  const pull = useMutation({
    mutationFn: () => call('pull.start', place),
    onSuccess: (id) => id !== null && commands.run('show-transfers', undefined),
    onError: (error) => showToast({ tone: 'danger', text: appErrorOf(error).message }),
  });
  return (
    <Button disabled={pull.isPending} onClick={() => pull.mutate()}>
      Pull
    </Button>
  );
}
