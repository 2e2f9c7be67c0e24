/**
 * Reads releases by helm, as the contract gives them to the window: a list, one release, its history, values and manifests. Changes
 * nothing, and keeps nothing. All throw NoHelmError, ContextError, or the signal's reason.
 */
import type { ReleaseRevision } from '../../shared/helm';
import type { ManifestResource } from '../../shared/manifest';
import type { RevisionDiff } from '../../shared/manifest-diff';
import type { OpenRelease, ReleaseList, ReleasePlace } from '../../shared/release';
import { isAllowed } from '../cluster/cluster-questions';
import { isHelmError } from '../helm/helm-error';
import { listResources } from '../helm/manifest/resources';
import {
  listReleases,
  readReleaseDetails,
  readReleaseHistory,
  readMadeRevision,
  readReleaseMetadata,
  readReleaseValues,
} from '../helm/read-releases';
import type { ClusterAccess } from './cluster-access';
import { ContextError } from './context-error';
import { diffLines, diffManifestPairs } from './diff-manifests';
import { fewAtOnce } from './few-at-once';
import type { ManifestPair } from './kept-previews';
import { HELM_AT_ONCE, MAX_NARROWED_NAMESPACES, QUESTIONS_AT_ONCE } from './limits';

export type ReleaseAccess = Pick<ClusterAccess, 'ask' | 'withHelm' | 'namespaces' | 'namespaceOf'>;

export interface ListedPlace {
  readonly context: string;
  /** Null for all. */
  readonly namespace: string | null;
}

/** Of every status. Users who may not look into all namespaces get the releases of those that are theirs. */
export async function readReleaseList(
  access: ReleaseAccess,
  { context, namespace }: ListedPlace,
  signal: AbortSignal,
): Promise<ReleaseList> {
  try {
    const own = namespace ?? (await access.namespaceOf(context));
    const releases = await access.withHelm(context, own, ({ helm, target }) =>
      listReleases(helm, target, { allNamespaces: namespace === null, signal }),
    );
    return { releases: [...releases], readAt: Date.now(), narrowedTo: null };
  } catch (error) {
    const isRefused = error instanceof ContextError && isHelmError(error.cause, 'forbidden');
    if (namespace !== null || !isRefused) throw error;
    const narrowed = await readNarrowedList(access, context, signal);
    if (narrowed === null) throw error;
    return narrowed;
  }
}

/** Null where there is no namespace whose releases the user may see. */
async function readNarrowedList(
  access: ReleaseAccess,
  context: string,
  signal: AbortSignal,
): Promise<ReleaseList | null> {
  const known = await access.namespaces(context, signal);
  const permissions = await access.ask(context, (connection) =>
    fewAtOnce(known.names, QUESTIONS_AT_ONCE, (namespace) =>
      // Helm keeps its releases in Secrets.
      isAllowed(connection, { verb: 'list', group: '', resource: 'secrets', namespace }, { signal }),
    ),
  );
  const allowed = known.names.filter((_, index) => permissions[index]);
  if (allowed.length === 0) return null;
  const read = allowed.slice(0, MAX_NARROWED_NAMESPACES);
  const lists = await fewAtOnce(read, HELM_AT_ONCE, (namespace) =>
    access.withHelm(context, namespace, ({ helm, target }) =>
      listReleases(helm, target, { allNamespaces: false, signal }),
    ),
  );
  return {
    releases: lists.flat(),
    readAt: Date.now(),
    narrowedTo: { namespaces: read, isComplete: known.isComplete && read.length === allowed.length },
  };
}

export function openRelease(access: ReleaseAccess, place: ReleasePlace, signal: AbortSignal): Promise<OpenRelease> {
  return access.withHelm(place.context, place.namespace, async ({ helm, target }) => {
    const [details, metadata] = await Promise.all([
      readReleaseDetails(helm, target, place.name, { signal }),
      readReleaseMetadata(helm, target, place.name, { signal }),
    ]);
    return { details, metadata };
  });
}

/** Newest first. */
export function readHistory(
  access: ReleaseAccess,
  place: ReleasePlace,
  signal: AbortSignal,
): Promise<readonly ReleaseRevision[]> {
  return access.withHelm(place.context, place.namespace, ({ helm, target }) =>
    readReleaseHistory(helm, target, place.name, { signal }),
  );
}

export interface RevisionPlace {
  readonly place: ReleasePlace;
  readonly revision: number;
}

export function readValues(
  access: ReleaseAccess,
  { place, revision, all }: RevisionPlace & { readonly all: boolean },
  signal: AbortSignal,
): Promise<string> {
  return access.withHelm(place.context, place.namespace, ({ helm, target }) =>
    readReleaseValues(helm, target, place.name, { revision, all, signal }),
  );
}

/** Resources, and hooks behind them, with what Secrets hold hidden. */
export async function readManifest(
  access: ReleaseAccess,
  at: RevisionPlace,
  signal: AbortSignal,
): Promise<readonly ManifestResource[]> {
  const { manifest, hooks } = await readManifestTexts(access, at, signal);
  return [...(await listResources(manifest)), ...(await listResources(hooks))];
}

/** As they are stored: Secrets in clear, so they never leave the main process. */
export function readManifestTexts(
  access: ReleaseAccess,
  { place, revision }: RevisionPlace,
  signal: AbortSignal,
): Promise<ManifestPair> {
  return access.withHelm(place.context, place.namespace, ({ helm, target }) =>
    readMadeRevision(helm, target, place.name, { revision, signal }),
  );
}

export interface ComparedRevisions {
  readonly place: ReleasePlace;
  readonly from: number;
  readonly to: number;
}

/** Manifests with their hooks, and the user's values. */
export async function diffRevisions(
  access: ReleaseAccess,
  { place, from, to }: ComparedRevisions,
  signal: AbortSignal,
): Promise<RevisionDiff> {
  const read = async (revision: number) => {
    const [texts, values] = await Promise.all([
      readManifestTexts(access, { place, revision }, signal),
      readValues(access, { place, revision, all: false }, signal),
    ]);
    return { ...texts, values };
  };
  const [before, after] = await Promise.all([read(from), read(to)]);
  return {
    resources: [...(await diffManifestPairs(before, after, place))],
    values: [...diffLines(before.values, after.values)],
  };
}
