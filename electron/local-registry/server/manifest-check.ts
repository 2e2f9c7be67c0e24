/** Reads a manifest that is pushed, and refuses what no client could use. The bytes stay as they are. No I/O. */
import type { Digest } from '../../../shared/digest';
import {
  indexSchema,
  manifestSchema,
  MEDIA_TYPE,
  type Descriptor,
  type Index,
  type Manifest,
} from '../../../shared/oci';
import { MANIFEST_TYPES } from '../../../shared/media-types';
import { Refusal } from './error-answer';

export interface CheckedManifest {
  readonly mediaType: string;
  /** Blobs that must be in the repository before. */
  readonly blobs: readonly Descriptor[];
  /** Layers that may stay elsewhere: image-spec 1.1 still knows them, deprecated. */
  readonly foreignBlobs: readonly Descriptor[];
  /** Of an index; must be in the repository before. */
  readonly manifests: readonly Descriptor[];
  /** What it is about. May be missing: distribution-spec 1.1 wants it so. */
  readonly subject?: Digest;
}

/** What a list of referrers says of a manifest. */
export interface ReferrerFacts {
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const FOREIGN_LAYER = /^application\/vnd\.(?:oci\.image\.layer\.nondistributable\.|docker\.image\.rootfs\.foreign\.)/;

/** Throws a Refusal with MANIFEST_INVALID. `contentType`: the request's header. */
export function checkManifest(bytes: Buffer, contentType: string | undefined): CheckedManifest {
  const document = parseObject(bytes);
  const mediaType = mediaTypeOf(document, contentType);
  const isIndex = mediaType === MEDIA_TYPE.ociIndex || mediaType === MEDIA_TYPE.dockerManifestList;
  // CVE-2021-41190: one document that two clients take for two different things.
  const foreignPart = (isIndex ? ['config', 'layers'] : ['manifests']).find((part) => part in document);
  if (foreignPart !== undefined) throw invalid(`A document of the type ${mediaType} can't have "${foreignPart}".`);
  return isIndex ? checkIndex(document, mediaType) : checkImage(document, mediaType);
}

/** Of a manifest that was checked when it came. Its type is its own or, as in images of old, its config's. */
export function referrerFacts(bytes: Buffer): ReferrerFacts {
  const document: Partial<Manifest & Index> = manifestSchema.or(indexSchema).parse(parseObject(bytes));
  const artifactType = document.artifactType || document.config?.mediaType;
  return {
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(document.annotations === undefined ? {} : { annotations: document.annotations }),
  };
}

function checkImage(document: object, mediaType: string): CheckedManifest {
  const parsed = manifestSchema.safeParse(document);
  if (!parsed.success) throw invalid(`The manifest is not valid: ${firstIssue(parsed.error)}.`);
  const { config, layers, subject } = parsed.data;
  return {
    mediaType,
    blobs: [config, ...layers.filter((layer) => !FOREIGN_LAYER.test(layer.mediaType))],
    foreignBlobs: layers.filter((layer) => FOREIGN_LAYER.test(layer.mediaType)),
    manifests: [],
    ...(subject ? { subject: subject.digest } : {}),
  };
}

function checkIndex(document: object, mediaType: string): CheckedManifest {
  const parsed = indexSchema.safeParse(document);
  if (!parsed.success) throw invalid(`The index is not valid: ${firstIssue(parsed.error)}.`);
  const { manifests, subject } = parsed.data;
  return { mediaType, blobs: [], foreignBlobs: [], manifests, ...(subject ? { subject: subject.digest } : {}) };
}

function parseObject(bytes: Buffer): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw invalid('The manifest is not JSON.', error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('The manifest is no object.');
  return value;
}

/** Helm's manifests have no `mediaType`, so the header counts; where both are there they must agree. */
function mediaTypeOf(document: object, contentType: string | undefined): string {
  const header = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const own = 'mediaType' in document ? document.mediaType : undefined;
  if (own !== undefined && typeof own !== 'string') throw invalid('"mediaType" has to be text.');
  if (header !== '' && own !== undefined && own !== header) {
    throw invalid(`It was sent as ${header} and says it is ${own}.`);
  }
  const mediaType = header === '' ? own : header;
  if (mediaType === undefined) throw invalid('Its type is missing: send it as Content-Type.');
  if (!MANIFEST_TYPES.includes(mediaType)) throw invalid(`${mediaType} is no type of manifest that is kept here.`);
  return mediaType;
}

function firstIssue(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : 'it has another shape';
}

function invalid(message: string, cause?: unknown): Refusal {
  return new Refusal(400, 'MANIFEST_INVALID', message.slice(0, 400), { cause });
}
