/** What the push sheet would do, worked out from its session: one outcome a chart, and all of them together. Pure. */
import { formatDestination } from '../../../shared/destination';
import type { AppError } from '../../../shared/errors';
import type { Digest } from '../../../shared/digest';
import type { PushItem, PushVerdict } from '../../../shared/push';
import { versionToTag } from '../../../shared/reference';
import { assertNever } from '../../../shared/assert-never';
import { concernsRegistry, registryProblemOf } from './check-state';
import { isBlocked, type PushEntry, type PushSnapshot } from './push-session';

export type PushOutcome =
  | { readonly kind: 'reading' }
  | { readonly kind: 'unusable'; readonly error: AppError }
  /** The same name and version stands further up in the list, with the same content or with other. */
  | { readonly kind: 'repeated'; readonly fileName: string; readonly isSame: boolean }
  | { readonly kind: 'provenance-mismatch'; readonly fileName: string }
  | { readonly kind: 'no-destination' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly sameManifest: boolean }
  | {
      readonly kind: 'different';
      readonly replaces: boolean;
      readonly digest: Digest;
      readonly createdAt: string | undefined;
      readonly ownDigest: Digest | undefined;
    }
  /** The registry could not be asked; the reason stands once for all rows. */
  | { readonly kind: 'not-checked' }
  | { readonly kind: 'impossible'; readonly error: AppError };

export interface PushPlan {
  /** In the order of the snapshot's entries. */
  readonly outcomes: readonly PushOutcome[];
  /** What `push.start` gets. */
  readonly items: readonly PushItem[];
  /** Of everything in the list, as far as it is read. */
  readonly totalBytes: number;
  /** Charts and their provenance files that will be uploaded. */
  readonly uploadBytes: number;
  /** Files that are read or asked about right now. */
  readonly pendingCount: number;
  /** Why the registry could not be asked, the same for every chart. */
  readonly problem: AppError | null;
}

export function planPush({ entries, destination }: PushSnapshot): PushPlan {
  const firstOfItsKind = new Map<string, PushEntry>();
  const outcomes = entries.map((entry) => {
    const key = keyOf(entry);
    const first = key === null ? undefined : firstOfItsKind.get(key);
    if (key !== null && first === undefined) firstOfItsKind.set(key, entry);
    return outcomeOf(entry, first, destination !== null);
  });
  const chosen = entries.filter((_entry, index) => isUploaded(outcomes[index]));
  return {
    outcomes,
    items: chosen.map(({ fileId, withProvenance, replaceDigest }) => ({
      fileId,
      withProvenance,
      ...(replaceDigest === null ? {} : { replaceDigest }),
    })),
    totalBytes: sum(entries.map(({ file }) => file?.sizeBytes ?? 0)),
    uploadBytes: sum(chosen.map(uploadBytesOf)),
    pendingCount: outcomes.filter(({ kind }) => kind === 'reading' || kind === 'checking').length,
    problem: commonProblem(entries),
  };
}

/** Charts with the same key would be pushed to the same tag. */
function keyOf({ file }: PushEntry): string | null {
  return file?.kind === 'chart' ? `${file.name}:${versionToTag(file.version)}` : null;
}

function outcomeOf(entry: PushEntry, first: PushEntry | undefined, hasDestination: boolean): PushOutcome {
  const { file, check } = entry;
  if (file === null) return { kind: 'reading' };
  if (file.kind === 'unusable') return { kind: 'unusable', error: file.error };
  if (first !== undefined) {
    const isSame = first.file?.kind === 'chart' && first.file.digest === file.digest;
    return { kind: 'repeated', fileName: first.fileName, isSame };
  }
  if (isBlocked(entry) && file.provenance !== undefined) {
    return { kind: 'provenance-mismatch', fileName: file.provenance.fileName };
  }
  if (!hasDestination) return { kind: 'no-destination' };
  if (check.name === 'idle' || check.name === 'checking') return { kind: 'checking' };
  if (check.name === 'failed') return outcomeOfError(check.error);
  return outcomeOfVerdict(check.check.verdict, entry, check.check.manifestDigest);
}

function outcomeOfVerdict(verdict: PushVerdict, entry: PushEntry, ownDigest: Digest | undefined): PushOutcome {
  switch (verdict.kind) {
    case 'new':
      return { kind: 'new' };
    case 'same':
      return { kind: 'same', sameManifest: verdict.sameManifest };
    case 'different':
      return {
        kind: 'different',
        replaces: entry.replaceDigest === verdict.digest,
        digest: verdict.digest,
        createdAt: verdict.createdAt,
        ownDigest,
      };
    case 'impossible':
      return outcomeOfError(verdict.error);
    default:
      return assertNever(verdict);
  }
}

function outcomeOfError(error: AppError): PushOutcome {
  return concernsRegistry(error) ? { kind: 'not-checked' } : { kind: 'impossible', error };
}

function commonProblem(entries: readonly PushEntry[]): AppError | null {
  for (const { check } of entries) {
    const problem = registryProblemOf(check);
    if (problem !== null) return problem;
  }
  return null;
}

function isUploaded(outcome: PushOutcome | undefined): boolean {
  return outcome?.kind === 'new' || (outcome?.kind === 'different' && outcome.replaces);
}

function uploadBytesOf({ file, withProvenance }: PushEntry): number {
  if (file?.kind !== 'chart') return 0;
  return file.sizeBytes + (withProvenance ? (file.provenance?.sizeBytes ?? 0) : 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export interface PushTarget {
  /** `oci://host/path/`, or empty while there is no destination. */
  readonly destination: string;
  /** `name:tag`. */
  readonly chart: string;
}

/** Where an entry would go, shown before the registry has answered; null for what is not a chart. */
export function targetOf({ file }: PushEntry, { destination }: PushSnapshot): PushTarget | null {
  if (file?.kind !== 'chart') return null;
  return {
    destination: destination === null ? '' : `oci://${formatDestination(destination)}/`,
    chart: `${file.name}:${versionToTag(file.version)}`,
  };
}
