/** Names of releases and namespaces: what Helm and Kubernetes take, and what would fail later than it should. Pure. */
import { resolveScalar } from './yaml/resolve';

/** Helm's own limit: charts add to the name, and Kubernetes takes 63. */
export const MAX_RELEASE_NAME_LENGTH = 53;
/** Kubernetes' limit for a label (RFC 1123). */
const MAX_NAMESPACE_LENGTH = 63;

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

export type ReleaseNameProblem =
  | 'empty'
  | 'too-long'
  /** Something else than small letters, digits, `-` and `.`, or one of these two at an end. */
  | 'characters'
  /** Small letters but for their case: it can be mended by writing it small. */
  | 'upper-case'
  /** `y`, `on`, `123`: templates put it into labels without quotes, where YAML reads a boolean or a number. */
  | 'not-text';

/** What is wrong with it as the name of a release; null where nothing is. */
export function releaseNameProblem(name: string): ReleaseNameProblem | null {
  if (name === '') return 'empty';
  if (name.length > MAX_RELEASE_NAME_LENGTH) return 'too-long';
  if (!NAME.test(name)) return NAME.test(name.toLowerCase()) ? 'upper-case' : 'characters';
  return isReadAsText(name) ? null : 'not-text';
}

export type NamespaceProblem = Exclude<ReleaseNameProblem, 'not-text'>;

/** The same of a namespace. */
export function namespaceProblem(name: string): NamespaceProblem | null {
  if (name === '') return 'empty';
  if (name.length > MAX_NAMESPACE_LENGTH) return 'too-long';
  if (LABEL.test(name)) return null;
  return LABEL.test(name.toLowerCase()) ? 'upper-case' : 'characters';
}

/** A name for a release of a chart: the chart's own, or with a number behind it where that is taken. */
export function suggestReleaseName(chartName: string, taken: ReadonlySet<string>): string {
  const bare = chartName
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, MAX_RELEASE_NAME_LENGTH - 3)
    .replace(/^[-.]+|[-.]+$/g, '');
  const base = releaseNameProblem(bare) === null ? bare : 'release';
  for (let number = 1; number < 100; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
  return base;
}

function isReadAsText(name: string): boolean {
  return typeof resolveScalar('', name) === 'string';
}
