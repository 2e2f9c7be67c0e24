/** The helm, the kubeconfig, the context and the namespace that the user works with, as the whole window reads and chooses them. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Clusters } from '../shared/cluster-choice';
import type { FoundHelm } from '../shared/helm';
import { useTellFailure } from './components/use-tell-failure';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const helmQuery = queryOptions({
  queryKey: queryKeys.helm,
  queryFn: ({ client, signal }) =>
    // A refetch is for somebody who has just installed it.
    call('helm.get', { refresh: client.getQueryData(queryKeys.helm) !== undefined }, { signal }),
  staleTime: Infinity,
});

export const clustersQuery = queryOptions({
  queryKey: queryKeys.clusters,
  queryFn: ({ signal }) => call('clusters.get', null, { signal }),
});

/** What a cluster that was asked before says of itself; null for the others. */
export function clusterInfoQuery(context: string) {
  return queryOptions({
    queryKey: queryKeys.clusterInfo(context),
    queryFn: ({ signal }) => call('clusters.knownInfo', { context }, { signal }),
    // It may have been asked something since.
    staleTime: 0,
  });
}

export function namespacesQuery(context: string) {
  return queryOptions({
    queryKey: queryKeys.namespaces(context),
    queryFn: ({ signal }) => call('clusters.namespaces', { context }, { signal }),
  });
}

/** Returns how to choose where to work; null is all namespaces. */
export function useChoosePlace(): (context: string, namespace: string | null) => void {
  const client = useQueryClient();
  const onError = useTellFailure();
  const { mutate } = useMutation({
    mutationFn: (place: { readonly context: string; readonly namespace: string | null }) =>
      call('clusters.choose', place),
    onMutate: (place) => {
      client.setQueryData(queryKeys.clusters, (now: Clusters | undefined) => now && { ...now, ...place });
    },
    onSuccess: (clusters) => client.setQueryData(queryKeys.clusters, clusters),
    onError(error) {
      onError(error);
      return client.invalidateQueries({ queryKey: queryKeys.clusters });
    },
  });
  return (context, namespace) => mutate({ context, namespace });
}

/** Returns how to protect a context, or to stop that. */
export function useProtectContext(): (context: string, isProtected: boolean) => void {
  const client = useQueryClient();
  const onError = useTellFailure();
  const { mutate } = useMutation({
    mutationFn: (choice: { readonly context: string; readonly isProtected: boolean }) =>
      call('clusters.setProtected', choice),
    onSuccess: (clusters) => client.setQueryData(queryKeys.clusters, clusters),
    onError,
  });
  return (context, isProtected) => mutate({ context, isProtected });
}

/** Asks for another kubeconfig, or goes back to the usual ones. */
export function useKubeconfigChoice() {
  const client = useQueryClient();
  const onError = useTellFailure();
  return useMutation({
    mutationFn: (method: 'clusters.pickKubeconfig' | 'clusters.findKubeconfig') => call(method, null),
    onError,
    onSuccess(clusters: Clusters | null) {
      if (clusters === null) return;
      client.setQueryData(queryKeys.clusters, clusters);
      // The same name may be another cluster there.
      client.removeQueries({ queryKey: queryKeys.everyCluster });
    },
  });
}

/** Asks for another helm, or looks for one by itself again. */
export function useHelmChoice() {
  const client = useQueryClient();
  const onError = useTellFailure();
  return useMutation({
    mutationFn: (method: 'helm.pick' | 'helm.findByItself') => call(method, null),
    onError,
    onSuccess(helm: FoundHelm | null) {
      if (helm === null) return;
      client.setQueryData(queryKeys.helm, helm);
      client.removeQueries({ queryKey: queryKeys.everyCluster });
    },
  });
}
