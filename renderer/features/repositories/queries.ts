/** What can be done with the names of repositories that a registry doesn't list. The list itself is in renderer/repository-list.ts. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

/** Checks that the repository answers before its name is kept. */
export function useAddRepository(address: string, freshSignal: () => AbortSignal) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (repository: string) => call('repositories.add', { address, repository }, { signal: freshSignal() }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.repositories(address) }),
  });
}

export function useForgetRepository(address: string) {
  const client = useQueryClient();
  const onError = useTellFailure();
  return useMutation({
    mutationFn: (repository: string) => call('repositories.remove', { address, repository }),
    onError,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.repositories(address) }),
  });
}
