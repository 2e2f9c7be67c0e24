/**
 * The arguments of the helm commands that render a chart or change a cluster, for helm 3 and 4. Pure. Values come by standard
 * input (`-f -`) and are never among them; neither are --set, --untar and --dependency-update.
 */
import type { HelmVersion } from '../../shared/helm';
import type {
  ApplyOptions,
  InstallOptions,
  RollbackOptions,
  TemplateOptions,
  UninstallOptions,
} from '../../shared/helm-options';
import { targetArguments, type HelmTarget } from './helm-target';

export interface ChartOfRelease {
  readonly name: string;
  /** Absolute, of a chart archive that was checked. */
  readonly chartPath: string;
}

export interface ApplyRequest<Options extends ApplyOptions = ApplyOptions> extends ChartOfRelease {
  readonly options: Options;
  /** See source-labels.ts. */
  readonly labels: Readonly<Record<string, string>>;
}

/** `server`: ask the cluster what it would make of it, change nothing. `run`: do it, and tell of it on standard error. */
export type RunMode = 'server-dry-run' | 'run';

const VALUES_FROM_INPUT = ['--values', '-'];
const JSON_OUTPUT = ['--output', 'json'];

/** Without a cluster. */
export function templateArguments(
  { name, chartPath }: ChartOfRelease,
  namespace: string,
  options: TemplateOptions,
): string[] {
  return [
    'template',
    name,
    chartPath,
    '--namespace',
    namespace,
    ...VALUES_FROM_INPUT,
    ...(options.kubernetesVersion === null ? [] : ['--kube-version', options.kubernetesVersion]),
    ...options.apiVersions.flatMap((apiVersion) => ['--api-versions', apiVersion]),
    ...when(options.includeCrds, '--include-crds'),
    ...when(!options.includeHooks, '--no-hooks'),
    ...when(options.isUpgrade, '--is-upgrade'),
  ];
}

/** An install that asks no cluster, as helm 4 can, for its notes: `template` prints none. */
export function notesArguments({ name, chartPath }: ChartOfRelease, namespace: string): string[] {
  const dryRun = ['--dry-run=client', ...JSON_OUTPUT];
  return ['install', name, chartPath, '--namespace', namespace, ...VALUES_FROM_INPUT, ...dryRun];
}

export function installArguments(
  helm: HelmVersion,
  target: HelmTarget,
  request: ApplyRequest<InstallOptions>,
  mode: RunMode,
): string[] {
  return [
    'install',
    request.name,
    request.chartPath,
    ...targetArguments(target),
    ...VALUES_FROM_INPUT,
    ...when(request.options.createNamespace, '--create-namespace'),
    ...applyArguments(helm, request),
    ...when(request.options.forceConflicts && helm.features.forceConflicts, '--force-conflicts'),
    ...modeArguments(mode),
  ];
}

/** Always with the whole overrides: without --reset-values helm silently keeps old ones where they are empty. */
export function upgradeArguments(
  helm: HelmVersion,
  target: HelmTarget,
  request: ApplyRequest,
  mode: RunMode,
): string[] {
  return [
    'upgrade',
    request.name,
    request.chartPath,
    ...targetArguments(target),
    '--reset-values',
    ...VALUES_FROM_INPUT,
    ...applyArguments(helm, request),
    ...forceConflictsArguments(helm, request.options),
    ...modeArguments(mode),
  ];
}

export function rollbackArguments(
  helm: HelmVersion,
  target: HelmTarget,
  { name, revision, options }: { readonly name: string; readonly revision: number; readonly options: RollbackOptions },
): string[] {
  return [
    'rollback',
    name,
    String(revision),
    ...targetArguments(target),
    ...waitArguments(options),
    ...when(options.forceReplace, forceReplaceFlag(helm)),
    ...forceConflictsArguments(helm, options),
    '--debug',
  ];
}

export function uninstallArguments(
  target: HelmTarget,
  { name, options }: { readonly name: string; readonly options: UninstallOptions },
): string[] {
  return [
    'uninstall',
    name,
    ...targetArguments(target),
    ...when(options.keepHistory, '--keep-history'),
    ...when(options.wait !== 'none', '--wait'),
    '--timeout',
    seconds(options.timeoutMs),
    ...descriptionArguments(options.description),
    '--debug',
  ];
}

function applyArguments(helm: HelmVersion, { options, labels }: ApplyRequest): readonly string[] {
  const { features } = helm;
  const labelList = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [
    ...waitArguments(options),
    ...when(options.rollBackOnFailure, helm.major === 3 ? '--atomic' : '--rollback-on-failure'),
    ...descriptionArguments(options.description),
    ...(labelList.length === 0 ? [] : ['--labels', labelList.join(',')]),
    ...when(options.takeOwnership && features.takeOwnership, '--take-ownership'),
    ...when(options.skipCrds, '--skip-crds'),
    ...when(options.skipSchemaValidation && features.skipSchemaValidation, '--skip-schema-validation'),
    ...when(options.forceReplace, forceReplaceFlag(helm)),
  ];
}

function waitArguments({ wait, timeoutMs }: Pick<ApplyOptions, 'wait' | 'timeoutMs'>): readonly string[] {
  const isWaiting = wait !== 'none';
  return [
    ...when(isWaiting, '--wait'),
    ...when(wait === 'ready-and-jobs', '--wait-for-jobs'),
    '--timeout',
    seconds(timeoutMs),
  ];
}

/** A release that helm 3 made is applied by helm unless told otherwise, and then the flag is an error that spoils a revision. */
function forceConflictsArguments(
  { features }: HelmVersion,
  { forceConflicts }: Pick<ApplyOptions, 'forceConflicts'>,
): readonly string[] {
  return forceConflicts && features.forceConflicts ? ['--server-side=true', '--force-conflicts'] : [];
}

function forceReplaceFlag({ major }: HelmVersion): string {
  return major === 3 ? '--force' : '--force-replace';
}

function descriptionArguments(description: string): readonly string[] {
  return description === '' ? [] : [`--description=${description}`];
}

function modeArguments(mode: RunMode): readonly string[] {
  return [...(mode === 'run' ? ['--debug'] : ['--dry-run=server']), ...JSON_OUTPUT];
}

function when(isWanted: boolean, flag: string): readonly string[] {
  return isWanted ? [flag] : [];
}

function seconds(timeMs: number): string {
  return `${Math.ceil(timeMs / 1000)}s`;
}
