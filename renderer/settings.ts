/** The user's settings as the whole window reads and changes them. The main process keeps them. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DEFAULT_SETTINGS } from '../shared/setting-defaults';
import type { Settings } from '../shared/settings';
import { useTellFailure } from './components/use-tell-failure';
import { call } from './ipc';
import { queryKeys } from './query-keys';

const settingsQuery = queryOptions({
  queryKey: queryKeys.settings,
  queryFn: ({ signal }) => call('settings.get', null, { signal }),
  // `settings.changed` tells of every change.
  staleTime: Infinity,
});

/** The settings, the first ones until they have been read. */
export function useSettings(): Settings {
  return useQuery(settingsQuery).data ?? DEFAULT_SETTINGS;
}

/** Returns how to change some of the settings; what is seen changes at once, and back with a word where it could not be kept. */
export function useUpdateSettings(): (changes: Partial<Settings>) => void {
  const client = useQueryClient();
  const tell = useTellFailure();
  const { mutate } = useMutation({
    mutationFn: (changes: Partial<Settings>) => call('settings.update', changes),
    onMutate: (changes) => {
      client.setQueryData(settingsQuery.queryKey, (now: Settings | undefined) => ({
        ...(now ?? DEFAULT_SETTINGS),
        ...changes,
      }));
    },
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
    onError(error) {
      tell(error);
      return client.invalidateQueries({ queryKey: settingsQuery.queryKey });
    },
  });
  return mutate;
}
