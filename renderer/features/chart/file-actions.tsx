/** What can be taken along of one file of a chart: its own bytes, where the system's dialog says, and the helm command that prints it. */
import { Save } from 'lucide-react';
import type { ArchiveSource } from '../../../shared/archive';
import { Button } from '../../components/button';
import { useTellFailure } from '../../components/use-tell-failure';
import { useToast } from '../../components/toast';
import { call } from '../../ipc';
import { CopyHelmShowFile } from './copy-helm-show';

export interface FileActionsProps {
  readonly source: ArchiveSource;
  readonly path: string;
}

export function FileActions({ source, path }: FileActionsProps) {
  const tellFailure = useTellFailure();
  const showToast = useToast();
  async function save(): Promise<void> {
    try {
      const saved = await call('archives.saveFile', { source, path });
      if (saved !== null) showToast({ tone: 'success', text: `${saved.fileName} is saved.` });
    } catch (error) {
      tellFailure(error);
    }
  }
  return (
    <>
      <CopyHelmShowFile path={path} />
      <Button icon={Save} variant="ghost" aria-haspopup="dialog" onClick={() => void save()}>
        Save…
      </Button>
    </>
  );
}
