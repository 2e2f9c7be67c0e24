/** Keeps the query cache true to the events of the main process. The comparing is pure and tested without a window. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { LocalRegistry } from '../shared/local-registry';
import type { Operation } from '../shared/operation';
import type { Registry } from '../shared/registry';
import type { Transfer } from '../shared/transfer';
import { useEvents } from './ipc';
import { placeLink } from './place-link';
import { parsePlace } from './places';
import { queryKeys } from './query-keys';

export function useLiveData(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEvents({
    'settings.changed': (settings) => client.setQueryData(queryKeys.settings, settings),
    'registries.changed': (registries) => takeRegistries(client, registries),
    'transfers.changed': (transfers) => takeTransfers(client, transfers),
    'operations.changed': (operations) => takeOperations(client, operations),
    'localRegistry.changed': (localRegistry) => takeLocalRegistry(client, localRegistry),
    'link.opened': ({ reference }) => {
      const place = parsePlace(reference);
      if (place) void navigate(placeLink(place));
    },
  });
}

function takeRegistries(client: QueryClient, registries: readonly Registry[]): void {
  const before = client.getQueryData<readonly Registry[]>(queryKeys.registries) ?? [];
  client.setQueryData(queryKeys.registries, registries);
  for (const address of newlyAccessible(before, registries)) {
    void client.invalidateQueries({ queryKey: queryKeys.registry(address) });
  }
}

/** Registries that may show something else now than a moment ago: another login, another way to them, back in reach. */
export function newlyAccessible(before: readonly Registry[], now: readonly Registry[]): readonly string[] {
  const known = new Map(before.map((registry) => [registry.address, registry]));
  return now.filter((registry) => isChanged(known.get(registry.address), registry)).map(({ address }) => address);
}

function isChanged(before: Registry | undefined, now: Registry): boolean {
  if (before === undefined) return false;
  const isOther =
    before.username !== now.username ||
    before.hasCredential !== now.hasCredential ||
    before.plainHttp !== now.plainHttp;
  const isBack =
    (before.state === 'logged-out' || before.state === 'unreachable') &&
    (now.state === 'logged-in' || now.state === 'anonymous');
  return isOther || isBack;
}

/** What it keeps may be elsewhere, or gone, in every other state. */
function takeLocalRegistry(client: QueryClient, localRegistry: LocalRegistry): void {
  client.setQueryData(queryKeys.localRegistry, localRegistry);
  void client.invalidateQueries({ queryKey: queryKeys.localRegistryUsage });
}

function takeOperations(client: QueryClient, operations: readonly Operation[]): void {
  const before = client.getQueryData<readonly Operation[]>(queryKeys.operations) ?? [];
  client.setQueryData(queryKeys.operations, operations);
  for (const { place } of newlyEnded(before, operations)) {
    void client.invalidateQueries({ queryKey: queryKeys.release(place) });
    void client.invalidateQueries({ queryKey: queryKeys.everyReleaseList(place.context) });
    // A namespace may have been made for it.
    void client.invalidateQueries({ queryKey: queryKeys.namespaces(place.context) });
  }
}

/** Changes of releases that ended since: what they made must be seen. */
export function newlyEnded(before: readonly Operation[], now: readonly Operation[]): readonly Operation[] {
  const ended = new Set(before.filter(({ state }) => state.name !== 'running').map(({ id }) => id));
  return now.filter(({ id, state }) => state.name !== 'running' && !ended.has(id));
}

function takeTransfers(client: QueryClient, transfers: readonly Transfer[]): void {
  const before = client.getQueryData<readonly Transfer[]>(queryKeys.transfers) ?? [];
  client.setQueryData(queryKeys.transfers, transfers);
  const pushed = newlyPushed(before, transfers);
  for (const { address, repository } of pushed) {
    void client.invalidateQueries({ queryKey: queryKeys.repository(address, repository) });
    void client.invalidateQueries({ queryKey: queryKeys.repositories(address) });
  }
  if (pushed.length > 0) void client.invalidateQueries({ queryKey: queryKeys.localRegistryUsage });
}

/** Pushes that were done since: what they wrote must be seen. */
export function newlyPushed(before: readonly Transfer[], now: readonly Transfer[]): readonly Transfer[] {
  const done = new Set(before.filter(({ state }) => state.name === 'done').map(({ id }) => id));
  return now.filter(({ id, kind, state }) => kind === 'push' && state.name === 'done' && !done.has(id));
}
