/** The repositories of a registry: saved ones at once, then the registry's answer. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { isJustSaved, savedFirst } from '../../query-client';
import { queryKeys } from '../../query-keys';

export function repositoriesQuery(address: string) {
  return queryOptions({
    queryKey: queryKeys.repositories(address),
    queryFn: savedFirst((refresh, signal) => call('repositories.list', { address, refresh }, { signal }), isJustSaved),
  });
}

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
