/**
 * What else is attached to a chart: referrers, and the tags that cosign writes. They are listed and can be read; none is verified
 * here, and whoever shows them must say so.
 */
import type { Digest } from '../../shared/digest';
import type { ManifestDetail } from '../../shared/registry';
import type { Attachment, AttachmentList } from '../../shared/trust';
import type { BrowseService, Place } from '../registries/browse-service';
import type { ChartPlace } from '../registries/chart-manifest';
import { parseJson } from '../registry/body';
import type { RegistryClient } from '../registry/registry-client';
import { isRegistryError, type RegistryErrorCode } from '../registry/registry-error';
import { attachmentKind } from './attachment-kind';
import { MAX_LOOKED_AT_ATTACHMENTS, MAX_TYPE_LENGTH } from './limits';

export interface AttachmentOptions {
  readonly manifest: BrowseService['manifest'];
  readonly clientFor: (address: string) => RegistryClient;
}

/** Of a manifest by digest. Throws what the client throws. */
export type ListAttachments = (place: ChartPlace, options: { readonly signal: AbortSignal }) => Promise<AttachmentList>;

/** The kind where the content doesn't tell. */
const COSIGN_TAGS = [
  ['sig', 'cosign-signature'],
  ['att', 'in-toto'],
  ['sbom', 'sbom'],
] as const;

const UNREADABLE: ReadonlySet<RegistryErrorCode> = new Set<RegistryErrorCode>([
  'not-found',
  'invalid-answer',
  'digest-mismatch',
  'too-large',
]);

export function createAttachments({ manifest, clientFor }: AttachmentOptions): ListAttachments {
  async function referrers({ digest, ...place }: ChartPlace, signal: AbortSignal): Promise<AttachmentList> {
    const list = await clientFor(place.address).listReferrers(place.repository, digest, { signal });
    const items: Attachment[] = [];
    for (const [index, each] of list.referrers.entries()) {
      const isLookedAt = index < MAX_LOOKED_AT_ATTACHMENTS;
      const detail = isLookedAt ? await readable(place, each.digest, signal) : null;
      // A list that stands under a mere tag may be anything: only what says itself that it belongs here does.
      if (list.foundBy === 'tag' && (detail === null || subjectOf(detail) !== digest)) continue;
      items.push(
        describe({
          digest: each.digest,
          sizeBytes: each.size,
          mediaType: each.mediaType,
          artifactType: each.artifactType ?? null,
          detail,
        }),
      );
    }
    return { attachments: items, isCut: list.isCut, isElsewhere: list.isElsewhere };
  }

  async function cosignTags({ digest, ...place }: ChartPlace, signal: AbortSignal): Promise<readonly Attachment[]> {
    const client = clientFor(place.address);
    const found: Attachment[] = [];
    for (const [ending, kind] of COSIGN_TAGS) {
      const tag = `${digest.replace(':', '-')}.${ending}`;
      const head = await client.headManifest(place.repository, tag, { signal });
      // Without a digest nothing of it could be opened.
      if (head?.digest === undefined || head.digest === digest) continue;
      const detail = await readable(place, head.digest, signal);
      if (detail === null) continue;
      const { mediaType, sizeBytes } = detail;
      const described = describe({ digest: head.digest, sizeBytes, mediaType, artifactType: null, detail });
      found.push({ ...described, tag, kind: described.kind === 'other' ? kind : described.kind });
    }
    return found;
  }

  /** Null for what is gone or no manifest: the others can be told all the same. */
  async function readable(place: Place, digest: Digest, signal: AbortSignal): Promise<ManifestDetail | null> {
    try {
      return await manifest(place, digest, signal);
    } catch (error) {
      if (isRegistryError(error) && UNREADABLE.has(error.code)) return null;
      throw error;
    }
  }

  return async (place, { signal }) => {
    const list = await referrers(place, signal);
    const known = new Set(list.attachments.map(({ digest }) => digest));
    const byTag = (await cosignTags(place, signal)).filter(({ digest }) => !known.has(digest));
    return { ...list, attachments: [...list.attachments, ...byTag] };
  };
}

interface Described {
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** As the list names it. */
  readonly artifactType: string | null;
  readonly detail: ManifestDetail | null;
}

function describe({ digest, sizeBytes, mediaType, artifactType, detail }: Described): Attachment {
  const own = detail === null ? [] : [detail.config?.mediaType ?? '', ...detail.layers.map((each) => each.mediaType)];
  const predicates = Object.values(detail?.layers[0]?.annotations ?? {});
  const told = artifactType ?? ownArtifactType(detail) ?? own[1] ?? mediaType;
  return {
    kind: attachmentKind([told, ...own, ...predicates]),
    artifactType: told.slice(0, MAX_TYPE_LENGTH),
    mediaType: mediaType.slice(0, MAX_TYPE_LENGTH),
    digest,
    sizeBytes,
  };
}

function ownArtifactType(detail: ManifestDetail | null): string | null {
  const value = fieldOf(detail, 'artifactType');
  return typeof value === 'string' && value !== '' ? value : null;
}

function subjectOf(detail: ManifestDetail): unknown {
  const subject = fieldOf(detail, 'subject');
  return typeof subject === 'object' && subject !== null && 'digest' in subject ? subject.digest : undefined;
}

function fieldOf(detail: ManifestDetail | null, name: string): unknown {
  const document = detail === null ? null : parseJson(Buffer.from(detail.text));
  return typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
}
