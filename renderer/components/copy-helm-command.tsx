/** Copies the helm command that does the same as what is about to be done. It names the values as a file, and holds no secret. */
import { useMutation } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import type { CommandRequest, HelmCommand } from '../../shared/helm-command';
import { commandText } from '../format/command-text';
import { call } from '../ipc';
import { Button, type ButtonProps } from './button';
import { useToast } from './toast';
import { useTellFailure } from './use-tell-failure';

export interface CopyHelmCommandProps {
  /** Null while not enough is known. */
  readonly request: CommandRequest | null;
  readonly variant?: Exclude<ButtonProps['variant'], undefined>;
}

export function CopyHelmCommand({ request, variant = 'ghost' }: CopyHelmCommandProps) {
  const showToast = useToast();
  const onError = useTellFailure();
  const copy = useMutation({
    async mutationFn(wanted: CommandRequest): Promise<HelmCommand> {
      const command = await call('operations.commandOf', wanted);
      await navigator.clipboard.writeText(commandText(command.words));
      return command;
    },
    onSuccess: ({ valuesFile }) =>
      showToast({
        text:
          valuesFile === null
            ? 'Command copied.'
            : `Command copied. It reads the values from ${valuesFile}: save them there first.`,
      }),
    onError,
  });
  return (
    <Button
      variant={variant}
      icon={Copy}
      disabled={request === null || copy.isPending}
      onClick={() => request !== null && copy.mutate(request)}
    >
      Copy as helm command
    </Button>
  );
}
