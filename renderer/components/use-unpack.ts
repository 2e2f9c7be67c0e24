/** Unpacks a chart into a folder that the main process asks for, and tells how it went. */
import { useMutation } from '@tanstack/react-query';
import type { ArchiveSource } from '../../shared/archive';
import { countOf } from '../format/size';
import { call } from '../ipc';
import { useTellFailure } from './use-tell-failure';
import { useToast } from './toast';

export interface Unpacking {
  readonly isPending: boolean;
  readonly start: () => void;
}

export function useUnpack(source: ArchiveSource): Unpacking {
  const showToast = useToast();
  const onError = useTellFailure();
  const { isPending, mutate } = useMutation({
    mutationFn: () => call('archives.unpack', { source }),
    onSuccess(made) {
      if (made === null) return;
      const reveal = (): void => void call('archives.reveal', { id: made.id }).catch(onError);
      showToast({
        tone: 'success',
        text: `${made.folderName}: ${countOf(made.fileCount, 'file')} unpacked.`,
        action: { label: 'Show folder', onClick: reveal },
      });
    },
    onError,
  });
  return { isPending, start: () => mutate() };
}
