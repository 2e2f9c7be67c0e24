/** What gets a version out of its registry and onto this machine: pull, unpack, drag. */
import { ChevronDown, FolderDown, GripVertical, Terminal } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import type { Digest } from '../../../shared/digest';
import type { Reference } from '../../../shared/reference';
import { IconButton } from '../../components/button';
import { Menu } from '../../components/menu';
import { PullButton } from '../../components/pull-button';
import { useCopyText } from '../../components/use-copy-text';
import { useTellFailure } from '../../components/use-tell-failure';
import { useUnpack } from '../../components/use-unpack';
import { helmPullCommand, helmUntarCommand } from '../../format/helm-command';
import { call } from '../../ipc';
import type { MethodOutput } from '../../../shared/ipc/contract';
import styles from './pull-actions.module.css';

export interface PullActionsProps extends PulledVersion {
  /** The version as the page shows it. */
  readonly reference: Reference;
  readonly plainHttp: boolean;
}

interface PulledVersion {
  readonly address: string;
  readonly repository: string;
  /** What helm would call the file by. */
  readonly tag: string;
  readonly digest: Digest;
}

export function PullActions({ reference, plainHttp, ...place }: PullActionsProps) {
  const copyText = useCopyText();
  const { address, repository, digest } = place;
  const unpack = useUnpack({ kind: 'registry', address, repository, digest });
  return (
    <div className={styles.actions}>
      <DragHandle {...place} />
      <div className={styles.pull}>
        <PullButton {...place} />
        <Menu
          trigger={<IconButton icon={ChevronDown} label="More ways to pull" variant="secondary" />}
          entries={[
            { label: 'Unpack to a folder…', icon: FolderDown, onChoose: unpack.start },
            {
              label: 'Copy as helm command',
              icon: Terminal,
              startsGroup: true,
              onChoose: () => copyText(helmPullCommand(reference, { plainHttp }), 'Command'),
            },
            {
              label: 'Copy unpacking as helm command',
              icon: Terminal,
              onChoose: () => copyText(helmUntarCommand(reference, { plainHttp }), 'Command'),
            },
          ]}
        />
      </div>
    </div>
  );
}

type PreparedDrag = MethodOutput<'archives.prepareDrag'>;

/**
 * Dragged out of the window it is the .tgz. The system wants the file before the drag begins: it is made ready when the pointer
 * comes near. For keys there is Pull.
 */
function DragHandle(place: PulledVersion) {
  const [prepared, setPrepared] = useState<PreparedDrag | null>(null);
  const tellFailure = useTellFailure();

  async function prepare(): Promise<void> {
    if (prepared !== null) return;
    try {
      setPrepared(await call('archives.prepareDrag', place));
    } catch (error) {
      tellFailure(error);
    }
  }

  function drag(event: DragEvent): void {
    event.preventDefault();
    if (prepared !== null) void call('archives.drag', { id: prepared.id }).catch(tellFailure);
  }

  return (
    <span
      aria-hidden
      title={
        prepared === null
          ? 'Drag out of the window: getting the file ready…'
          : `Drag ${prepared.fileName} out of the window`
      }
      draggable={prepared !== null}
      onPointerEnter={() => void prepare()}
      onDragStart={drag}
      className={styles.handle}
    >
      <GripVertical size={16} />
    </span>
  );
}
