/** The words for what a cluster, or the way to it, answered: what happened, likely why, and what to do. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { ClusterError } from '../cluster/cluster-error';
import { redact } from '../log/redact';

export const STILL_WORKS = 'Browsing and pushing still work.';

/** `context`: the name of the one that was asked; null where that is not known. */
export function clusterAppError(error: ClusterError, context: string | null): AppError {
  const host = context ?? 'the cluster';
  const details = redact(error.message);
  const program = error.program ?? 'The program that gives the login';
  switch (error.code) {
    case 'context-unusable':
      return {
        kind: 'unavailable',
        message: `The context ${host} can't be used.`,
        why: 'The kubeconfig names a cluster or a user for it that is not there. Correct it, or choose another context.',
        details,
      };
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'connection-lost': {
      const problem = error.code === 'connection-lost' ? 'reset' : error.code;
      return { kind: 'network', host, problem, message: `Can't reach ${host}.`, why: unreachableWhy(problem), details };
    }
    case 'tls-untrusted':
    case 'tls-expired':
    case 'tls-name':
    case 'tls-other':
      return {
        kind: 'tls',
        host,
        problem: 'other',
        message: `Can't trust ${host}: ${TLS_REASONS[error.code]}.`,
        why: 'Nothing was sent to it. Get a fresh kubeconfig from whoever runs the cluster.',
        details,
      };
    case 'plain-http':
      return {
        kind: 'tls',
        host,
        problem: 'plain-http',
        message: `${host} speaks plain HTTP.`,
        why: 'The kubeconfig has an https:// address for it: check the address and its port.',
        details,
      };
    case 'unauthorized':
      return {
        kind: 'auth-required',
        host,
        rejected: true,
        message: `${host} didn't accept your login.`,
        why: 'It may have run out. Log in to the cluster again as you usually do, then try again.',
        details,
      };
    case 'forbidden':
      return {
        kind: 'forbidden',
        host,
        message: `${host} doesn't let you do that.`,
        why: 'Ask whoever runs the cluster for the right to it, or choose another namespace.',
        details,
      };
    case 'not-found':
      return { kind: 'not-found', host, message: `${host} doesn't have that.`, why: 'It may be gone by now.', details };
    case 'login-program-missing':
      return {
        kind: 'unavailable',
        host,
        message: `${program} isn't installed.`,
        why: `The kubeconfig asks it for the login to ${host}. ${error.installHint ?? 'Install it, then try again.'} ${STILL_WORKS}`,
        details,
      };
    case 'login-program-failed':
      return {
        kind: 'unavailable',
        host,
        message: `${program} gave no login for ${host}.`,
        why: 'Run it, or any kubectl command, in a terminal once: it may want you to log in. Then try again.',
        details,
      };
    case 'login-program-interactive':
      return {
        kind: 'unavailable',
        host,
        message: `${program} asks for the login to ${host} in a terminal.`,
        why: 'Chartroom has none. Use a context with another way to log in.',
        details,
      };
    case 'credentials-unreadable':
      return {
        kind: 'unavailable',
        host,
        message: `A certificate, key or token for ${host} can't be read.`,
        why: 'The kubeconfig names a file that is not there or is no such thing. Get a fresh one from whoever runs the cluster.',
        details,
      };
    case 'proxy-unsupported':
      return {
        kind: 'unsupported',
        host,
        feature: 'proxy',
        message: `The proxy on the way to ${host} can't be used.`,
        why: 'Chartroom uses proxies of HTTP only.',
        details,
      };
    case 'invalid-answer':
    case 'answer-too-large':
      return {
        kind: 'unavailable',
        host,
        message: `${host} doesn't answer as Kubernetes does.`,
        why: `Check the address in the kubeconfig; a proxy or a login page may stand before it. ${STILL_WORKS}`,
        details,
      };
    case 'server-error':
    case 'rejected':
      return {
        kind: 'unavailable',
        host,
        message: `${host} couldn't answer.`,
        why: `Try again in a moment. ${STILL_WORKS}`,
        details,
      };
    default:
      return assertNever(error.code);
  }
}

export function unreachableWhy(problem: 'dns' | 'refused' | 'timeout' | 'reset' | 'other'): string {
  switch (problem) {
    case 'dns':
      return `Its name isn't known here: are you connected, or is a VPN needed? ${STILL_WORKS}`;
    case 'refused':
      return `Nothing answers at its address: is it started? ${STILL_WORKS}`;
    case 'timeout':
      return `It didn't answer in time: is a VPN needed? ${STILL_WORKS}`;
    case 'reset':
    case 'other':
      return STILL_WORKS;
    default:
      return assertNever(problem);
  }
}

const TLS_REASONS = {
  'tls-untrusted': 'its certificate is by none that the kubeconfig or this computer trusts',
  'tls-expired': 'its certificate has run out',
  'tls-name': 'its certificate is for another address',
  'tls-other': 'no secure connection could be made',
} as const;
