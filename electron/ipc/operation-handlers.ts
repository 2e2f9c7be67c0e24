/** The methods about changing releases, answered by services. Translation only. */
import type { operationContract } from '../../shared/ipc/operation-contract';
import type { ReleaseServices } from '../releases/create-releases';
import type { Handlers } from './handlers';
import { previewWarnings } from './preview-words';

export type OperationHandlers = Pick<Handlers, keyof typeof operationContract>;

export function createOperationHandlers({ previews, operations, changes }: ReleaseServices): OperationHandlers {
  return {
    'previews.install': async (request, { signal }) => {
      const { facts, resources, crds, images, ...preview } = await previews.install(request, { signal });
      return {
        kind: 'install',
        ...preview,
        resources: [...resources],
        crds: [...crds],
        images: [...images],
        warnings: previewWarnings(facts, request.place),
      };
    },

    'operations.install': (input, { signal }) => changes.install(input, { signal }),
    'operations.list': async () => [...(await operations.list())],
    'operations.cancel': ({ id }) => {
      operations.cancel(id);
      return null;
    },
    'operations.log': ({ id, after }) => [...operations.log(id, after)],
    'operations.putAway': async ({ id }) => {
      await operations.putAway(id);
      return null;
    },
  };
}
