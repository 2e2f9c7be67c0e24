/** What can be done with a registry: the same entries on its row's right click and behind the button of its page. */
import { Copy, HardDrive, LockKeyhole, LockKeyholeOpen, LogIn, LogOut, RefreshCw, Trash2 } from 'lucide-react';
import type { Registry } from '../../../shared/registry';
import { commands } from '../../commands';
import type { MenuEntry } from '../../components/menu';
import { useCopyText } from '../../components/use-copy-text';
import { useCheckRegistry, useLogOut, useSetPlainHttp } from './queries';

export function useRegistryMenu({ address, hasCredential, plainHttp, isLocal }: Registry): readonly MenuEntry[] {
  const copyText = useCopyText();
  const check = useCheckRegistry();
  const logOut = useLogOut();
  const setPlainHttp = useSetPlainHttp(address);
  return [
    { label: 'Check again', icon: RefreshCw, onChoose: () => check.mutate(address) },
    { label: 'Copy address', icon: Copy, onChoose: () => copyText(address, 'Address') },
    {
      label: hasCredential ? 'Log in again…' : 'Log in…',
      icon: LogIn,
      startsGroup: true,
      onChoose: () => commands.run('log-in', { address }),
    },
    ...(hasCredential ? [{ label: 'Log out', icon: LogOut, onChoose: () => logOut.mutate(address) }] : []),
    // The local one has no certificate.
    isLocal
      ? { label: 'Local registry', icon: HardDrive, onChoose: () => void commands.run('local-registry', undefined) }
      : {
          label: plainHttp ? 'Use HTTPS' : 'Use plain HTTP',
          icon: plainHttp ? LockKeyhole : LockKeyholeOpen,
          onChoose: () => setPlainHttp.mutate(!plainHttp),
        },
    {
      label: 'Remove…',
      icon: Trash2,
      isDanger: true,
      startsGroup: true,
      onChoose: () => commands.run('remove-registry', { address }),
    },
  ];
}
