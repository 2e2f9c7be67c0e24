/** The words for what a registry or the way to it answered: what happened, likely why, and what to do. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import { redact } from '../log/redact';
import { plainText } from '../registry/plain-text';
import type { RegistryError } from '../registry/registry-error';

type NetworkProblem = Extract<AppError, { kind: 'network' }>['problem'];
type TlsProblem = Extract<AppError, { kind: 'tls' }>['problem'];
interface Words {
  readonly message: string;
  readonly why?: string;
}

export function registryAppError(error: RegistryError): AppError {
  const { failure, context } = error;
  const { host, repository } = context;
  const details = technicalLines(error);
  switch (failure.code) {
    case 'auth-required':
      return {
        kind: 'auth-required',
        host,
        rejected: failure.rejected,
        details,
        ...(failure.rejected
          ? {
              message: `${host} didn't accept this login.`,
              why: 'Check the user name and the password or token; tokens expire.',
            }
          : { message: `${host} needs you to log in.` }),
      };
    case 'forbidden':
      return {
        kind: 'forbidden',
        host,
        details,
        ...(repository === undefined
          ? { message: `${host} doesn't let this login do that.` }
          : { repository, message: `${host} doesn't let you do that in ${repository}.` }),
        why: 'Ask for access, or log in with another account. An expired token gets the same answer from some registries.',
      };
    case 'not-found':
      return {
        kind: 'not-found',
        host,
        details,
        message: "Not found, or you don't have access.",
        why: 'Registries often answer the same for both.',
      };
    case 'rate-limited':
      return {
        kind: 'rate-limited',
        host,
        details,
        message: `${host} asked us to slow down.`,
        why: 'Too many requests were made with this login or from this network. Wait a little, then try again.',
        ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
      };
    case 'tls':
      return { kind: 'tls', host, problem: failure.problem, details, ...tlsWords(host, failure.problem) };
    case 'network':
      return { kind: 'network', host, problem: failure.problem, details, ...networkWords(host, failure.problem) };
    case 'digest-mismatch':
    case 'size-mismatch':
      return {
        kind: 'digest-mismatch',
        details,
        message: `${host} sent content that doesn't match its digest.`,
        why: 'It was damaged on the way or in the registry. Nothing of it was kept. Try again; if it stays, push that version anew.',
      };
    case 'unsupported':
      return {
        kind: 'unsupported',
        host,
        feature: failure.feature,
        details,
        ...unsupportedWords(host, failure.feature),
      };
    case 'invalid-answer':
      return {
        kind: 'unavailable',
        host,
        details,
        message: `${host} doesn't answer like a registry.`,
        why: 'It may be a web page, a proxy that asks for a login, or another service. Check the address and the port.',
      };
    case 'too-large':
      return {
        kind: 'invalid-input',
        details,
        message: `${host} ${context.status === 413 ? 'refused this as too large' : 'sent more than Chartroom reads'}.`,
        why:
          context.status === 413
            ? 'A proxy in front of the registry often limits uploads. Ask who runs it to raise the limit.'
            : 'Limits keep a broken or hostile registry from filling memory and disk.',
      };
    case 'server-error':
      return {
        kind: 'unavailable',
        host,
        details,
        message: `${host} has a problem of its own right now.`,
        why: 'Chartroom tried several times. Wait a little, then try again.',
      };
    case 'storage-full':
      return {
        kind: 'unavailable',
        host,
        details,
        message: `${host} has no room left.`,
        why: 'Its disk is full, or a quota is used up. What it holds is unharmed. Make room there, then try again.',
      };
    case 'insecure-redirect':
      return {
        kind: 'unavailable',
        host,
        details,
        message: `${host} sent Chartroom to an address that isn't safe to follow.`,
        why: 'Following it could show your login or files to someone else. Ask who runs the registry.',
      };
    case 'immutable-tag':
      return {
        kind: 'conflict',
        details,
        message: `${host} doesn't let this tag be changed.`,
        why: 'Tags are immutable there. Bump the version in Chart.yaml and package it again.',
      };
    case 'rejected':
      return {
        kind: 'unavailable',
        host,
        details,
        message: `${host} refused the request.`,
        ...(context.registryMessage === undefined ? {} : { why: `It says: ${context.registryMessage}` }),
      };
    default:
      return assertNever(failure);
  }
}

function tlsWords(host: string, problem: TlsProblem): Words {
  switch (problem) {
    case 'plain-http':
      return {
        message: `${host} speaks plain HTTP.`,
        why: 'Chartroom asked for HTTPS and got an unencrypted answer. Use it only on a network you trust: passwords and charts travel unencrypted.',
      };
    case 'expired':
      return {
        message: `Can't trust ${host}: its certificate has expired.`,
        why: 'Ask who runs the registry to renew it, and check the clock of this computer.',
      };
    case 'name-mismatch':
      return {
        message: `Can't trust ${host}: its certificate is for another name.`,
        why: 'Check the address; the certificate must name exactly this host.',
      };
    case 'untrusted':
      return {
        message: `Can't trust ${host}: certificate issued by Unknown CA.`,
        why: 'Add its CA certificate to this computer: Chartroom trusts what the system trusts.',
      };
    case 'other':
      return {
        message: `Can't make a secure connection to ${host}.`,
        why: 'The two sides could not agree on how. The technical details say more to who runs the registry.',
      };
    default:
      return assertNever(problem);
  }
}

function networkWords(host: string, problem: NetworkProblem): Words {
  const message = `Can't reach ${host}.`;
  switch (problem) {
    case 'dns':
      return { message, why: `No such host was found. Check the spelling, your network and your VPN.` };
    case 'refused':
      return { message, why: 'Nothing listens there. Check the port, and that the registry is running.' };
    case 'timeout':
      return { message, why: 'It did not answer in time. Check your network, VPN and firewall.' };
    case 'reset':
      return {
        message: `The connection to ${host} was lost.`,
        why: 'Try again; a proxy or firewall may cut long transfers.',
      };
    case 'tls-to-plain':
      return {
        message: `${host} wants HTTPS.`,
        why: 'It is set to plain HTTP here. Switch plain HTTP off for this registry.',
      };
    case 'other':
      return { message, why: 'Check your network, VPN and proxy.' };
    default:
      return assertNever(problem);
  }
}

function unsupportedWords(
  host: string,
  feature: Extract<RegistryError['failure'], { code: 'unsupported' }>['feature'],
): Words {
  switch (feature) {
    case 'catalog':
      return { message: `${host} doesn't list its repositories.`, why: 'Enter a path, such as org/charts/app.' };
    case 'login-scheme':
      return {
        message: `${host} wants a way of logging in that Chartroom doesn't speak.`,
        why: 'Basic and token logins work.',
      };
    default:
      return assertNever(feature);
  }
}

/** What someone who runs the registry wants to see; copied by users into tickets, so redacted. */
function technicalLines(error: RegistryError): string {
  const { method, url, status, registryCode, registryMessage } = error.context;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = cause !== undefined && 'code' in cause && typeof cause.code === 'string' ? `${cause.code} ` : '';
  const lines = [
    method === undefined || url === undefined ? null : `${method} ${url}`,
    status === undefined ? null : `status    ${status}`,
    registryCode === undefined ? null : `registry  ${registryCode}`,
    registryMessage === undefined ? null : `message   ${registryMessage}`,
    `error     ${error.message}`,
    cause === undefined ? null : `cause     ${code}${plainText(cause.message)}`,
    `when      ${new Date().toISOString()}`,
  ];
  return redact(lines.filter((line) => line !== null).join('\n'));
}
