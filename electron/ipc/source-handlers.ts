/** The methods about where releases came from, answered by services. Translation only. */
import type { sourceContract } from '../../shared/ipc/source-contract';
import type { ReleaseServices } from '../releases/create-releases';
import type { Handlers } from './handlers';

export type SourceHandlers = Pick<Handlers, keyof typeof sourceContract>;

export function createSourceHandlers({
  sources,
  sourceUpdates,
}: Pick<ReleaseServices, 'sources' | 'sourceUpdates'>): SourceHandlers {
  return {
    'sources.get': ({ place }, { signal }) => sources.get(place, signal),
    'sources.list': async ({ context, releases }, { signal }) => [...(await sources.list(context, releases, signal))],
    'sources.link': ({ place, source }, { signal }) => sources.link(place, source, signal),
    'sources.unlink': async ({ place }) => {
      await sources.unlink(place);
      return null;
    },
    'sources.updates': async (input, { signal }) => [...(await sourceUpdates.updates(input, signal))],
    'sources.versions': async ({ place, ...asking }, { signal }) => {
      const { versions, ...rest } = await sourceUpdates.versions(place, asking, signal);
      return { ...rest, versions: [...versions] };
    },
    'sources.releasesOf': async ({ address, repository }) => [...(await sources.releasesOf(address, repository))],
  };
}
