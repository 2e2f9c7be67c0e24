/**
 * Where a release came from as its labels say, which another Chartroom gave it: a hash, so only repositories that are known here can be
 * recognised. Helm carries labels along when anything else upgrades the release: what they say of the digest counts only for the
 * version that is there.
 */
import type { Release } from '../../shared/helm';
import { tagToVersion } from '../../shared/reference';
import type { ReleasePlace } from '../../shared/release';
import type { ListedRelease, ReleaseSource } from '../../shared/release-source';
import { isClusterError } from '../cluster/cluster-error';
import { listLabelledRevisions, readReleaseLabels } from '../cluster/cluster-questions';
import { digestOf, REPOSITORY_LABEL, repositoryHash } from '../helm/source-labels';
import type { BrowseService, Place } from '../registries/browse-service';
import type { ListingStore } from '../registry/listing-store';
import type { RegistryProfiles } from '../settings/registry-profiles';
import type { ClusterAccess } from './cluster-access';
import { ContextError } from './context-error';

export interface LabelHintsOptions {
  readonly access: Pick<ClusterAccess, 'ask'>;
  readonly listings: Pick<ListingStore, 'repositories' | 'knownRepositories' | 'tags'>;
  readonly profiles: Pick<RegistryProfiles, 'list'>;
  readonly browse: Pick<BrowseService, 'chart'>;
}

type Revision = Pick<Release, 'revision' | 'chart'>;

/** A hint that can't be had is none: whatever fails counts as no label. */
export interface LabelHints {
  readonly of: (place: ReleasePlace, revision: Revision, signal: AbortSignal) => Promise<ReleaseSource | null>;
  /** By namespace and name, their repositories only. */
  readonly ofList: (
    context: string,
    releases: readonly ListedRelease[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, ReleaseSource>>;
}

export function createLabelHints({ access, listings, profiles, browse }: LabelHintsOptions): LabelHints {
  /** Every repository that was seen or added, by the hash that labels have of it. */
  async function repositoriesByHash(): Promise<ReadonlyMap<string, Place>> {
    const found = new Map<string, Place>();
    for (const { address, repositories } of profiles.list()) {
      const listed = (await listings.repositories(address))?.names ?? [];
      const visited = (await listings.knownRepositories(address)).keys();
      for (const repository of new Set([...repositories, ...listed, ...visited])) {
        found.set(repositoryHash(`${address}/${repository}`), { address, repository });
      }
    }
    return found;
  }

  /** Whether that digest is that version of the chart. */
  async function isOfVersion(place: Place, reference: string, version: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { metadata } = await browse.chart({ ...place, reference }, { refresh: false, signal });
      return metadata?.version === version;
    } catch {
      signal.throwIfAborted();
      // Gone, or out of reach: then nobody knows.
      return false;
    }
  }

  return {
    async of(place, { revision, chart }, signal) {
      const { context, namespace, name } = place;
      const labels = await orNothing(signal, {}, async () =>
        access.ask(context, (connection) => readReleaseLabels(connection, { namespace, name, revision }, { signal })),
      );
      const hash = labels?.[REPOSITORY_LABEL];
      if (labels === null || hash === undefined) return null;
      const found = (await repositoriesByHash()).get(hash);
      if (found === undefined) return null;
      const digest = digestOf(labels);
      const none = { ...found, tag: null, digest: null, how: 'labels' as const };
      if (digest === null || !(await isOfVersion(found, digest, chart.version, signal))) return none;
      const tags = (await listings.tags(found.address, found.repository))?.tags ?? [];
      const tag = tags.find((each) => tagToVersion(each) === chart.version);
      return tag === undefined ? none : { ...none, tag, digest };
    },

    async ofList(context, releases, signal) {
      const namespaces = new Set(releases.map(({ namespace }) => namespace));
      const [only = null] = namespaces.size === 1 ? namespaces : [];
      const labelled = await orNothing(signal, [], () =>
        access.ask(context, (connection) =>
          listLabelledRevisions(connection, { namespace: only, label: REPOSITORY_LABEL }, { signal }),
        ),
      );
      if (labelled.length === 0) return new Map();
      const repositories = await repositoriesByHash();
      const byRevision = new Map(
        labelled.map((each) => [`${each.namespace}/${each.name}/${each.revision}`, each.labels]),
      );
      const hints = new Map<string, ReleaseSource>();
      for (const { namespace, name, revision } of releases) {
        const labels = byRevision.get(`${namespace}/${name}/${revision}`);
        const found = labels === undefined ? undefined : repositories.get(labels[REPOSITORY_LABEL] ?? '');
        if (found !== undefined)
          hints.set(`${namespace}/${name}`, { ...found, tag: null, digest: null, how: 'labels' });
      }
      return hints;
    },
  };
}

async function orNothing<Answer>(signal: AbortSignal, nothing: Answer, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ContextError || isClusterError(error)) return nothing;
    throw error;
  }
}
