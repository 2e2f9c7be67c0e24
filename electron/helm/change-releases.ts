/**
 * Rendering a chart, and the four commands that change a cluster, each first as a dry run where helm has one. Nothing is repeated by
 * itself. Values go to helm by standard input only.
 */
import type { HelmRunEvent } from '../../shared/helm';
import type {
  ApplyOptions,
  InstallOptions,
  RollbackOptions,
  TemplateOptions,
  UninstallOptions,
} from '../../shared/helm-options';
import { readRelease, type RenderedRelease } from './answers';
import {
  installArguments,
  notesArguments,
  rollbackArguments,
  templateArguments,
  uninstallArguments,
  upgradeArguments,
  type ApplyRequest,
  type ChartOfRelease,
} from './change-arguments';
import type { Helm } from './find-helm';
import { hookNames } from './manifest/contents';
import type { HelmTarget } from './helm-target';
import { RENDER_TIMEOUT_MS } from './limits';
import { createOutputRedactor } from './redact-output';
import { readAnswer, readHelm, startHelm, type HelmRun } from './run-helm';

export interface ApplyInput<Options extends ApplyOptions = ApplyOptions> extends ApplyRequest<Options> {
  /** The whole overrides, YAML; '' for none. */
  readonly values: string;
}

/** What helm's words call the local file of a chart by. */
const CHART_NAME = 'chart.tgz';

export interface RunOptions {
  readonly onEvent: (event: HelmRunEvent) => void;
  /** Those that the run will write or replace, so that nothing of their Secrets is told. */
  readonly manifests: readonly string[];
}

/** The manifests as `helm template` prints them. Asks no cluster. Throws HelmError, or the signal's reason. */
export function renderChart(
  helm: Helm,
  chart: ChartOfRelease & { readonly namespace: string; readonly values: string },
  options: TemplateOptions,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  return readHelm({
    helm,
    target: null,
    args: templateArguments(chart, chart.namespace, options),
    stdin: valuesInput(chart.values),
    redact: redactorOf(chart, chart.namespace, []),
    timeoutMs: RENDER_TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  });
}

/** Its notes; null from helm 3, which renders them only beside a cluster. Asks none. Throws HelmError, or the signal's reason. */
export async function renderNotes(
  helm: Helm,
  chart: ChartOfRelease & { readonly namespace: string; readonly values: string },
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<string | null> {
  if (helm.version.major === 3) return null;
  const answer = await readHelm({
    helm,
    target: null,
    args: notesArguments(chart, chart.namespace),
    stdin: valuesInput(chart.values),
    redact: redactorOf(chart, chart.namespace, []),
    timeoutMs: RENDER_TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  });
  return readAnswer(readRelease, answer).notes;
}

/** What an install would make, asked of the cluster. A missing namespace is not noticed. Throws HelmError, or the signal's reason. */
export function previewInstall(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput<InstallOptions>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<RenderedRelease> {
  return preview(helm, target, input, installArguments(helm.version, target, input, 'server-dry-run'), signal);
}

/** The same of an upgrade. A conflict with another field manager is not noticed. */
export function previewUpgrade(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<RenderedRelease> {
  return preview(helm, target, input, upgradeArguments(helm.version, target, input, 'server-dry-run'), signal);
}

export function startInstall(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput<InstallOptions>,
  options: RunOptions,
): HelmRun<RenderedRelease> {
  return startApply(helm, target, input, installArguments(helm.version, target, input, 'run'), options);
}

export function startUpgrade(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput,
  options: RunOptions,
): HelmRun<RenderedRelease> {
  return startApply(helm, target, input, upgradeArguments(helm.version, target, input, 'run'), options);
}

/** Makes a new revision of what `revision` was. */
export function startRollback(
  helm: Helm,
  target: HelmTarget,
  input: { readonly name: string; readonly revision: number; readonly options: RollbackOptions },
  options: RunOptions,
): HelmRun<void> {
  const args = rollbackArguments(helm.version, target, input);
  return startHelm({ helm, target, args, ...liveOptions(input.name, target, options) }, () => undefined);
}

export function startUninstall(
  helm: Helm,
  target: HelmTarget,
  input: { readonly name: string; readonly options: UninstallOptions },
  options: RunOptions,
): HelmRun<void> {
  const args = uninstallArguments(target, input);
  return startHelm({ helm, target, args, ...liveOptions(input.name, target, options) }, () => undefined);
}

async function preview(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<RenderedRelease> {
  const answer = await readHelm({
    helm,
    target,
    args,
    stdin: valuesInput(input.values),
    redact: redactorOf(input, target.namespace, []),
    timeoutMs: RENDER_TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  });
  return readAnswer(readRelease, answer);
}

function startApply(
  helm: Helm,
  target: HelmTarget,
  input: ApplyInput,
  args: readonly string[],
  { onEvent, manifests }: RunOptions,
): HelmRun<RenderedRelease> {
  const redact = redactorOf(input, target.namespace, manifests);
  const hooks = hookNamesIn(manifests, input.name, target);
  const call = { helm, target, args, stdin: valuesInput(input.values), redact, onEvent, hookNames: hooks };
  return startHelm(call, readRelease);
}

function liveOptions(name: string, target: HelmTarget, { onEvent, manifests }: RunOptions) {
  return {
    onEvent,
    redact: createOutputRedactor({ values: '', manifests, publicWords: [name, target.namespace] }),
    hookNames: hookNamesIn(manifests, name, target),
  };
}

/** Without those that every line has in it. */
function hookNamesIn(manifests: readonly string[], name: string, { namespace }: HelmTarget): ReadonlySet<string> {
  return new Set(manifests.flatMap(hookNames).filter((hook) => hook !== name && hook !== namespace));
}

function redactorOf(
  { name, chartPath, values }: ChartOfRelease & { readonly values: string },
  namespace: string,
  manifests: readonly string[],
): (text: string) => string {
  const redact = createOutputRedactor({ values, manifests, publicWords: [name, namespace, CHART_NAME] });
  // Where the app keeps the file is nobody's business, and no user could do anything with it.
  return (text) => redact(text.replaceAll(chartPath, CHART_NAME));
}

/** An empty file would do as well; an empty mapping says that it is meant. */
function valuesInput(values: string): string {
  return values.trim() === '' ? '{}\n' : values;
}
