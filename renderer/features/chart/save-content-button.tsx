/** Saves what a digest names to a file that the main process asks for. */
import { useMutation } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import type { Reference } from '../../../shared/reference';
import { Button } from '../../components/button';
import { useTellFailure } from '../../components/use-tell-failure';
import { useToast } from '../../components/toast';
import { call } from '../../ipc';
import type { OpenContent } from './open-content';

export interface SaveContentButtonProps {
  readonly content: Omit<OpenContent, 'title' | 'isChartArchive'>;
  readonly variant?: 'secondary' | 'ghost';
  readonly place: Pick<Reference, 'address' | 'repository'>;
}

export function SaveContentButton({
  content,
  variant = 'secondary',
  place: { address, repository },
}: SaveContentButtonProps) {
  const { digest, sizeBytes, isManifest, fileName } = content;
  const showToast = useToast();
  const { isPending, mutate } = useMutation({
    mutationFn: () => call('content.save', { address, repository, digest, sizeBytes, isManifest, fileName }),
    onSuccess: (saved) => saved !== null && showToast({ tone: 'success', text: `${saved.fileName} is saved.` }),
    onError: useTellFailure(),
  });
  return (
    <Button icon={Save} variant={variant} aria-haspopup="dialog" disabled={isPending} onClick={() => mutate()}>
      Save…
    </Button>
  );
}
