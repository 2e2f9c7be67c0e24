/** Destinations to offer, from what the window has seen already: asks no registry. */
import { useQueryClient } from '@tanstack/react-query';
import type { Registry, RepositoryList } from '../../../shared/registry';
import { useDestinationHere } from '../../destination-here';
import { queryKeys } from '../../query-keys';
import { suggestDestinations } from './destination-suggestions';
import { lastDestination } from './last-destination';

export function useDestinationSuggestions(registries: readonly Registry[]): readonly string[] {
  const client = useQueryClient();
  const here = useDestinationHere();
  const repositories = new Map(
    registries.map(({ address }) => {
      const seen = client.getQueryData<RepositoryList>(queryKeys.repositories(address));
      return [address, (seen?.repositories ?? []).map(({ name }) => name)];
    }),
  );
  return suggestDestinations({ here, last: lastDestination(), registries, repositories });
}
