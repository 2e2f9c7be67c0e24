/**
 * The manifest that `helm push` writes for a chart, byte for byte. No I/O.
 */
import type { Digest } from '../../shared/digest';
import { MEDIA_TYPE } from '../../shared/oci';
import { digestOf } from '../registry/digests';
import { encodeGoJson, type GoStruct } from './go-json';
import type { HelmMetadata } from './helm-types';

export interface BlobSummary {
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export interface HelmManifestInput {
  readonly metadata: HelmMetadata;
  readonly config: BlobSummary;
  readonly chart: BlobSummary;
  readonly provenance?: BlobSummary | undefined;
  /** The .tgz file's modification time. */
  readonly createdAtMs: number;
  /** Minutes east of UTC; the machine's own at `createdAtMs` where left out, as Helm takes it. */
  readonly utcOffsetMinutes?: number;
}

export interface HelmManifest {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mediaType: string;
}

const PREFIX = 'org.opencontainers.image.';
/** The only annotations that a chart can't override. */
const FIXED: ReadonlySet<string> = new Set([`${PREFIX}version`, `${PREFIX}title`]);

export function buildHelmManifest(input: HelmManifestInput): HelmManifest {
  const layers = [
    { mediaType: MEDIA_TYPE.helmChart, blob: input.chart },
    ...(input.provenance === undefined ? [] : [{ mediaType: MEDIA_TYPE.helmProvenance, blob: input.provenance }]),
  ].sort((left, right) => (left.blob.digest < right.blob.digest ? -1 : 1));
  const manifest: GoStruct = {
    fields: [
      ['schemaVersion', 2],
      ['config', descriptor(MEDIA_TYPE.helmConfig, input.config)],
      ['layers', layers.map(({ mediaType, blob }) => descriptor(mediaType, blob))],
      ['annotations', annotationsOf(input)],
    ],
  };
  const bytes = Buffer.from(encodeGoJson(manifest));
  return { bytes, digest: digestOf(bytes), mediaType: MEDIA_TYPE.ociManifest };
}

function descriptor(mediaType: string, { digest, sizeBytes }: BlobSummary): GoStruct {
  return {
    fields: [
      ['mediaType', mediaType],
      ['digest', digest],
      ['size', sizeBytes],
    ],
  };
}

function annotationsOf({ metadata, createdAtMs, utcOffsetMinutes }: HelmManifestInput): ReadonlyMap<string, string> {
  const offset = utcOffsetMinutes ?? -new Date(createdAtMs).getTimezoneOffset();
  const own: readonly (readonly [string, string])[] = [
    ['description', metadata.description],
    ['title', metadata.name],
    ['version', metadata.version],
    ['url', metadata.home],
    ['created', formatRfc3339(createdAtMs, offset)],
    ['source', metadata.sources[0] ?? ''],
    ['authors', authorsOf(metadata)],
  ];
  const annotations = new Map<string, string>();
  for (const [name, value] of own) if (!isBlank(value)) annotations.set(PREFIX + name, value);
  // A chart's own may override the rest, blank ones too.
  for (const [name, value] of metadata.annotations) if (!FIXED.has(name)) annotations.set(name, value);
  return annotations;
}

function authorsOf({ maintainers }: HelmMetadata): string {
  return maintainers.map(({ name, email }) => (email === '' ? name : `${name} (${email})`)).join(', ');
}

/** Go's strings.TrimSpace counts as blank what Unicode calls white space. */
function isBlank(text: string): boolean {
  return /^\p{White_Space}*$/u.test(text);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Go's time.RFC3339: whole seconds, `Z` at offset 0. `offsetMinutes` is east of UTC. */
export function formatRfc3339(timeMs: number, offsetMinutes: number): string {
  const local = new Date(Math.floor(timeMs / 1000) * 1000 + offsetMinutes * 60_000);
  const text = local.toISOString().slice(0, 19);
  if (offsetMinutes === 0) return `${text}Z`;
  const minutes = Math.abs(offsetMinutes);
  return `${text}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
