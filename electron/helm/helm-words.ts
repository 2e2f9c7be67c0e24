/** The words for what became of the search for helm: what is wrong, and what to do about it. */
import { assertNever } from '../../shared/assert-never';
import type { FoundHelm, HelmVersion, UnusableHelmReason } from '../../shared/helm';
import { redact } from '../log/redact';
import { MAX_DETAILS_LENGTH } from './limits';
import { OLDEST_HELM } from './helm-version';

const STILL_WORKS = 'Browsing and pushing work without it.';

export function foundHelmOf(path: string, version: HelmVersion): FoundHelm {
  return { state: 'ready', path, ...version };
}

export function missingHelm(): FoundHelm {
  return {
    state: 'missing',
    problem: {
      kind: 'unavailable',
      message: "Helm isn't installed.",
      why: `${STILL_WORKS} To install charts and see releases, install Helm 4, or choose where it is in the settings.`,
    },
  };
}

/** `details` is what it said: it may be anything. */
export function unusableHelm(path: string, reason: UnusableHelmReason, details: string): FoundHelm {
  const { message, why } = words(path, reason, details);
  const shown = redact(details).slice(0, MAX_DETAILS_LENGTH);
  return {
    state: 'unusable',
    path,
    reason,
    problem: {
      kind: 'unavailable',
      message,
      why: `${why} ${STILL_WORKS}`,
      ...(shown === '' ? {} : { details: shown }),
    },
  };
}

interface Words {
  readonly message: string;
  readonly why: string;
}

function words(path: string, reason: UnusableHelmReason, details: string): Words {
  const orChoose = 'or choose another one in the settings.';
  switch (reason) {
    case 'too-old':
      return {
        message: `Helm ${details} is too old.`,
        why: `Chartroom needs ${OLDEST_HELM} or newer: update the one at ${path}, ${orChoose}`,
      };
    case 'too-new':
      return {
        message: `Chartroom doesn't know Helm ${details} yet.`,
        why: `It works with Helm 3 and 4. Look for a newer Chartroom, ${orChoose}`,
      };
    case 'not-helm':
      return {
        message: `${path} doesn't answer as Helm does.`,
        why: `It may be another program: remove it, ${orChoose}`,
      };
    case 'no-answer':
      return { message: `The Helm at ${path} doesn't answer.`, why: `Try it in a terminal: helm version; ${orChoose}` };
    case 'not-started':
      return {
        message: `${path} can't be run.`,
        why: `It may be gone, made for another kind of computer, or not yours to run: install Helm again, ${orChoose}`,
      };
    default:
      return assertNever(reason);
  }
}
