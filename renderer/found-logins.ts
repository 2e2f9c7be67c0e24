/** Logins that Docker, Podman or Helm keep on this computer: offered, and taken by a click only. Nothing is written to theirs. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../shared/ipc/contract';
import type { FoundLogin } from '../shared/registry';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const foundLoginsQuery = queryOptions({
  queryKey: queryKeys.foundLogins,
  queryFn: ({ signal }) => call('logins.find', null, { signal }),
});

/** Logs in with one of them, adding the registry where it isn't in the list. `freshSignal`: of who may stop waiting. */
export function useFoundLogin(freshSignal?: () => AbortSignal) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (login: MethodInput<'logins.use'>) =>
      call('logins.use', login, freshSignal === undefined ? {} : { signal: freshSignal() }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.registries }),
  });
}

const TOOLS: Record<FoundLogin['tool'], string> = { docker: 'Docker', podman: 'Podman', helm: 'Helm' };

export function toolName(tool: FoundLogin['tool']): string {
  return TOOLS[tool];
}

/** `ghcr.io`, `ghcr.io and docker.io`, `a, b and 3 more`. */
export function listAddresses(addresses: readonly string[]): string {
  const distinct = [...new Set(addresses)];
  if (distinct.length > 3) return `${distinct.slice(0, 2).join(', ')} and ${distinct.length - 2} more`;
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}
