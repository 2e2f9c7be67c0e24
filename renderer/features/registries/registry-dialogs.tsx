/** The dialogs about registries, one at a time, opened by commands from anywhere in the window. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../commands';
import { registriesQuery } from '../../registries';
import { AddRegistryDialog } from './add-registry-dialog';
import { LogInDialog } from './log-in-dialog';
import { RemoveRegistryDialog } from './remove-registry-dialog';

type OpenDialog = { readonly kind: 'add' | 'log-in' | 'remove'; readonly address: string };

export function RegistryDialogs() {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const { data: registries = [] } = useQuery(registriesQuery);
  useCommand('add-registry', ({ address }) => setOpen({ kind: 'add', address: address ?? '' }));
  useCommand('log-in', ({ address }) => setOpen({ kind: 'log-in', address }));
  useCommand('remove-registry', ({ address }) => setOpen({ kind: 'remove', address }));
  if (open === null) return null;
  const registry = registries.find(({ address }) => address === open.address);
  const close = (): void => setOpen(null);
  if (open.kind === 'add' || registry === undefined) {
    return <AddRegistryDialog key={open.address} address={open.address} onClose={close} />;
  }
  if (open.kind === 'log-in') return <LogInDialog registry={registry} onClose={close} />;
  return <RemoveRegistryDialog registry={registry} onClose={close} />;
}
