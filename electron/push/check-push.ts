/** Answers what pushing a chart to a destination would do, before a byte moves: new, already there, different, impossible. */
import { formatDestination, type Destination } from '../../shared/destination';
import type { AppError } from '../../shared/errors';
import type { FileId, PushCheck, PushVerdict } from '../../shared/push';
import { pushReference } from '../charts/push-reference';
import type { RegistryClient } from '../registry/registry-client';
import { compareTag, type TagContent } from './compare-tag';
import type { FileInspector } from './inspect-file';
import { planPush } from './plan-push';
import type { PreparedChart } from './prepared-charts';
import { provenanceProblem } from './provenance-words';

export interface PushCheckInput {
  readonly fileId: FileId;
  readonly destination: Destination;
  readonly withProvenance: boolean;
}

export interface PushCheckerOptions {
  readonly inspector: FileInspector;
  readonly clientFor: (address: string) => RegistryClient;
  readonly toAppError: (error: unknown) => AppError;
}

/**
 * What stands against the push, in the file, the destination or the registry, is an answer (`impossible`). Throws the
 * signal's reason when aborted, and OfferedFileError for a file that was not shown as a chart.
 */
export type PushChecker = (input: PushCheckInput, options: { readonly signal: AbortSignal }) => Promise<PushCheck>;

export function createPushChecker({ inspector, clientFor, toAppError }: PushCheckerOptions): PushChecker {
  return async function checkPush({ fileId, destination, withProvenance }, { signal }) {
    const { chart: shown } = inspector.shown(fileId);
    const reference = pushReference(formatDestination(destination), shown);
    if (!reference.ok) {
      const { message, reason } = reference.error;
      const field = reason === 'bad-destination' ? { field: 'destination' } : {};
      return { fileId, verdict: impossible({ kind: 'invalid-input', message, ...field }) };
    }
    const place = { fileId, reference: reference.data.reference };
    try {
      const chart = await inspector.prepare(fileId, { signal });
      const problem = withProvenance ? unmatched(chart) : null;
      if (problem !== null) return { ...place, verdict: impossible(problem) };
      const plan = planPush(chart, { withProvenance });
      const content = await compareTag(clientFor(reference.data.address), reference.data, plan, { signal });
      return { ...place, manifestDigest: plan.manifest.digest, verdict: verdictOf(content) };
    } catch (error) {
      signal.throwIfAborted();
      return { ...place, verdict: impossible(toAppError(error)) };
    }
  };
}

function impossible(error: AppError): PushVerdict {
  return { kind: 'impossible', error };
}

function unmatched({ provenance }: PreparedChart): AppError | null {
  const problem = provenance === null ? null : provenanceProblem(provenance);
  return problem === null
    ? null
    : { kind: 'invalid-input', field: 'provenance', message: problem, why: 'Re-sign it or push without it.' };
}

function verdictOf(content: TagContent): PushVerdict {
  return content.kind === 'absent' ? { kind: 'new' } : content;
}
