/**
 * The one error of this folder: what became of a helm command, as facts. Branch on `code` (or on `failure`, which narrows), never on
 * a text. The words for users are written elsewhere. `details` holds helm's own words, redacted.
 *
 * An aborted signal is no HelmError: the call rejects with the signal's reason.
 */

export interface SchemaProblem {
  /** Of the chart, or of the sub-chart whose schema it is. */
  readonly chart: string;
  /** As helm names it: `replicas`, `(root)` in helm 3; `/replicas`, `` in 4. */
  readonly place: string;
  readonly text: string;
}

export type UnreachableProblem =
  | 'refused'
  | 'timeout'
  | 'dns'
  | 'tls'
  /** The login was refused. */
  | 'unauthorized'
  /** The context is not in the kubeconfig, or that can't be read. */
  | 'kubeconfig'
  /** The program that gives the login is not there, or failed. */
  | 'login-program'
  | 'other';

export type HelmFailure =
  /** The name has a history, be it of a release that failed or was uninstalled and kept. */
  | { readonly code: 'name-in-use' }
  /** Not a name that helm takes. */
  | { readonly code: 'bad-name' }
  /** Its last revision is pending, or being uninstalled. */
  | { readonly code: 'operation-in-progress' }
  /** No release of that name, or one that is uninstalled with its history kept. */
  | { readonly code: 'no-deployed-release' }
  | { readonly code: 'release-not-found' }
  /** The values break the schema of the chart or of a sub-chart. */
  | { readonly code: 'values-rejected'; readonly problems: readonly SchemaProblem[] }
  /** They are no YAML that helm reads. */
  | { readonly code: 'values-unreadable' }
  /** The cluster refuses. Null where it doesn't say; `namespace` null also for what belongs to the whole cluster. */
  | {
      readonly code: 'forbidden';
      readonly user: string | null;
      readonly verb: string | null;
      readonly resource: string | null;
      readonly namespace: string | null;
    }
  | { readonly code: 'namespace-missing'; readonly namespace: string }
  /** Another field manager owns what would be changed. */
  | { readonly code: 'apply-conflict'; readonly manager: string; readonly fields: readonly string[] }
  /** An object that is there belongs to no release, or to another one. */
  | { readonly code: 'not-owned'; readonly resource: string | null }
  /** The release's name reads as a boolean or a number in YAML. */
  | { readonly code: 'name-not-text' }
  /** The cluster has no such kinds: a CRD is missing, or an API was removed. */
  | { readonly code: 'unknown-kinds'; readonly kinds: readonly string[] }
  /** The cluster doesn't take an object: it is invalid, or an admission hook refuses it. */
  | { readonly code: 'object-rejected' }
  /** What was waited for, as helm tells it; helm 3 doesn't. */
  | { readonly code: 'wait-timeout'; readonly notReady: readonly string[] }
  | { readonly code: 'hook-failed'; readonly hook: string | null }
  | { readonly code: 'cluster-unreachable'; readonly problem: UnreachableProblem }
  | { readonly code: 'library-chart' }
  | { readonly code: 'kubernetes-version'; readonly required: string | null }
  | { readonly code: 'dependencies-missing'; readonly names: readonly string[] }
  /** A template fails; `place` such as `demo/templates/service.yaml:3:5`. */
  | { readonly code: 'template-failed'; readonly place: string | null }
  /** Over what a Secret, or the cluster's store, can hold. */
  | { readonly code: 'release-too-large' }
  /** Stopped as asked; what was applied stays. */
  | { readonly code: 'cancelled' }
  /** Ended by a signal that we did not send, or by us without mercy: what became of the release has to be read. */
  | { readonly code: 'killed' }
  | { readonly code: 'not-started' }
  /** It did not end in time, and was ended. */
  | { readonly code: 'too-slow' }
  | { readonly code: 'answer-too-large' }
  /** It went well, and what it wrote is not what this version of it writes. */
  | { readonly code: 'bad-answer' }
  /** Anything else: its words are in the details. */
  | { readonly code: 'failed' };

export type HelmErrorCode = HelmFailure['code'];

export class HelmError extends Error {
  override readonly name = 'HelmError';
  readonly failure: HelmFailure;
  /** Redacted, bounded; '' where helm said nothing. */
  readonly details: string;

  constructor(failure: HelmFailure, details: string, options?: ErrorOptions) {
    super(`helm: ${failure.code}${details === '' ? '' : `: ${details}`}`, options);
    this.failure = failure;
    this.details = details;
  }

  get code(): HelmErrorCode {
    return this.failure.code;
  }
}

export function isHelmError(error: unknown, code?: HelmErrorCode): error is HelmError {
  return error instanceof HelmError && (code === undefined || error.code === code);
}
