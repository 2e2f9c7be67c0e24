/**
 * What is newer where releases came from. Asks registries, a few things at a time, and one that can't be reached only once: the others
 * of its repositories get the same answer.
 */
import semver from 'semver';
import type { AppError } from '../../shared/errors';
import type { ReleasePlace } from '../../shared/release';
import type {
  ListedRelease,
  ReleaseSource,
  ReleaseUpdate,
  Republished,
  SourceVersion,
  SourceVersions,
} from '../../shared/release-source';
import type { Version, VersionList } from '../../shared/registry';
import type { BrowseService, Place } from '../registries/browse-service';
import { RegistryServiceError } from '../registries/registry-service-error';
import type { ListingStore } from '../registry/listing-store';
import type { RegistryProfiles } from '../settings/registry-profiles';
import { fewAtOnce } from './few-at-once';
import { LISTINGS_AT_ONCE, UPDATES_TRUSTED_FOR_MS } from './limits';
import type { ReleaseSources } from './release-sources';

export interface SourceUpdatesOptions {
  readonly sources: ReleaseSources;
  readonly browse: Pick<BrowseService, 'versions' | 'describe'>;
  readonly listings: Pick<ListingStore, 'digest'>;
  readonly profiles: Pick<RegistryProfiles, 'get'>;
  readonly toAppError: (error: unknown) => AppError;
  readonly now: () => number;
}

interface Asking {
  /** Also for releases that are no prerelease. */
  readonly prereleases: boolean;
  readonly refresh: boolean;
}

/** Of those that have a source. */
export interface SourceUpdates {
  readonly updates: (
    input: Asking & { readonly context: string; readonly releases: readonly ListedRelease[] },
    signal: AbortSignal,
  ) => Promise<readonly ReleaseUpdate[]>;
  /** Throws what reading the release throws, and what the registry throws where nothing was saved. */
  readonly versions: (place: ReleasePlace, asking: Asking, signal: AbortSignal) => Promise<SourceVersions>;
}

interface Known {
  readonly release: ListedRelease;
  readonly source: ReleaseSource;
}

export function createSourceUpdates(options: SourceUpdatesOptions): SourceUpdates {
  const { sources, browse, listings, profiles, toAppError, now } = options;

  /** A registry that the user took off the list is not asked. */
  function assertKnown(address: string): void {
    if (profiles.get(address) === undefined) throw new RegistryServiceError('unknown-registry', address);
  }

  async function listOf(place: Place, refresh: boolean, signal: AbortSignal): Promise<VersionList> {
    assertKnown(place.address);
    const list = await browse.versions(place, { refresh, signal });
    const isOld = now() - list.savedAt > UPDATES_TRUSTED_FOR_MS;
    return isOld && !refresh ? browse.versions(place, { refresh: true, signal }) : list;
  }

  /** Null where it is the same one, or nobody knows which it was. Throws what the registry throws. */
  async function republishedOf(
    { address, repository, tag, digest }: ReleaseSource,
    list: VersionList,
    refresh: boolean,
    signal: AbortSignal,
  ): Promise<Republished | null> {
    if (tag === null || digest === null || !list.versions.some((version) => version.tag === tag)) return null;
    const there = await browse.describe({ address, repository, tag }, { refresh, signal });
    return there.digest === digest ? null : { tag, digest: there.digest };
  }

  async function updateOf({ release, source }: Known, list: VersionList, asking: Asking, signal: AbortSignal) {
    const newer = list.versions.filter(
      (version) =>
        isOffered(version, release.chart.version, asking.prereleases) && isNewer(version, release.chart.version),
    );
    const [newest] = newer;
    const found = {
      namespace: release.namespace,
      name: release.name,
      newest: newest === undefined ? null : { tag: newest.tag, version: newest.version },
      newerCount: newer.length,
    };
    if (list.stale !== undefined) return { ...found, republished: null, problem: list.stale };
    try {
      const republished = await republishedOf(source, list, asking.refresh, signal);
      return { ...found, republished, problem: null };
    } catch (error) {
      signal.throwIfAborted();
      return { ...found, republished: null, problem: toAppError(error) };
    }
  }

  /** One registry's repositories; once it is out of reach the rest is not asked. */
  async function ofRegistry(repositories: readonly (readonly Known[])[], asking: Asking, signal: AbortSignal) {
    let outOfReach: AppError | null = null;
    const updates = await fewAtOnce(repositories, LISTINGS_AT_ONCE, async (releases) => {
      const [first] = releases;
      if (first === undefined) return [];
      try {
        if (outOfReach !== null) return releases.map(({ release }) => failed(release, outOfReach));
        const { address, repository } = first.source;
        const list = await listOf({ address, repository }, asking.refresh, signal);
        if (list.stale !== undefined && concernsAll(list.stale)) outOfReach = list.stale;
        return await Promise.all(releases.map((known) => updateOf(known, list, asking, signal)));
      } catch (error) {
        signal.throwIfAborted();
        const problem = toAppError(error);
        if (concernsAll(problem)) outOfReach = problem;
        return releases.map(({ release }) => failed(release, problem));
      }
    });
    return updates.flat();
  }

  return {
    async updates({ context, releases, ...asking }, signal) {
      const found = await sources.list(context, releases, signal);
      const known = releases.flatMap((release, index): readonly Known[] => {
        const source = found[index] ?? null;
        return source === null ? [] : [{ release, source }];
      });
      const registries = groupBy(known, ({ source }) => source.address);
      const updates = await Promise.all(
        registries.map((ofOne) =>
          ofRegistry(
            groupBy(ofOne, ({ source }) => source.repository),
            asking,
            signal,
          ),
        ),
      );
      return updates.flat();
    },

    async versions(place, { prereleases, refresh }, signal) {
      const { deployed } = await sources.revisions(place, signal);
      const { chart } = deployed;
      const about = { deployed: { revision: deployed.revision, chart } };
      const source = await sources.sourceOf(place, deployed, signal);
      if (source === null) {
        return { ...about, source, versions: [], hiddenPrereleases: 0, republished: null, savedAt: now() };
      }
      const { address, repository } = source;
      const list = await listOf({ address, repository }, refresh, signal);
      const offered = list.versions.filter((version) => isOffered(version, chart.version, prereleases));
      const [versions, republished] = await Promise.all([
        Promise.all(
          offered.map(async (version): Promise<SourceVersion> => {
            const seen = await listings.digest(address, repository, version.tag);
            const isDeployed = source.tag === null ? version.version === chart.version : version.tag === source.tag;
            return { ...version, digest: seen?.digest ?? null, isDeployed, isNewer: isNewer(version, chart.version) };
          }),
        ),
        republishedOf(source, list, refresh, signal).catch(() => {
          signal.throwIfAborted();
          // The list came, perhaps from the disk: that it can't be compared is no reason not to show it.
          return null;
        }),
      ]);
      return {
        ...about,
        source,
        versions,
        hiddenPrereleases: list.versions.length - offered.length,
        republished,
        savedAt: list.savedAt,
        ...(list.stale === undefined ? {} : { stale: list.stale }),
      };
    },
  };
}

/** Prereleases only where one is deployed, or they were asked for. */
function isOffered({ isPrerelease, version }: Version, deployed: string, prereleases: boolean): boolean {
  return !isPrerelease || prereleases || version === deployed || (semver.prerelease(deployed)?.length ?? 0) > 0;
}

function isNewer({ isSemver, version }: Version, deployed: string): boolean {
  return isSemver && semver.valid(deployed) !== null && semver.gt(version, deployed);
}

/** Nothing that one repository could be the reason of. */
function concernsAll({ kind }: AppError): boolean {
  return ['network', 'tls', 'auth-required', 'rate-limited', 'unavailable'].includes(kind);
}

function failed({ namespace, name }: ListedRelease, problem: AppError | null): ReleaseUpdate {
  return { namespace, name, newest: null, newerCount: 0, republished: null, problem };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
