/** What can be done with the local registry from its row in the sidebar. */
import { useMutation } from '@tanstack/react-query';
import { Copy, FolderOpen, Play, Square } from 'lucide-react';
import type { LocalRegistryState } from '../../../shared/local-registry';
import { commands } from '../../commands';
import type { MenuEntry } from '../../components/menu';
import { useCopyText } from '../../components/use-copy-text';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { useStopLocalRegistry } from '../../local-registry';

export function useLocalRegistryMenu(state: LocalRegistryState): readonly MenuEntry[] {
  const copyText = useCopyText();
  const onError = useTellFailure();
  const stop = useStopLocalRegistry();
  const openFolder = useMutation({ mutationFn: () => call('localRegistry.openFolder', null), onError });
  const canStop = state.name === 'running' || state.name === 'starting';
  return [
    canStop
      ? { label: 'Stop', icon: Square, onChoose: () => stop.mutate(undefined, { onError }) }
      : { label: 'Start', icon: Play, onChoose: () => void commands.run('start-local-registry', undefined) },
    ...(state.name === 'running'
      ? [{ label: 'Copy address', icon: Copy, onChoose: () => copyText(state.address, 'Address') }]
      : []),
    { label: 'Open folder', icon: FolderOpen, startsGroup: true, onChoose: () => openFolder.mutate() },
  ];
}
