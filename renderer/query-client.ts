/** What was read from the main process, kept for the views. The main process retries and knows the network; Query does neither. */
import { QueryClient, type QueryFunctionContext } from '@tanstack/react-query';

/** How long a list is shown without asking the registry again when a view comes back to it. */
const FRESH_MS = 60_000;
/** Lists left behind stay for a way back. */
const KEPT_MS = 30 * 60_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Reads from what was saved on disk (`refresh: false`, answered at once where there is something) or asks the registry. */
export type SavedReader<Data> = (refresh: boolean, signal: AbortSignal) => Promise<Data>;

/**
 * A query function that shows saved data first and then the registry's answer. A refetch asks the registry at once and
 * leaves what is shown in place. `isFresh` tells whether the first answer came from the registry already.
 */
export function savedFirst<Data>(
  read: SavedReader<Data>,
  isFresh: (data: Data) => boolean,
): (context: QueryFunctionContext) => Promise<Data> {
  return async ({ client, queryKey, signal }) => {
    if (client.getQueryData(queryKey) !== undefined) return await read(true, signal);
    const saved = await read(false, signal);
    if (isFresh(saved)) return saved;
    client.setQueryData(queryKey, saved);
    return await read(true, signal);
  };
}

/** For lists that say when they were saved: fresh where that was just now. */
export function isJustSaved(list: { readonly savedAt: number }): boolean {
  return Date.now() - list.savedAt < FRESH_MS;
}
