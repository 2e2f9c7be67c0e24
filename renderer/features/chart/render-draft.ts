/** What a chart is rendered with, as it is typed, and what of it is wrong. Pure. */
import type { RenderRequest } from '../../../shared/ipc/render-contract';
import type { TemplateOptions } from '../../../shared/helm-options';
import { namespaceProblem, releaseNameProblem, suggestReleaseName } from '../../../shared/release-name';
import { MAX_VALUES_LENGTH } from '../../../shared/values-bounds';
import { NO_FILES, unfinishedWords, type ValuesFiles } from '../../values/values-files';
import type { WholeOverrides } from '../../values/whole-overrides';
import { API_VERSION, KUBERNETES_VERSION } from '../../../shared/template-patterns';
import type { ArchiveSource } from '../../../shared/archive';

export interface RenderDraft {
  readonly name: string;
  readonly namespace: string;
  /** '' for helm's own. */
  readonly kubernetesVersion: string;
  /** Separated by spaces or commas. */
  readonly apiVersions: string;
  readonly includeCrds: boolean;
  readonly includeHooks: boolean;
  /** The overrides as they are written, YAML; the files under them go along. */
  readonly values: string;
  readonly valuesFiles: ValuesFiles;
}

/** A sentence for each field that is wrong. */
export type DraftProblems = Readonly<
  Partial<Record<'name' | 'namespace' | 'kubernetesVersion' | 'apiVersions' | 'values', string>>
>;

/** The chart's name as the release's, as far as one can be made of it. */
export function draftFor(chartName: string): RenderDraft {
  return {
    name: suggestReleaseName(chartName, new Set()),
    namespace: 'default',
    kubernetesVersion: '',
    apiVersions: '',
    includeCrds: false,
    includeHooks: true,
    values: '',
    valuesFiles: NO_FILES,
  };
}

/** `whole`: of its overrides; null while they are read. */
export function draftProblems(draft: RenderDraft, whole: WholeOverrides | null): DraftProblems {
  const unfinished = unfinishedWords(draft.valuesFiles);
  const nameProblem = releaseNameProblem(draft.name);
  const kubernetesVersion = draft.kubernetesVersion.trim();
  const wrong = apiVersionsOf(draft).find((each) => !API_VERSION.test(each));
  return {
    // A name that reads as a number renders; only installing it fails.
    ...(nameProblem === null || nameProblem === 'not-text'
      ? {}
      : { name: 'At most 53 lower-case letters, digits, - and .' }),
    ...(namespaceProblem(draft.namespace) === null ? {} : { namespace: 'At most 63 lower-case letters, digits and -' }),
    ...(kubernetesVersion === '' || KUBERNETES_VERSION.test(kubernetesVersion)
      ? {}
      : { kubernetesVersion: 'A version such as 1.31' }),
    ...(unfinished === null ? {} : { values: unfinished }),
    ...(whole !== null && usableOverrides(whole) === null
      ? { values: "The overrides can't be used as they are." }
      : {}),
    ...(wrong === undefined ? {} : { apiVersions: `“${wrong}” is none; one is acme.dev/v1` }),
  };
}

/** Of a draft without problems. */
export function templateOptionsOf(draft: RenderDraft): TemplateOptions {
  const { includeCrds, includeHooks } = draft;
  const kubernetesVersion = draft.kubernetesVersion.trim();
  return {
    kubernetesVersion: kubernetesVersion === '' ? null : kubernetesVersion,
    apiVersions: [...apiVersionsOf(draft)],
    includeCrds,
    includeHooks,
    isUpgrade: false,
  };
}

/** What is asked for with a draft without problems. `values`: see `usableOverrides`. */
export function requestOf(source: ArchiveSource, draft: RenderDraft, values: string): RenderRequest {
  const { name, namespace } = draft;
  return { source, name, namespace, values, options: templateOptionsOf(draft) };
}

/** What helm is given. Null where a text can't be used, or all together are too long. */
export function usableOverrides({ overrides }: WholeOverrides): string | null {
  return overrides !== null && overrides.length > MAX_VALUES_LENGTH ? null : overrides;
}

function apiVersionsOf({ apiVersions }: RenderDraft): readonly string[] {
  return apiVersions.split(/[\s,]+/).filter((each) => each !== '');
}
