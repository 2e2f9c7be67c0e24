/** The local registry as the whole window reads it, starts and stops it. `localRegistry.changed` keeps it true (live-data.ts). */
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MethodInput } from '../shared/ipc/contract';
import type { LocalRegistryState } from '../shared/local-registry';
import { commands } from './commands';
import { call } from './ipc';
import { queryKeys } from './query-keys';
import { registriesQuery } from './registries';

/** A state that passes sooner is not shown: it would only flash. */
const SHOWN_AFTER_MS = 150;

export const localRegistryQuery = queryOptions({
  queryKey: queryKeys.localRegistry,
  queryFn: ({ signal }) => call('localRegistry.get', null, { signal }),
  staleTime: Infinity,
});

export const localRegistryUsageQuery = queryOptions({
  queryKey: queryKeys.localRegistryUsage,
  queryFn: ({ signal }) => call('localRegistry.usage', null, { signal }),
  // Other programs push to it, and fill the disk.
  staleTime: 0,
});

export function useStartLocalRegistry() {
  return useMutation({ mutationFn: () => call('localRegistry.start', null) });
}

export function useStopLocalRegistry() {
  return useMutation({ mutationFn: () => call('localRegistry.stop', null) });
}

export function useConfigureLocalRegistry() {
  return useMutation({
    mutationFn: (change: MethodInput<'localRegistry.configure'>) => call('localRegistry.configure', change),
  });
}

/** The state to show: a start or stop only once it has lasted for a moment. */
export function useShownState(state: LocalRegistryState): LocalRegistryState {
  const [shown, setShown] = useState(state);
  const isPassing = state.name === 'starting' || state.name === 'stopping';
  useEffect(() => {
    const timer = setTimeout(() => setShown(state), isPassing ? SHOWN_AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [state, isPassing]);
  return isPassing ? shown : state;
}

/** How to start the registry at this address; null where it is not the local one, or runs already. */
export function useStartOf(address: string): (() => void) | null {
  const { data: registries = [] } = useQuery(registriesQuery);
  const { data: local } = useQuery(localRegistryQuery);
  const isLocal = registries.some((registry) => registry.address === address && registry.isLocal);
  if (!isLocal || local?.state.name === 'running') return null;
  return () => void commands.run('start-local-registry', undefined);
}
