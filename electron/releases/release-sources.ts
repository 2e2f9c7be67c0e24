/**
 * Where releases came from: recorded before helm runs, so that a crash loses nothing, and settled when it is known what became of it.
 * Asks no registry, but where labels on a release name a chart that was not seen yet.
 */
import type { ReleaseTruth } from '../../shared/operation';
import type { ReleasePlace } from '../../shared/release';
import type { ReleaseRevision } from '../../shared/helm';
import type { ChartSource, ListedRelease, ReleaseOfSource, ReleaseSource } from '../../shared/release-source';
import { readClusterId } from '../cluster/cluster-questions';
import { HelmError } from '../helm/helm-error';
import type { ReleaseRecord, SourceStore } from '../settings/source-store';
import type { ClusterAccess } from './cluster-access';
import type { LabelHints } from './label-hints';
import { CLUSTER_ID_TIMEOUT_MS, CLUSTER_ID_TRUSTED_FOR_MS } from './limits';
import { historyOf } from './release-truth';
import {
  recordOf,
  settled,
  sourceOf,
  unlinked,
  withCopy,
  withEntry,
  withoutRelease,
  type ClusterIdentity,
} from './source-records';

export interface ReleaseSourcesOptions {
  readonly access: Pick<ClusterAccess, 'ask' | 'withHelm' | 'serverOf' | 'clusters'>;
  /** Opened once, at the first question. */
  readonly openStore: () => Promise<SourceStore>;
  readonly hints: LabelHints;
  readonly now: () => number;
}

type KnownRevision = Pick<ListedRelease, 'revision' | 'chart' | 'updatedAt'>;

/** A revision that is about to be made. */
export interface ComingRevision {
  readonly place: ReleasePlace;
  readonly revision: number;
}

export interface LinkedSource extends Omit<ChartSource, 'tag' | 'digest'> {
  readonly tag: ChartSource['tag'] | null;
  readonly digest: ChartSource['digest'] | null;
}

export class ReleaseSources {
  readonly #options: ReleaseSourcesOptions;
  readonly #identities = new Map<string, { readonly identity: Promise<ClusterIdentity>; readonly askedAt: number }>();
  #store: Promise<SourceStore> | undefined;

  constructor(options: ReleaseSourcesOptions) {
    this.#options = options;
  }

  /** Throws SettingsError, as all that record. */
  async recordChart(
    { place, revision }: ComingRevision,
    { address, repository, tag, digest }: ChartSource,
    chart: { readonly name: string; readonly version: string },
  ): Promise<void> {
    const at = await this.#at(place);
    const entry = {
      revision,
      chart: { name: chart.name, version: chart.version },
      address,
      repository,
      tag,
      digest,
      how: 'recorded' as const,
      startedAt: this.#options.now(),
      endedAt: null,
    };
    await this.#update((records) => withEntry(records, at, entry));
  }

  /** It will be what an earlier revision was. */
  async recordRollback({ place, revision }: ComingRevision, { from }: { readonly from: number }): Promise<void> {
    const at = await this.#at(place);
    const startedAt = this.#options.now();
    await this.#update((records) => withCopy(records, at, { from, to: revision, startedAt, endedAt: null }));
  }

  /** `undoneTo`: the revision that helm goes back to by itself where an upgrade fails, which makes one more. */
  async settle(
    { place, revision }: ComingRevision,
    truth: ReleaseTruth,
    { undoneTo }: { readonly undoneTo: number | null },
  ): Promise<void> {
    const at = await this.#at(place);
    const endedAt = this.#options.now();
    await this.#update((records) => {
      const next = settled(records, at, { revision, truth, endedAt });
      if (truth.state === 'absent' || truth.revision <= revision || undoneTo === null) return next;
      const started = recordOf(records, at)?.entries.find((entry) => entry.revision === revision)?.startedAt ?? endedAt;
      return withCopy(next, at, { from: undoneTo, to: truth.revision, startedAt: started, endedAt });
    });
  }

  async forget(place: ReleasePlace): Promise<void> {
    const at = await this.#at(place);
    await this.#update((records) => withoutRelease(records, at));
  }

  /** Throws what reading the release throws. */
  async link(place: ReleasePlace, source: LinkedSource, signal: AbortSignal): Promise<ReleaseSource> {
    const [at, { deployed }] = await Promise.all([this.#at(place), this.revisions(place, signal)]);
    const { revision, chart, updatedAt } = deployed;
    const { address, repository, tag, digest } = source;
    const madeAt = updatedAt ?? this.#options.now();
    const entry = {
      revision,
      chart,
      address,
      repository,
      tag,
      digest,
      how: 'linked' as const,
      startedAt: madeAt,
      endedAt: madeAt,
    };
    await this.#update((records) => withEntry(withoutRelease(records, at), at, entry));
    return { address, repository, tag, digest, how: 'linked' };
  }

  async unlink(place: ReleasePlace): Promise<void> {
    const at = await this.#at(place);
    await this.#update((records) => unlinked(records, at));
  }

  /** Throws what reading the release throws. */
  async get(place: ReleasePlace, signal: AbortSignal): Promise<ReleaseSource | null> {
    const { deployed } = await this.revisions(place, signal);
    return this.sourceOf(place, deployed, signal);
  }

  /** What is recorded here, and labels where that tells less. */
  async sourceOf(place: ReleasePlace, revision: KnownRevision, signal: AbortSignal): Promise<ReleaseSource | null> {
    const record = recordOf(await this.#records(), await this.#at(place));
    const recorded = record === undefined ? null : sourceOf(record, revision);
    if (record?.isUnlinked === true || (recorded !== null && recorded.digest !== null)) return recorded;
    const hinted = await this.#options.hints.of(place, revision, signal);
    return hinted?.digest === null ? (recorded ?? hinted) : (hinted ?? recorded);
  }

  /** Null for each of which nothing is known. */
  async list(
    context: string,
    releases: readonly ListedRelease[],
    signal: AbortSignal,
  ): Promise<readonly (ReleaseSource | null)[]> {
    const [records, cluster, hints] = await Promise.all([
      this.#records(),
      this.#identityOf(context),
      this.#options.hints.ofList(context, releases, signal),
    ]);
    // By name first: a list of a thousand must not look through all records for each.
    const byName = groupByName(records);
    return releases.map((release) => {
      const place = { context, namespace: release.namespace, name: release.name };
      const record = recordOf(byName.get(nameKey(release)) ?? [], { cluster, place });
      const recorded = record === undefined ? null : sourceOf(record, release);
      if (recorded !== null || record?.isUnlinked === true) return recorded;
      return hints.get(nameKey(release)) ?? null;
    });
  }

  /** By their last revision that is recorded; those that are linked among them. */
  async releasesOf(address: string, repository: string): Promise<readonly ReleaseOfSource[]> {
    const [records, { kubeconfig }] = await Promise.all([this.#records(), this.#options.access.clusters()]);
    return records.flatMap(({ entries, server, context, namespace, name }) => {
      const last = entries.at(-1);
      if (last === undefined || last.address !== address || last.repository !== repository) return [];
      const leading = kubeconfig.contexts.filter((each) => each.server === server && server !== null);
      const own = leading.find((each) => each.name === context) ?? leading[0];
      const { revision, chart, tag, digest } = last;
      return [{ context: own?.name ?? null, namespace, name, revision, chart, tag, digest }];
    });
  }

  /** Throws ContextError for a release that is not there. */
  async revisions(place: ReleasePlace, signal: AbortSignal) {
    const { context, namespace, name } = place;
    return this.#options.access.withHelm(context, namespace, async (helm) => {
      const history = await historyOf(helm, name, { signal });
      const [last] = history;
      if (last === undefined) throw new HelmError({ code: 'release-not-found' }, '');
      const deployed: ReleaseRevision = history.find(({ status }) => status === 'deployed') ?? last;
      return { last, deployed };
    });
  }

  /** Resolves when all is on the disk. */
  async settled(): Promise<void> {
    await (await this.#store)?.settled();
  }

  async #at(place: ReleasePlace) {
    return { place, cluster: await this.#identityOf(place.context) };
  }

  async #identityOf(context: string): Promise<ClusterIdentity> {
    const { access, now } = this.#options;
    const server = await access.serverOf(context);
    const key = JSON.stringify([context, server]);
    const known = this.#identities.get(key);
    if (known !== undefined && now() - known.askedAt < CLUSTER_ID_TRUSTED_FOR_MS) return known.identity;
    const identity = this.#askIdentity(context, server);
    this.#identities.set(key, { identity, askedAt: now() });
    return identity;
  }

  async #askIdentity(context: string, server: string | null): Promise<ClusterIdentity> {
    try {
      const signal = AbortSignal.timeout(CLUSTER_ID_TIMEOUT_MS);
      const id = await this.#options.access.ask(context, (connection) => readClusterId(connection, { signal }));
      return { id, server };
    } catch {
      // Out of reach, or not logged in: its address has to do, and whoever asked will hear why from what they ask.
      return { id: null, server };
    }
  }

  async #records(): Promise<readonly ReleaseRecord[]> {
    return (await this.#openStore()).read().releases;
  }

  async #update(change: (records: readonly ReleaseRecord[]) => readonly ReleaseRecord[]): Promise<void> {
    await (await this.#openStore()).update(({ releases }) => ({ releases: [...change(releases)] }));
  }

  #openStore(): Promise<SourceStore> {
    return (this.#store ??= this.#options.openStore());
  }
}

function nameKey({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function groupByName(records: readonly ReleaseRecord[]): ReadonlyMap<string, readonly ReleaseRecord[]> {
  const groups = new Map<string, ReleaseRecord[]>();
  for (const record of records) {
    const group = groups.get(nameKey(record));
    if (group === undefined) groups.set(nameKey(record), [record]);
    else group.push(record);
  }
  return groups;
}
