/** The methods about changing releases, answered by services. Translation only. */
import type { operationContract } from '../../shared/ipc/operation-contract';
import type { ReleaseServices } from '../releases/create-releases';
import type { PreviewResult } from '../releases/previews';
import type { Handlers } from './handlers';
import { previewWarnings, type PreviewSubject } from './preview-words';

export type OperationHandlers = Pick<Handlers, keyof typeof operationContract>;

export function createOperationHandlers({
  previews,
  operations,
  changes,
  commandOf,
}: ReleaseServices): OperationHandlers {
  return {
    'previews.install': async (request, { signal }) => ({
      kind: 'install',
      ...shown(await previews.install(request, { signal }), request),
    }),
    'previews.upgrade': async (request, { signal }) => {
      const { deployed, ...preview } = await previews.upgrade(request, { signal });
      return { kind: 'upgrade', ...shown(preview, request), deployed };
    },
    'previews.diff': async ({ previewId }) => [...(await previews.diff(previewId))],

    'operations.install': (input, { signal }) => changes.install(input, { signal }),
    'operations.upgrade': (input, { signal }) => changes.upgrade(input, { signal }),
    'operations.rollback': (input, { signal }) => changes.rollback(input, { signal }),
    'operations.uninstall': (input, { signal }) => changes.uninstall(input, { signal }),
    'operations.planRepair': ({ place }, { signal }) => changes.planRepair(place, { signal }),
    'operations.repair': (input, { signal }) => changes.repair(input, { signal }),
    'operations.commandOf': (request) => commandOf(request),
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

function shown({ facts, resources, crds, images, ...preview }: PreviewResult, about: PreviewSubject) {
  return {
    ...preview,
    resources: [...resources],
    crds: [...crds],
    images: [...images],
    warnings: previewWarnings(facts, about),
  };
}
