/** Takes a packaged chart of this machine for a side, by the system's dialog. */
import { useMutation } from '@tanstack/react-query';
import type { FileId } from '../../../shared/push';
import { Button } from '../../components/button';
import { LinkButton } from '../../components/link-button';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';

export interface ChooseFileProps {
  /** Accessible name, such as `Open a file as Before`; it begins with what is to be read. */
  readonly label: string;
  readonly onChoose: (fileId: FileId) => void;
  readonly isButton?: boolean;
}

export function ChooseFile({ label, onChoose, isButton = false }: ChooseFileProps) {
  const tellFailure = useTellFailure();
  const choose = useMutation({
    mutationFn: () => call('files.choose', 'chart'),
    onSuccess: ([chosen]) => chosen !== undefined && onChoose(chosen.fileId),
    onError: tellFailure,
  });
  const start = (): void => choose.mutate();
  return isButton ? (
    <Button aria-haspopup="dialog" aria-label={label} disabled={choose.isPending} onClick={start}>
      Open a file…
    </Button>
  ) : (
    <LinkButton aria-label={label} onClick={start}>
      Open a file…
    </LinkButton>
  );
}
