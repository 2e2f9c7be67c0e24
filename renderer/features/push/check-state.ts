/** What is known of one chart's place in the registry, and which failures concern the registry as a whole. Pure. */
import type { AppError } from '../../../shared/errors';
import type { PushCheck } from '../../../shared/push';

export type CheckState =
  | { readonly name: 'idle' }
  /** Waiting for its turn or under way. `last`: the answer for the destination before, so that rows keep their shape. */
  | { readonly name: 'checking'; readonly last: PushCheck | null }
  | { readonly name: 'checked'; readonly check: PushCheck }
  | { readonly name: 'failed'; readonly error: AppError };

/** A failure of the way to the registry: true of every chart, so it is told once. */
export function concernsRegistry({ kind }: AppError): boolean {
  return ['auth-required', 'network', 'tls', 'rate-limited', 'unavailable'].includes(kind);
}

export function registryProblemOf(check: CheckState): AppError | null {
  const error = errorOf(check);
  return error !== null && concernsRegistry(error) ? error : null;
}

function errorOf(check: CheckState): AppError | null {
  if (check.name === 'failed') return check.error;
  if (check.name === 'checked' && check.check.verdict.kind === 'impossible') return check.check.verdict.error;
  return null;
}
