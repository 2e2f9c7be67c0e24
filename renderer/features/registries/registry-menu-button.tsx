/** The menu of a registry on its page. */
import { Ellipsis } from 'lucide-react';
import type { Registry } from '../../../shared/registry';
import { IconButton } from '../../components/button';
import { Menu } from '../../components/menu';
import { useRegistryMenu } from './use-registry-menu';

export function RegistryMenuButton({ registry }: { readonly registry: Registry }) {
  const entries = useRegistryMenu(registry);
  return (
    <Menu
      entries={entries}
      trigger={<IconButton icon={Ellipsis} label={`More about ${registry.address}`} variant="secondary" />}
    />
  );
}
