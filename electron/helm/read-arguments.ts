/** The arguments of the helm commands that only read. Pure: one function a command, used by read-releases.ts. */
import { targetArguments, type HelmTarget } from './helm-target';
import { MAX_REVISIONS } from './limits';

const JSON_OUTPUT = ['--output', 'json'];
/** Each status by its own name: `--all` means another thing in helm 3 than in 4. */
const EVERY_STATUS = ['--deployed', '--failed', '--pending', '--superseded', '--uninstalled', '--uninstalling'];

export function listArguments(target: HelmTarget, { allNamespaces }: { readonly allNamespaces: boolean }): string[] {
  const scope = allNamespaces ? ['--all-namespaces'] : [];
  return ['list', ...targetArguments(target), ...scope, ...EVERY_STATUS, '--max', '0', ...JSON_OUTPUT];
}

export function historyArguments(target: HelmTarget, name: string): string[] {
  return ['history', name, ...targetArguments(target), '--max', String(MAX_REVISIONS), ...JSON_OUTPUT];
}

export function statusArguments(target: HelmTarget, name: string, revision: number | null): string[] {
  return ['status', name, ...targetArguments(target), ...revisionArguments(revision), ...JSON_OUTPUT];
}

/** `all`: with the chart's own values under them. YAML. */
export function valuesArguments(
  target: HelmTarget,
  name: string,
  { revision, all }: { readonly revision: number | null; readonly all: boolean },
): string[] {
  const scope = all ? ['--all'] : [];
  const output = ['--output', 'yaml'];
  return ['get', 'values', name, ...targetArguments(target), ...revisionArguments(revision), ...scope, ...output];
}

export type ReleaseText = 'manifest' | 'hooks' | 'notes';

export function textArguments(what: ReleaseText, target: HelmTarget, name: string, revision: number | null): string[] {
  return ['get', what, name, ...targetArguments(target), ...revisionArguments(revision)];
}

export function metadataArguments(target: HelmTarget, name: string, revision: number | null): string[] {
  return ['get', 'metadata', name, ...targetArguments(target), ...revisionArguments(revision), ...JSON_OUTPUT];
}

function revisionArguments(revision: number | null): readonly string[] {
  return revision === null ? [] : ['--revision', String(revision)];
}
