/** The words for what became of a helm command: what happened, likely why, and what to do. Helm's own words are in the details. */
import { assertNever } from '../../shared/assert-never';
import type { AppError, Remedy } from '../../shared/errors';
import type { HelmError, HelmFailure, UnreachableProblem } from '../helm/helm-error';
import { redact } from '../log/redact';
import { STILL_WORKS, unreachableWhy } from './cluster-words';

interface Words {
  readonly message: string;
  readonly why: string;
}

/** What helps against which failure of a change, where one thing does. */
const REMEDIES: Partial<Readonly<Record<HelmFailure['code'], Remedy>>> = {
  'name-in-use': 'choose-name',
  'bad-name': 'choose-name',
  'name-not-text': 'choose-name',
  'namespace-missing': 'choose-namespace',
  'operation-in-progress': 'repair',
  'apply-conflict': 'force-conflicts',
  'not-owned': 'take-ownership',
  'values-rejected': 'edit-values',
  'values-unreadable': 'edit-values',
  'template-failed': 'edit-values',
  'library-chart': 'choose-version',
  'kubernetes-version': 'choose-version',
  'dependencies-missing': 'choose-version',
  'wait-timeout': 'longer-timeout',
  killed: 'refresh',
};

/** `context`: the name of the one that it was to act in; null where that is not known. */
export function helmAppError(error: HelmError, context: string | null): AppError {
  const remedy = REMEDIES[error.failure.code];
  return { ...appErrorOf(error, context), ...(remedy === undefined ? {} : { remedy }) };
}

function appErrorOf(error: HelmError, context: string | null): AppError {
  const { failure } = error;
  const host = context ?? 'the cluster';
  const details = error.details === '' ? {} : { details: redact(error.details) };
  switch (failure.code) {
    case 'cluster-unreachable':
      return { ...unreachable(failure.problem, host), ...details };
    case 'forbidden':
      return { kind: 'forbidden', host, ...forbiddenWords(failure, host), ...details };
    case 'release-not-found':
    case 'no-deployed-release':
    case 'namespace-missing':
      return { kind: 'not-found', host, ...missingWords(failure, host), ...details };
    case 'cancelled':
      return { kind: 'cancelled', message: 'Cancelled.', why: 'What was applied until then stays.', ...details };
    case 'name-in-use':
    case 'operation-in-progress':
    case 'apply-conflict':
    case 'not-owned':
      return { kind: 'conflict', ...conflictWords(failure), ...details };
    case 'bad-name':
    case 'name-not-text':
    case 'values-rejected':
    case 'values-unreadable':
    case 'unknown-kinds':
    case 'object-rejected':
    case 'library-chart':
    case 'kubernetes-version':
    case 'dependencies-missing':
    case 'template-failed':
    case 'release-too-large':
      return { kind: 'invalid-input', ...inputWords(failure, host), ...details };
    case 'wait-timeout':
    case 'hook-failed':
    case 'killed':
    case 'not-started':
    case 'too-slow':
    case 'answer-too-large':
    case 'bad-answer':
    case 'failed':
      return { kind: 'unavailable', ...runWords(failure, context), ...details };
    default:
      return assertNever(failure);
  }
}

type Failure<Code extends HelmFailure['code']> = Extract<HelmFailure, { readonly code: Code }>;

function unreachable(problem: UnreachableProblem, host: string): AppError {
  switch (problem) {
    case 'refused':
    case 'timeout':
    case 'dns':
    case 'other':
      return { kind: 'network', host, problem, message: `Can't reach ${host}.`, why: unreachableWhy(problem) };
    case 'tls':
      return {
        kind: 'tls',
        host,
        problem: 'other',
        message: `Can't trust ${host}: no secure connection could be made.`,
        why: 'Get a fresh kubeconfig from whoever runs the cluster.',
      };
    case 'unauthorized':
      return {
        kind: 'auth-required',
        host,
        rejected: true,
        message: `${host} didn't accept your login.`,
        why: 'It may have run out. Log in to the cluster again as you usually do, then try again.',
      };
    case 'kubeconfig':
      return {
        kind: 'unavailable',
        host,
        message: `Helm can't use the context ${host}.`,
        why: `The kubeconfig may have changed since it was read: refresh. ${STILL_WORKS}`,
      };
    case 'login-program':
      return {
        kind: 'unavailable',
        host,
        message: `The program that gives the login for ${host} failed or isn't installed.`,
        why: `The details name it. Run any kubectl command in a terminal once, then try again. ${STILL_WORKS}`,
      };
    default:
      return assertNever(problem);
  }
}

function forbiddenWords({ verb, resource, namespace }: Failure<'forbidden'>, host: string): Words {
  // Helm keeps its releases in Secrets.
  const what =
    resource === 'secrets' && verb === 'list'
      ? 'see the releases'
      : `${verb ?? 'change'} ${resource ?? 'what that needs'}`;
  const where = namespace === null ? `of ${host}` : `in ${host} / ${namespace}`;
  return {
    message: `You may not ${what} ${where}.`,
    why: 'Choose a namespace that is yours, or ask whoever runs the cluster for the right to it.',
  };
}

function missingWords(
  failure: Failure<'release-not-found' | 'no-deployed-release' | 'namespace-missing'>,
  host: string,
): Words {
  switch (failure.code) {
    case 'release-not-found':
      return {
        message: `${host} has no such release or revision.`,
        why: 'It may have been uninstalled, or its old revisions cleared away. Refresh the list.',
      };
    case 'no-deployed-release':
      return {
        message: `No revision of that release is deployed in ${host}.`,
        why: 'It was uninstalled with its history kept, or never got as far.',
      };
    case 'namespace-missing':
      return {
        message: `There is no namespace ${failure.namespace} in ${host}.`,
        why: 'Create it, or choose another one.',
      };
    default:
      return assertNever(failure);
  }
}

function conflictWords(
  failure: Failure<'name-in-use' | 'operation-in-progress' | 'apply-conflict' | 'not-owned'>,
): Words {
  switch (failure.code) {
    case 'name-in-use':
      return {
        message: 'That release name is in use.',
        why: 'A release that failed, or that was uninstalled with its history kept, holds its name as well. Choose another name, or upgrade that one.',
      };
    case 'operation-in-progress':
      return {
        message: 'Another operation on this release is in progress.',
        why: 'Somebody may be changing it now, or Helm was stopped in the middle of it.',
      };
    case 'apply-conflict':
      return {
        message: `${failure.manager} owns what would be changed: ${failure.fields.join(', ')}.`,
        why: 'Leave those fields out of the values, or take them over on purpose.',
      };
    case 'not-owned':
      return {
        message: `${failure.resource ?? 'An object'} is there already and belongs to no release, or to another one.`,
        why: 'Remove or rename it, or take ownership of it on purpose.',
      };
    default:
      return assertNever(failure);
  }
}

function inputWords(
  failure: Failure<
    | 'bad-name'
    | 'name-not-text'
    | 'values-rejected'
    | 'values-unreadable'
    | 'unknown-kinds'
    | 'object-rejected'
    | 'library-chart'
    | 'kubernetes-version'
    | 'dependencies-missing'
    | 'template-failed'
    | 'release-too-large'
  >,
  host: string,
): Words {
  switch (failure.code) {
    case 'bad-name':
      return {
        message: "Helm doesn't take that release name.",
        why: 'At most 53 lower-case letters, digits, - and ., beginning and ending with a letter or digit.',
      };
    case 'name-not-text':
      return {
        message: 'That release name reads as a number or a yes or no in YAML.',
        why: 'Charts that use it as a label fail. Choose another name.',
      };
    case 'values-rejected':
      return {
        message: "The values don't fit the chart's schema.",
        why: failure.problems.map(({ place, text }) => `${place === '' ? '(root)' : place}: ${text}`).join(' · '),
      };
    case 'values-unreadable':
      return { message: 'The values are no YAML that Helm reads.', why: 'The details say where.' };
    case 'unknown-kinds':
      return {
        message: `${host} doesn't know ${failure.kinds.join(', ') || 'a kind that the chart makes'}.`,
        why: 'A CRD is missing, or the chart is made for another version of Kubernetes.',
      };
    case 'object-rejected':
      return { message: `${host} refuses an object of the chart.`, why: 'The details say which and why.' };
    case 'library-chart':
      return { message: "A library chart can't be installed.", why: 'It holds templates for other charts only.' };
    case 'kubernetes-version':
      return {
        message: "The chart isn't made for this version of Kubernetes.",
        why: failure.required === null ? 'Choose another version of it.' : `It needs ${failure.required}.`,
      };
    case 'dependencies-missing':
      return {
        message: `The chart lacks ${failure.names.join(', ') || 'charts that it depends on'}.`,
        why: 'Whoever packaged it has to put them in.',
      };
    case 'template-failed':
      return {
        message: `A template of the chart fails${failure.place === null ? '' : ` at ${failure.place}`}.`,
        why: 'A value that it needs may be missing or of another kind. The details say what it says.',
      };
    case 'release-too-large':
      return {
        message: 'The release is too large to be kept in the cluster.',
        why: 'Kubernetes keeps no more than 1 MiB in one Secret. The chart has to get smaller.',
      };
    default:
      return assertNever(failure);
  }
}

function runWords(
  failure: Failure<
    | 'wait-timeout'
    | 'hook-failed'
    | 'killed'
    | 'not-started'
    | 'too-slow'
    | 'answer-too-large'
    | 'bad-answer'
    | 'failed'
  >,
  context: string | null,
): Words {
  switch (failure.code) {
    case 'wait-timeout':
      return {
        message: `Not everything was ready in time${failure.notReady.length === 0 ? '' : `: ${failure.notReady.join(', ')}`}.`,
        why: 'What was applied stays and may still become ready.',
      };
    case 'hook-failed':
      return {
        message: `${failure.hook === null ? 'A hook' : `The hook ${failure.hook}`} failed.`,
        why: 'Its own log in the cluster says why.',
      };
    case 'killed':
      return { message: 'Helm was ended in the middle.', why: 'What became of the release has to be read: refresh.' };
    case 'not-started':
      return {
        message: "Helm can't be run.",
        why: 'It may be gone: install it, or choose another one in the settings.',
      };
    case 'too-slow':
      if (context === null) {
        return {
          message: "Helm didn't come to an end in time.",
          why: 'A template of the chart may run for ever with these values.',
        };
      }
      return {
        message: `${context} didn't answer Helm in time.`,
        why: `It may be busy, or a VPN be needed. ${STILL_WORKS}`,
      };
    case 'answer-too-large':
      return {
        message: "Helm's answer is too large to be shown.",
        why: context === null ? 'The chart makes more than Chartroom can hold.' : 'Choose one namespace.',
      };
    case 'bad-answer':
      return {
        message: "Chartroom doesn't understand what Helm answered.",
        why: 'This Helm may be newer than Chartroom knows, or patched.',
      };
    case 'failed':
      return { message: "Helm couldn't do that.", why: 'The details have its own words.' };
    default:
      return assertNever(failure);
  }
}
