/**
 * Reading what is in a registry: repositories, versions, charts, manifests, blobs. Content is cached by digest and never
 * fetched twice; the last lists are kept, so that a registry that can't be reached still shows what was seen.
 */
import type { ChartMetadata } from '../../shared/chart';
import { isDigest, type Digest } from '../../shared/digest';
import type { AppError } from '../../shared/errors';
import { MEDIA_TYPE } from '../../shared/oci';
import type {
  BlobPreview,
  ChartDetail,
  ManifestDetail,
  Repository,
  RepositoryList,
  VersionList,
  VersionSummary,
} from '../../shared/registry';
import { readMetadata } from '../charts/read-metadata';
import type { ContentCache } from '../registry/content-cache';
import type { ListingStore } from '../registry/listing-store';
import { isRegistryError } from '../registry/registry-error';
import type { RegistryClient } from '../registry/registry-client';
import { sortVersions } from '../registry/versions';
import type { RegistryProfiles } from '../settings/registry-profiles';
import { readManifest, summarize } from './read-manifest';
import { createSlots, type Slots } from './slots';

/** Docker Hub and others count manifest requests against small limits (registries.md D). */
const MANIFEST_REQUESTS_AT_ONCE = 4;
/** How long a tag is taken to still point at the digest last seen; after that one HEAD asks. Opening a chart always asks. */
const TAG_TRUSTED_FOR_MS = 60 * 60 * 1000;
/** Chart.yaml as JSON: Helm lets Chart.yaml itself be 5 MiB. */
const MAX_CONFIG_BYTES = 5 * 1024 * 1024;
/** More is not read in a dialog; save the file instead. */
const MAX_PREVIEW_BYTES = 1024 * 1024;

export interface BrowseServiceOptions {
  readonly clientFor: (address: string) => RegistryClient;
  readonly profiles: RegistryProfiles;
  readonly content: ContentCache;
  readonly listings: ListingStore;
  readonly toAppError: (error: unknown) => AppError;
  readonly now: () => number;
}

export interface Place {
  readonly address: string;
  readonly repository: string;
}
export interface TaggedPlace extends Place {
  readonly tag: string;
}
/** A manifest by what the specification calls its reference: a tag, or the digest itself. */
export interface ManifestPlace extends Place {
  readonly reference: string;
}
interface ReadOptions {
  readonly refresh: boolean;
  readonly signal: AbortSignal;
}

/** Where a tag's digest comes from: what was seen last, whenever that was; the same while it is young; the registry. */
type TagMode = 'saved' | 'young' | 'ask';

interface TaggedManifest extends Pick<ChartDetail, 'savedAt' | 'stale'> {
  readonly manifest: ManifestDetail;
}

export class BrowseService {
  readonly #options: BrowseServiceOptions;
  readonly #slots = new Map<string, Slots>();

  constructor(options: BrowseServiceOptions) {
    this.#options = options;
  }

  /** Throws only where nothing at all can be shown; a saved list comes with the reason in `stale`. */
  async repositories(address: string, { refresh, signal }: ReadOptions): Promise<RepositoryList> {
    const { listings, profiles, toAppError } = this.#options;
    const added = profiles.get(address)?.repositories ?? [];
    const saved = await listings.repositories(address);
    if (saved !== null && !refresh)
      return this.#repositoryList(address, saved.names, added, { savedAt: saved.savedAt });
    try {
      const names = await this.#options.clientFor(address).listRepositories({ signal });
      await listings.saveRepositories(address, names);
      return await this.#repositoryList(address, names, added, { savedAt: this.#options.now() });
    } catch (error) {
      signal.throwIfAborted();
      if (isRegistryError(error, 'unsupported')) {
        const cannotList = toAppError(error);
        return await this.#repositoryList(address, [], added, { savedAt: this.#options.now(), cannotList });
      }
      if (saved === null && added.length === 0) throw error;
      const stale = toAppError(error);
      return await this.#repositoryList(address, saved?.names ?? [], added, { savedAt: saved?.savedAt ?? 0, stale });
    }
  }

  async versions(place: Place, { refresh, signal }: ReadOptions): Promise<VersionList> {
    const { listings, toAppError } = this.#options;
    const saved = await listings.tags(place.address, place.repository);
    if (saved !== null && !refresh) return versionList(saved.tags, { savedAt: saved.savedAt });
    try {
      const tags = await this.#options.clientFor(place.address).listTags(place.repository, { signal });
      await listings.saveTags(place.address, place.repository, tags);
      return versionList(tags, { savedAt: this.#options.now() });
    } catch (error) {
      signal.throwIfAborted();
      // "Not found" is news about the repository, not a broken network: an old list would be a lie.
      if (saved === null || isRegistryError(error, 'not-found')) throw error;
      return versionList(saved.tags, { savedAt: saved.savedAt, stale: toAppError(error) });
    }
  }

  /** One row of the versions table. At most four at once per registry; a cancelled one leaves the line. */
  async describe(place: TaggedPlace, { refresh, signal }: ReadOptions): Promise<VersionSummary> {
    return await this.#slotsOf(place.address).run(async () => {
      const { manifest } = await this.#manifestByTag(place, refresh ? 'ask' : 'young', signal);
      return summarize(manifest, await this.#metadataOf(place, manifest, signal));
    }, signal);
  }

  /**
   * A chart page's content. `refresh` asks where the tag points now; what that digest names comes from the cache if it is
   * there. Out of reach of the registry, what was seen last comes with the reason in `stale`.
   */
  async chart({ reference, ...place }: ManifestPlace, { refresh, signal }: ReadOptions): Promise<ChartDetail> {
    const { manifest, ...seen } = isDigest(reference)
      ? { manifest: await this.manifest(place, reference, signal), savedAt: this.#options.now() }
      : await this.#manifestByTag({ ...place, tag: reference }, refresh ? 'ask' : 'saved', signal);
    const metadata = await this.#metadataOf(place, manifest, signal);
    return { summary: summarize(manifest, metadata), manifest, metadata, ...seen };
  }

  async manifest(place: Place, digest: Digest, signal: AbortSignal): Promise<ManifestDetail> {
    const cached = await this.#options.content.read(digest);
    if (cached !== null) return readManifest({ bytes: cached, mediaType: mediaTypeIn(cached), digest }, place.address);
    const fetched = await this.#options.clientFor(place.address).getManifest(place.repository, digest, { signal });
    const detail = readManifest(fetched, place.address);
    await this.#options.content.write(digest, fetched.bytes);
    return detail;
  }

  async blobPreview(
    place: Place,
    blob: { digest: Digest; sizeBytes: number },
    signal: AbortSignal,
  ): Promise<BlobPreview> {
    if (blob.sizeBytes > MAX_PREVIEW_BYTES) return { kind: 'too-large' };
    const bytes = await this.#blob(place, { digest: blob.digest, size: blob.sizeBytes }, MAX_PREVIEW_BYTES, signal);
    const text = decodeText(bytes);
    return text === null ? { kind: 'binary' } : { kind: 'text', text };
  }

  /** Called after a push or a login, so that the next look asks the registry. */
  async forgetTag(place: TaggedPlace): Promise<void> {
    await this.#options.listings.forgetTag(place.address, place.repository, place.tag);
  }

  async #repositoryList(
    address: string,
    names: readonly string[],
    added: readonly string[],
    rest: Pick<RepositoryList, 'savedAt' | 'stale' | 'cannotList'>,
  ): Promise<RepositoryList> {
    const known = await this.#options.listings.knownRepositories(address);
    const addedNames = new Set(added);
    const all = [...new Set([...names, ...added])].sort((a, b) => (a < b ? -1 : 1));
    const repositories = all.map((name): Repository => {
      const seen = known.get(name);
      if (seen === undefined) return { name, addedByUser: addedNames.has(name) };
      const { latestTag, versions } = sortVersions(seen.tags);
      const latest = versions.find((version) => version.tag === latestTag)?.version;
      return {
        name,
        addedByUser: addedNames.has(name),
        known: {
          versionCount: versions.length,
          savedAt: seen.savedAt,
          ...(latest === undefined ? {} : { latestVersion: latest }),
        },
      };
    });
    return { repositories, ...rest };
  }

  async #manifestByTag(place: TaggedPlace, mode: TagMode, signal: AbortSignal): Promise<TaggedManifest> {
    const { listings, content, now, toAppError } = this.#options;
    const seen = await listings.digest(place.address, place.repository, place.tag);
    if (seen === null) return await this.#fetchByTag(place, signal);
    const lastSeen = async (stale?: AppError): Promise<TaggedManifest> => ({
      manifest: await this.manifest(place, seen.digest, signal),
      savedAt: seen.savedAt,
      ...(stale === undefined ? {} : { stale }),
    });
    const isCached = await content.has(seen.digest);
    if (mode === 'saved' && isCached) return await lastSeen();
    if (mode !== 'ask' && now() - seen.savedAt < TAG_TRUSTED_FOR_MS) return await lastSeen();
    try {
      const client = this.#options.clientFor(place.address);
      const head = isCached ? await client.headManifest(place.repository, place.tag, { signal }) : null;
      if (head?.digest !== seen.digest) return await this.#fetchByTag(place, signal);
      await listings.saveDigest(place.address, place.repository, place.tag, seen.digest);
      return { manifest: await this.manifest(place, seen.digest, signal), savedAt: now() };
    } catch (error) {
      signal.throwIfAborted();
      // Out of reach, what was seen last is better than nothing; `stale` says that it is old.
      if (isCached && isRegistryError(error, 'network')) return await lastSeen(toAppError(error));
      throw error;
    }
  }

  async #fetchByTag({ address, repository, tag }: TaggedPlace, signal: AbortSignal): Promise<TaggedManifest> {
    const { listings, content, now } = this.#options;
    const fetched = await this.#options.clientFor(address).getManifest(repository, tag, { signal });
    const manifest = readManifest(fetched, address);
    await content.write(fetched.digest, fetched.bytes);
    await listings.saveDigest(address, repository, tag, fetched.digest);
    return { manifest, savedAt: now() };
  }

  async #metadataOf(place: Place, manifest: ManifestDetail, signal: AbortSignal): Promise<ChartMetadata | null> {
    const { config } = manifest;
    if (config === undefined || config.mediaType !== MEDIA_TYPE.helmConfig) return null;
    const read = readMetadata(await this.#blob(place, config, MAX_CONFIG_BYTES, signal));
    return read.ok ? read.data : null;
  }

  async #blob(
    place: Place,
    blob: { digest: Digest; size: number },
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Buffer> {
    const cached = await this.#options.content.read(blob.digest);
    if (cached !== null) return cached;
    const client = this.#options.clientFor(place.address);
    const bytes = await client.readBlob(place.repository, blob, { maxBytes, signal });
    await this.#options.content.write(blob.digest, bytes);
    return bytes;
  }

  #slotsOf(address: string): Slots {
    const known = this.#slots.get(address);
    if (known !== undefined) return known;
    const slots = createSlots(MANIFEST_REQUESTS_AT_ONCE);
    this.#slots.set(address, slots);
    return slots;
  }
}

function versionList(tags: readonly string[], rest: Pick<VersionList, 'savedAt' | 'stale'>): VersionList {
  const { versions, latestTag } = sortVersions(tags);
  return { versions: [...versions], ...(latestTag === undefined ? {} : { latestTag }), ...rest };
}

/** A cached document has no header to ask; its own `mediaType` says it, and Helm's manifest, which has none, is OCI's. */
function mediaTypeIn(bytes: Buffer): string {
  const document: unknown = JSON.parse(bytes.toString('utf8'));
  if (typeof document !== 'object' || document === null) return '';
  if ('mediaType' in document && typeof document.mediaType === 'string') return document.mediaType;
  return 'manifests' in document ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest;
}

/** Null for what is not UTF-8 text. */
function decodeText(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
