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

/**
 * What a revision is and made, in one run of helm: its number, status, the chart's name and version, and manifest and hooks as `helm get
 * manifest` and `helm get hooks` print them. `mark` stands between them: a word that nobody can have written into a chart.
 */
export function madeArguments(
  target: HelmTarget,
  name: string,
  { revision, mark }: { readonly revision: number | null; readonly mark: string },
): string[] {
  // As Go writes a line break: an argument of several lines is hard to read in a log.
  const end = '{{"\\n"}}';
  const hook = `---${end}# Source: {{.Path}}${end}{{.Manifest}}${end}`;
  const template = [
    '{{.Release.Version}}',
    '{{.Release.Info.Status}}',
    '{{.Release.Chart.Metadata.Name}}',
    '{{.Release.Chart.Metadata.Version}}',
    '{{.Release.Manifest}}',
    `{{range .Release.Hooks}}${hook}{{end}}`,
  ].join(mark);
  return ['get', 'all', name, ...targetArguments(target), ...revisionArguments(revision), '--template', template];
}

export function metadataArguments(target: HelmTarget, name: string, revision: number | null): string[] {
  return ['get', 'metadata', name, ...targetArguments(target), ...revisionArguments(revision), ...JSON_OUTPUT];
}

function revisionArguments(revision: number | null): readonly string[] {
  return revision === null ? [] : ['--revision', String(revision)];
}
