/** What the push sheet would do, worked out from its session: one outcome a chart, and all of them together. Pure. */
import { formatDestination, type Destination } from '../../../shared/destination';
import type { AppError } from '../../../shared/errors';
import type { Digest } from '../../../shared/digest';
import type { PushCheck, PushItem } from '../../../shared/push';
import { versionToTag } from '../../../shared/reference';
import { assertNever } from '../../../shared/assert-never';
import { concernsRegistry, registryProblemOf, type CheckState } from './check-state';
import type { PushEntry, PushSnapshot } from './push-session';

export type PushOutcome =
  | { readonly kind: 'reading' }
  | { readonly kind: 'unusable'; readonly error: AppError }
  /** The same name and version stands further up in the list, with the same content or with other. */
  | { readonly kind: 'repeated'; readonly fileName: string; readonly isSame: boolean }
  | { readonly kind: 'provenance-mismatch'; readonly message: string }
  | { readonly kind: 'no-destination' }
  /** `last`: what was true of the destination before, so that the row keeps its shape. */
  | { readonly kind: 'checking'; readonly last: PushOutcome | null }
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
  const earlier = earlierOfSameTag(entries);
  const outcomes = entries.map((entry, index) => outcomeOf(entry, earlier[index], destination !== null));
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

/** For each entry the one further up that would be pushed to the same tag, if there is one. */
export function earlierOfSameTag(entries: readonly PushEntry[]): readonly (PushEntry | undefined)[] {
  const firsts = new Map<string, PushEntry>();
  return entries.map((entry) => {
    const tag = tagOf(entry);
    const first = tag === null ? undefined : firsts.get(tag);
    if (tag !== null && first === undefined) firsts.set(tag, entry);
    return first;
  });
}

function tagOf({ file }: PushEntry): string | null {
  return file?.kind === 'chart' ? `${file.name}:${versionToTag(file.version)}` : null;
}

/** What would become of one entry; `earlier` as `earlierOfSameTag` gives it. */
export function outcomeOf(entry: PushEntry, earlier: PushEntry | undefined, hasDestination: boolean): PushOutcome {
  const { file, check } = entry;
  if (file === null) return { kind: 'reading' };
  if (file.kind === 'unusable') return { kind: 'unusable', error: file.error };
  if (earlier !== undefined) {
    const isSame = earlier.file?.kind === 'chart' && earlier.file.digest === file.digest;
    return { kind: 'repeated', fileName: earlier.fileName, isSame };
  }
  if (file.provenance?.matches === false && entry.withProvenance) {
    return { kind: 'provenance-mismatch', message: provenanceProblem(file.provenance.fileName, check) };
  }
  if (!hasDestination) return { kind: 'no-destination' };
  if (check.name === 'idle') return { kind: 'checking', last: null };
  if (check.name === 'checking') {
    return { kind: 'checking', last: check.last && outcomeOfVerdict(check.last, entry) };
  }
  if (check.name === 'failed') return outcomeOfError(check.error);
  return outcomeOfVerdict(check.check, entry);
}

/** Main knows what exactly is wrong with the `.prov`; before it is asked, the plain fact. */
function provenanceProblem(fileName: string, check: CheckState): string {
  const error =
    check.name === 'checked' && check.check.verdict.kind === 'impossible' ? check.check.verdict.error : null;
  const isTold = error?.kind === 'invalid-input' && error.field === 'provenance';
  return isTold ? error.message : `${fileName} doesn't match this archive.`;
}

function outcomeOfVerdict({ verdict, manifestDigest }: PushCheck, entry: PushEntry): PushOutcome {
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
        ownDigest: manifestDigest,
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

/** Not uploaded before the user has looked at it. */
export function needsChoice(outcome: PushOutcome): boolean {
  return outcome.kind === 'different' || outcome.kind === 'provenance-mismatch';
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
export function targetOf({ file }: PushEntry, destination: Destination | null): PushTarget | null {
  if (file?.kind !== 'chart') return null;
  return {
    destination: destination === null ? '' : `oci://${formatDestination(destination)}/`,
    chart: `${file.name}:${versionToTag(file.version)}`,
  };
}
