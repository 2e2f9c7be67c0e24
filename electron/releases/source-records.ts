/** What is recorded of where releases came from: found, added, copied, dropped. Pure; release-sources.ts keeps it. */
import type { ReleaseTruth } from '../../shared/operation';
import type { ReleasePlace } from '../../shared/release';
import type { ListedRelease, ReleaseSource } from '../../shared/release-source';
import type { ReleaseRecord, SourceEntry } from '../settings/source-store';
import { MAX_SOURCE_RECORDS, MAX_SOURCES_OF_RELEASE } from './limits';

/** What tells one cluster from another: addresses are used again, uids never; some users see none. */
export interface ClusterIdentity {
  /** The uid of its kube-system. */
  readonly id: string | null;
  readonly server: string | null;
}

export interface RecordPlace {
  readonly cluster: ClusterIdentity;
  readonly place: ReleasePlace;
}

type Revision = Pick<ListedRelease, 'revision' | 'chart' | 'updatedAt'>;

/** helm notes whole seconds in some places. */
const CLOCK_SLACK_MS = 2_000;

export function isInCluster({ cluster, server }: ReleaseRecord, { id, server: at }: ClusterIdentity): boolean {
  return cluster !== null && id !== null ? cluster === id : server !== null && server === at;
}

export function recordOf(
  records: readonly ReleaseRecord[],
  { cluster, place }: RecordPlace,
): ReleaseRecord | undefined {
  return records.find((record) => isRecordOf(record, cluster, place));
}

/** Null where nothing is known of it, or what is there is not what was recorded. */
export function sourceOf({ entries }: ReleaseRecord, revision: Revision): ReleaseSource | null {
  const own = entries.find((entry) => entry.revision === revision.revision);
  if (own !== undefined && isEntryOf(own, revision)) return shown(own, own);
  // Made by something else since. It is taken to come from where that chart came from before; by its name alone never.
  const olderOnes = entries.filter((entry) => entry.revision < revision.revision);
  const before = olderOnes.at(-1);
  if (before === undefined || before.chart.name !== revision.chart.name) return null;
  const isSameVersion = before.chart.version === revision.chart.version;
  return shown(before, { tag: isSameVersion ? before.tag : null, digest: null });
}

/** Adds what a revision comes from; whatever was recorded from that revision on was of a history that is no more. */
export function withEntry(
  records: readonly ReleaseRecord[],
  at: RecordPlace,
  entry: SourceEntry,
): readonly ReleaseRecord[] {
  const known = recordOf(records, at)?.entries ?? [];
  const kept = known.filter(({ revision }) => revision < entry.revision);
  return put(records, at, { isUnlinked: false, entries: [...kept, entry].slice(-MAX_SOURCES_OF_RELEASE) });
}

/** What a revision comes from is what an earlier one came from: after a roll-back. Changes nothing where that one is not known. */
export function withCopy(
  records: readonly ReleaseRecord[],
  at: RecordPlace,
  { from, to, startedAt, endedAt }: { readonly from: number; readonly to: number } & Times,
): readonly ReleaseRecord[] {
  const source = recordOf(records, at)?.entries.find(({ revision }) => revision === from);
  if (source === undefined) return records;
  return withEntry(records, at, { ...source, revision: to, startedAt, endedAt });
}

/** Once it is known what became of the revision that was to be made. */
export function settled(
  records: readonly ReleaseRecord[],
  at: RecordPlace,
  { revision, truth, endedAt }: { readonly revision: number; readonly truth: ReleaseTruth; readonly endedAt: number },
): readonly ReleaseRecord[] {
  const record = recordOf(records, at);
  if (record === undefined) return records;
  if (truth.state === 'absent') return records.filter((each) => each !== record);
  const wasMade = truth.revision >= revision;
  const entries = record.entries.flatMap((entry) => {
    if (entry.revision !== revision) return [entry];
    return wasMade ? [{ ...entry, endedAt }] : [];
  });
  return put(records, at, { isUnlinked: record.isUnlinked, entries });
}

export function withoutRelease(records: readonly ReleaseRecord[], at: RecordPlace): readonly ReleaseRecord[] {
  return records.filter((record) => !isRecordOf(record, at.cluster, at.place));
}

/** The user said that it comes from nowhere known. */
export function unlinked(records: readonly ReleaseRecord[], at: RecordPlace): readonly ReleaseRecord[] {
  return put(records, at, { isUnlinked: true, entries: [] });
}

interface Times {
  readonly startedAt: number;
  readonly endedAt: number | null;
}

function put(
  records: readonly ReleaseRecord[],
  { cluster, place }: RecordPlace,
  content: Pick<ReleaseRecord, 'isUnlinked' | 'entries'>,
): readonly ReleaseRecord[] {
  const others = withoutRelease(records, { cluster, place });
  const { context, namespace, name } = place;
  const uid = cluster.id ?? recordOf(records, { cluster, place })?.cluster ?? null;
  // The one that was changed last stands last: where there are too many, the longest untouched go.
  return [...others, { cluster: uid, server: cluster.server, context, namespace, name, ...content }].slice(
    -MAX_SOURCE_RECORDS,
  );
}

function isRecordOf(record: ReleaseRecord, cluster: ClusterIdentity, { namespace, name }: ReleasePlace): boolean {
  return record.name === name && record.namespace === namespace && isInCluster(record, cluster);
}

function isEntryOf({ chart, startedAt, endedAt }: SourceEntry, { chart: there, updatedAt }: Revision): boolean {
  if (chart.name !== there.name || chart.version !== there.version) return false;
  if (updatedAt === null) return true;
  return startedAt - CLOCK_SLACK_MS <= updatedAt && (endedAt === null || updatedAt <= endedAt + CLOCK_SLACK_MS);
}

function shown(
  { address, repository, how }: SourceEntry,
  { tag, digest }: Pick<SourceEntry, 'tag' | 'digest'>,
): ReleaseSource {
  return { address, repository, tag, digest, how };
}
