/** Says where a release came from, or that nobody knows. The lists and the release's page are read again then. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../../shared/ipc/contract';
import type { ReleasePlace } from '../../../shared/release';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

export function useLinkSource(place: ReleasePlace) {
  const readAgain = useReadAgain(place);
  return useMutation({
    mutationFn: (source: MethodInput<'sources.link'>['source']) => call('sources.link', { place, source }),
    onSuccess: readAgain,
  });
}

export function useUnlinkSource(place: ReleasePlace) {
  const readAgain = useReadAgain(place);
  const onError = useTellFailure();
  return useMutation({ mutationFn: () => call('sources.unlink', { place }), onError, onSuccess: readAgain });
}

function useReadAgain(place: ReleasePlace) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [...queryKeys.release(place), 'source'] }),
      client.invalidateQueries({ queryKey: queryKeys.everyReleaseList(place.context) }),
    ]);
}
