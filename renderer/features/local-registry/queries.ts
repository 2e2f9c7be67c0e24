/** What the screen of the local registry asks and changes, besides what the whole window shares (renderer/local-registry.ts). */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../../shared/ipc/contract';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

export const enginesQuery = queryOptions({
  queryKey: ['local-registry-engines'],
  queryFn: ({ signal }) => call('localRegistry.engines', null, { signal }),
});

export function useSetLocalLogin() {
  return useMutation({
    mutationFn: (login: MethodInput<'localRegistry.setLogin'>) => call('localRegistry.setLogin', login),
  });
}

export function useChooseFolder() {
  return useMutation({ mutationFn: () => call('localRegistry.chooseFolder', null) });
}

/** Both change how much it keeps. */
function useCleaning<Input, Output>(run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.localRegistryUsage }),
  });
}

export function useCollectGarbage() {
  return useCleaning((input: MethodInput<'localRegistry.collectGarbage'>) =>
    call('localRegistry.collectGarbage', input),
  );
}

export function useRemoveLocalRegistry() {
  return useCleaning((_input: void) => call('localRegistry.remove', null));
}
