/** The changes of releases as plans: what has to be true before each, and how helm is run for it. */
import type { RollbackOptions, UninstallOptions } from '../../shared/helm-options';
import { TIMEOUT_BOUNDS } from '../../shared/helm-option-bounds';
import type { Operation } from '../../shared/operation';
import type { ReleasePlace } from '../../shared/release';
import { previewKey } from '../../shared/preview-key';
import type { InstallRequest, PreviewId, UpgradeRequest } from '../../shared/release-preview';
import type { RepairAction, RepairPlan } from '../../shared/release-repair';
import { startInstall, startRollback, startUninstall, startUpgrade, type RunOptions } from '../helm/change-releases';
import type { RenderedRelease } from '../helm/answers';
import { isHelmError } from '../helm/helm-error';
import type { HelmRun } from '../helm/run-helm';
import type { ChartArchives } from '../registries/chart-archives';
import type { ClusterAccess, HelmAccess } from './cluster-access';
import { ContextError } from './context-error';
import { manifestsOf, type KeptPreview, type KeptPreviews } from './kept-previews';
import { OperationError } from './operation-error';
import type { OperationControl, OperationPlan, Operations } from './operations';
import { planRepair } from './plan-repair';
import { labelsOf } from './previews';
import { readManifestTexts } from './release-reader';
import type { ComingRevision, ReleaseSources } from './release-sources';
import { historyOf } from './release-truth';
import { recordingSource } from './source-recording';

export interface ChangesOptions {
  readonly access: ClusterAccess;
  readonly archives: Pick<ChartArchives, 'file'>;
  readonly kept: KeptPreviews;
  readonly operations: Operations;
  readonly sources: ReleaseSources;
  /** For the log, which redacts. */
  readonly onProblem: (what: string, cause?: unknown) => void;
}

interface Confirmation {
  /** What the user typed; null where nothing was asked. */
  readonly confirmedContext: string | null;
}

interface Asking {
  readonly signal: AbortSignal;
}

export interface RollbackInput extends Confirmation {
  readonly place: ReleasePlace;
  /** To go back to. */
  readonly revision: number;
  /** What the user saw as the last one. */
  readonly lastRevision: number;
  readonly options: RollbackOptions;
}

export interface UninstallInput extends Confirmation {
  readonly place: ReleasePlace;
  readonly lastRevision: number;
  readonly options: UninstallOptions;
  /** The release's name, typed. */
  readonly confirmedName: string;
}

export interface RepairInput extends Confirmation {
  readonly place: ReleasePlace;
  /** The one that is stuck, and what was said would be done. */
  readonly revision: number;
  readonly action: RepairAction;
  /** The user says that no other client is at it. */
  readonly isDead: boolean;
}

/** All of them throw OperationError, what asking the cluster throws, or the signal's reason. */
export interface Changes {
  readonly install: (
    input: Confirmation & { readonly previewId: PreviewId; readonly request: InstallRequest },
    asking: Asking,
  ) => Promise<Operation>;
  readonly upgrade: (
    input: Confirmation & { readonly previewId: PreviewId; readonly request: UpgradeRequest },
    asking: Asking,
  ) => Promise<Operation>;
  readonly rollback: (input: RollbackInput, asking: Asking) => Promise<Operation>;
  readonly uninstall: (input: UninstallInput, asking: Asking) => Promise<Operation>;
  readonly planRepair: (place: ReleasePlace, asking: Asking) => Promise<RepairPlan>;
  readonly repair: (input: RepairInput, asking: Asking) => Promise<Operation>;
}

/** How a repair is run: it waits for nothing. */
export const REPAIR_ROLLBACK: RollbackOptions = {
  wait: 'none',
  timeoutMs: TIMEOUT_BOUNDS.defaultMs,
  forceReplace: false,
  forceConflicts: false,
};
export const REPAIR_UNINSTALL: UninstallOptions = {
  wait: 'none',
  timeoutMs: TIMEOUT_BOUNDS.defaultMs,
  keepHistory: false,
  description: '',
};

export function createChanges({ access, archives, kept, operations, sources, onProblem }: ChangesOptions): Changes {
  /** Throws OperationError `stale` where it is another one by now, or there is one where there was none. */
  async function assertLastRevision(place: ReleasePlace, expected: number | null, signal: AbortSignal): Promise<void> {
    const [last] = await withHelm(place, (helm) => historyOf(helm, place.name, { signal }));
    if ((last?.revision ?? null) !== expected) throw new OperationError('stale');
  }

  function withHelm<Answer>(
    { context, namespace }: ReleasePlace,
    command: (helm: HelmAccess) => Promise<Answer>,
  ): Promise<Answer> {
    return access.withHelm(context, namespace, command);
  }

  async function assertAsPreviewed(
    preview: KeptPreview,
    request: InstallRequest | UpgradeRequest,
    signal: AbortSignal,
  ): Promise<void> {
    if (preview.key !== previewKey(request)) throw new OperationError('stale');
    if (preview.isBlocked) throw new OperationError('blocked');
    if ((await access.serverOf(request.place.context)) !== preview.server) throw new OperationError('stale');
    await assertLastRevision(request.place, preview.lastRevision, signal);
  }

  /** `start` gets the chart as a file for as long as helm runs. */
  function applyPlan(
    preview: KeptPreview,
    request: InstallRequest | UpgradeRequest,
    confirmedContext: string | null,
    start: (helm: HelmAccess, chartPath: string, run: RunOptions) => HelmRun<RenderedRelease>,
  ): OperationPlan {
    const { place, source } = request;
    const plan: OperationPlan = {
      kind: preview.kind,
      place,
      chart: `${preview.chart.name} ${preview.chart.version}`,
      confirmedContext,
      check: (signal) => assertAsPreviewed(preview, request, signal),
      async work({ signal, onEvent, follow }) {
        const file = await archives.file(source, { signal });
        try {
          return await withHelm(place, async (helm) => {
            signal.throwIfAborted();
            return (await follow(start(helm, file.path, { onEvent, manifests: manifestsOf(preview) }))).notes;
          });
        } finally {
          await file.release();
        }
      },
    };
    return recordingSource(plan, {
      ...recordingAfter(place, preview.lastRevision),
      record: (coming) => sources.recordChart(coming, source, preview.chart),
      ...(preview.kind === 'upgrade' ? { undoneTo: preview.deployedRevision } : {}),
    });
  }

  /** For what will make the revision after that one. */
  function recordingAfter(place: ReleasePlace, lastRevision: number | null) {
    return { sources, onProblem, coming: { place, revision: (lastRevision ?? 0) + 1 } };
  }

  /** The new revision comes from where the old one came from. */
  function rollbackRecording(place: ReleasePlace, from: number, lastRevision: number) {
    const record = (coming: ComingRevision) => sources.recordRollback(coming, { from });
    return { ...recordingAfter(place, lastRevision), record };
  }

  /** What revisions made, so that nothing of their Secrets is told; one that is gone has nothing to hide. */
  async function manifestsOfRevisions(
    place: ReleasePlace,
    revisions: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const texts = await Promise.all(
      [...new Set(revisions)].map(async (revision) => {
        try {
          const { manifest, hooks } = await readManifestTexts(access, { place, revision }, signal);
          return [manifest, hooks];
        } catch (error) {
          if (error instanceof ContextError && isHelmError(error.cause, 'release-not-found')) return [];
          throw error;
        }
      }),
    );
    return texts.flat();
  }

  async function rollBack(
    { place, revision, lastRevision, options }: Omit<RollbackInput, 'confirmedContext'>,
    { signal, onEvent, follow }: OperationControl,
  ): Promise<string> {
    const manifests = await manifestsOfRevisions(place, [revision, lastRevision], signal);
    await withHelm(place, async ({ helm, target }) => {
      signal.throwIfAborted();
      await follow(startRollback(helm, target, { name: place.name, revision, options }, { onEvent, manifests }));
    });
    return '';
  }

  async function uninstallIt(
    { place, lastRevision, options }: Pick<UninstallInput, 'place' | 'lastRevision' | 'options'>,
    { signal, onEvent, follow }: OperationControl,
  ): Promise<string> {
    const manifests = await manifestsOfRevisions(place, [lastRevision], signal);
    await withHelm(place, async ({ helm, target }) => {
      signal.throwIfAborted();
      await follow(startUninstall(helm, target, { name: place.name, options }, { onEvent, manifests }));
    });
    return '';
  }

  async function repairPlanOf(place: ReleasePlace, signal: AbortSignal): Promise<RepairPlan> {
    const history = await withHelm(place, (helm) => historyOf(helm, place.name, { signal }));
    return planRepair({ history, now: Date.now(), endedHere: (revision) => operations.hasEnded(place, revision) });
  }

  return {
    install({ previewId, request, confirmedContext }, asking) {
      const preview = kept.install(previewId);
      const { place, values, options } = request;
      const plan = applyPlan(preview, request, confirmedContext, ({ helm, target }, chartPath, run) =>
        startInstall(helm, target, { name: place.name, chartPath, values, options, labels: labelsOf(request) }, run),
      );
      return operations.start(plan, asking);
    },

    upgrade({ previewId, request, confirmedContext }, asking) {
      const preview = kept.upgrade(previewId);
      const { place, values, options } = request;
      const plan = applyPlan(preview, request, confirmedContext, ({ helm, target }, chartPath, run) =>
        startUpgrade(helm, target, { name: place.name, chartPath, values, options, labels: labelsOf(request) }, run),
      );
      return operations.start(plan, asking);
    },

    rollback(input, asking) {
      const { place, confirmedContext } = input;
      const plan: OperationPlan = {
        kind: 'rollback',
        place,
        chart: '',
        confirmedContext,
        check: (signal) => assertLastRevision(place, input.lastRevision, signal),
        work: (control) => rollBack(input, control),
      };
      const recording = rollbackRecording(place, input.revision, input.lastRevision);
      return operations.start(recordingSource(plan, recording), asking);
    },

    async uninstall(input, asking) {
      const { place, confirmedContext } = input;
      if (input.confirmedName !== place.name) throw new OperationError('name-not-confirmed');
      const plan: OperationPlan = {
        kind: 'uninstall',
        place,
        chart: '',
        confirmedContext,
        check: (signal) => assertLastRevision(place, input.lastRevision, signal),
        work: (control) => uninstallIt(input, control),
      };
      return operations.start(recordingSource(plan, recordingAfter(place, input.lastRevision)), asking);
    },

    async planRepair(place, { signal }) {
      if (await operations.isBusy(place)) return { state: 'busy' };
      return repairPlanOf(place, signal);
    },

    repair({ place, revision, action, isDead, confirmedContext }, asking) {
      const plan: OperationPlan = {
        kind: 'repair',
        place,
        chart: '',
        confirmedContext,
        async check(signal) {
          const now = await repairPlanOf(place, signal);
          if (now.state !== 'stuck' || now.revision !== revision) throw new OperationError('stale');
          if (JSON.stringify(now.action) !== JSON.stringify(action)) throw new OperationError('stale');
          if (now.mayBeLive && !isDead) throw new OperationError('may-be-live');
        },
        work: (control) =>
          action.kind === 'rollback'
            ? rollBack({ place, revision: action.revision, lastRevision: revision, options: REPAIR_ROLLBACK }, control)
            : uninstallIt({ place, lastRevision: revision, options: REPAIR_UNINSTALL }, control),
      };
      const recording =
        action.kind === 'rollback'
          ? rollbackRecording(place, action.revision, revision)
          : recordingAfter(place, revision);
      return operations.start(recordingSource(plan, recording), asking);
    },
  };
}
