/** The changes of releases as plans: what has to be true before each, and how helm is run for it. */
import type { Operation } from '../../shared/operation';
import { previewKey } from '../../shared/preview-key';
import type { InstallRequest, PreviewId } from '../../shared/release-preview';
import type { ReleasePlace } from '../../shared/release';
import { startInstall } from '../helm/change-releases';
import type { ChartArchives } from '../registries/chart-archives';
import type { ClusterAccess } from './cluster-access';
import { OperationError } from './operation-error';
import type { Operations } from './operations';
import { labelsOf, type KeptInstall, type Previews } from './previews';
import { historyOf } from './release-truth';

export interface ChangesOptions {
  readonly access: ClusterAccess;
  readonly archives: Pick<ChartArchives, 'file'>;
  readonly previews: Previews;
  readonly operations: Operations;
}

interface Confirmation {
  /** What the user typed; null where nothing was asked. */
  readonly confirmedContext: string | null;
}

interface Asking {
  readonly signal: AbortSignal;
}

export interface Changes {
  /** Throws OperationError, what asking the cluster throws, or the signal's reason. */
  readonly install: (
    input: Confirmation & { readonly previewId: PreviewId; readonly request: InstallRequest },
    asking: Asking,
  ) => Promise<Operation>;
}

export function createChanges({ access, archives, previews, operations }: ChangesOptions): Changes {
  /** Throws OperationError `stale` where it is another one by now, or there is one where there was none. */
  async function assertLastRevision(
    { context, namespace, name }: ReleasePlace,
    expected: number | null,
    signal: AbortSignal,
  ): Promise<void> {
    const [last] = await access.withHelm(context, namespace, (helm) => historyOf(helm, name, { signal }));
    if ((last?.revision ?? null) !== expected) throw new OperationError('stale');
  }

  async function assertAsPreviewed(kept: KeptInstall, request: InstallRequest, signal: AbortSignal): Promise<void> {
    if (kept.key !== previewKey(request)) throw new OperationError('stale');
    if (kept.isBlocked) throw new OperationError('blocked');
    if ((await access.serverOf(request.place.context)) !== kept.server) throw new OperationError('stale');
    await assertLastRevision(request.place, kept.lastRevision, signal);
  }

  return {
    async install({ previewId, request, confirmedContext }, asking) {
      const kept = previews.kept(previewId);
      const { place, source, values, options } = request;
      return operations.start(
        {
          kind: 'install',
          place,
          chart: `${kept.chart.name} ${kept.chart.version}`,
          confirmedContext,
          check: (signal) => assertAsPreviewed(kept, request, signal),
          async work({ signal, onEvent, follow }) {
            const file = await archives.file(source, { signal });
            try {
              return await access.withHelm(place.context, place.namespace, async ({ helm, target }) => {
                signal.throwIfAborted();
                const input = {
                  name: place.name,
                  chartPath: file.path,
                  options,
                  values,
                  labels: labelsOf(request),
                };
                const run = startInstall(helm, target, input, { onEvent, manifests: kept.manifests });
                return (await follow(run)).notes;
              });
            } finally {
              await file.release();
            }
          },
        },
        asking,
      );
    },
  };
}
