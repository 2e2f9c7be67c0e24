/**
 * From any failure to the AppError that the window shows: product.md's words, written here once.
 * What it gives holds no secret, no stack and no path; technical lines are redacted again.
 */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import { ChartError } from '../charts/chart-error';
import { ClusterError } from '../cluster/cluster-error';
import { CredentialError } from '../credentials/credential-error';
import { OfferedFileError } from '../files/offered-file-error';
import { ValuesFileError } from '../files/values-file';
import { HelmError } from '../helm/helm-error';
import { LocalRegistryError } from '../local-registry/local-registry-error';
import { redact } from '../log/redact';
import { RegistryServiceError } from '../registries/registry-service-error';
import { OperationError } from '../releases/operation-error';
import { ContextError, NoHelmError, RenderingGoneError } from '../releases/context-error';
import { RegistryError } from '../registry/registry-error';
import { SettingsError } from '../settings/settings-error';
import { transferAppError, TransferError } from '../transfers/transfer-error';
import { KeyFileError } from '../trust/key-file-error';
import { clusterAppError } from './cluster-words';
import { credentialAppError } from './credential-words';
import { helmAppError } from './helm-words';
import { localRegistryAppError } from './local-registry-words';
import { operationAppError } from './operation-words';
import { registryAppError } from './registry-words';
import { keyFileAppError } from './trust-words';
import { valuesFileAppError } from './values-words';

export function toAppError(error: unknown): AppError {
  if (error instanceof RegistryError) return registryAppError(error);
  if (error instanceof ChartError) return chartAppError(error);
  if (error instanceof RegistryServiceError) return serviceAppError(error);
  if (error instanceof TransferError) return transferAppError(error);
  if (error instanceof OfferedFileError) return { kind: 'invalid-input', message: error.message };
  if (error instanceof ValuesFileError) return valuesFileAppError(error);
  if (error instanceof KeyFileError) return keyFileAppError(error);
  if (error instanceof LocalRegistryError) return localRegistryAppError(error);
  if (error instanceof CredentialError) return credentialAppError(error);
  if (error instanceof OperationError) return operationAppError(error);
  if (error instanceof NoHelmError) return error.problem;
  if (error instanceof RenderingGoneError) {
    return {
      kind: 'not-found',
      message: "Chartroom doesn't have these manifests any more.",
      why: 'Render them again.',
    };
  }
  if (error instanceof ContextError) return contextAppError(error.cause, error.context);
  if (error instanceof HelmError || error instanceof ClusterError) return contextAppError(error, null);
  if (error instanceof SettingsError) {
    return {
      kind: 'unavailable',
      message: "Chartroom couldn't save that.",
      why: 'Is the disk full, or its data folder read-only? What was there before still holds.',
      details: redact(error.message),
    };
  }
  if (isAbort(error)) return { kind: 'cancelled', message: 'Cancelled.' };
  return {
    kind: 'internal',
    message: 'Something went wrong inside Chartroom.',
    why: 'The log has the details: Help, Open logs.',
    details: redact(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure'),
  };
}

function contextAppError(error: HelmError | ClusterError, context: string | null): AppError {
  return error instanceof HelmError ? helmAppError(error, context) : clusterAppError(error, context);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function chartAppError(error: ChartError): AppError {
  const details = error.details === undefined ? {} : { details: redact(error.details) };
  if (error.code === 'vanished' || error.code === 'changed') {
    return { kind: 'conflict', message: error.message, ...details };
  }
  return { kind: 'invalid-input', message: error.message, ...details };
}

function serviceAppError({ code, address }: RegistryServiceError): AppError {
  switch (code) {
    case 'already-added':
      return {
        kind: 'conflict',
        message: `${address} is in the list already.`,
        why: 'Choose it at the left to open it.',
      };
    case 'unknown-registry':
      return { kind: 'not-found', message: `${address} isn't in the list of registries.`, why: 'Add it first.' };
    case 'login-gone':
      return { kind: 'not-found', message: `The login for ${address} isn't there any more.`, why: 'Log in by hand.' };
    default:
      return assertNever(code);
  }
}
