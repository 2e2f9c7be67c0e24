/**
 * OCI descriptors, manifests and media types, as the image and distribution specifications 1.1 name them.
 * Reading is lenient about unknown fields and strict about the known ones. No I/O here.
 */
import * as z from 'zod';
import { DIGEST_PATTERN } from './digest';
import { MANIFEST_TYPES } from './media-types';

export const MEDIA_TYPE = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerManifestList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  helmConfig: 'application/vnd.cncf.helm.config.v1+json',
  helmChart: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  helmProvenance: 'application/vnd.cncf.helm.chart.provenance.v1.prov',
  /** The chart layer of Helm before 3.7; still pulled, never written. */
  legacyHelmChart: 'application/tar+gzip',
} as const;

/** What every manifest request accepts; without the OCI types distribution 2.8 answers 404. */
export const MANIFEST_ACCEPT = MANIFEST_TYPES;

export const digestSchema = z.string().regex(DIGEST_PATTERN).brand<'Digest'>();

/** Sizes are whole bytes below 2^53; a descriptor that claims more is refused when it is parsed. */
const sizeBytes = z.number().int().nonnegative();
/**
 * By hand, as the lists below: zod notes what is wrong with each single entry, and a document of 4 MB holds more wrong ones than
 * memory holds notes.
 */
const annotationsSchema = z.custom<Readonly<Record<string, string>>>(
  (value) => isObject(value) && Object.values(value).every((text) => typeof text === 'string'),
);

export const descriptorSchema = z.looseObject({
  mediaType: z.string(),
  digest: digestSchema,
  size: sizeBytes,
  annotations: annotationsSchema.optional(),
  artifactType: z.string().optional(),
});
export type Descriptor = z.infer<typeof descriptorSchema>;

const descriptorsSchema = z.custom<readonly Descriptor[]>(
  (value) => Array.isArray(value) && value.every((item) => descriptorSchema.safeParse(item).success),
);

/** An image manifest. Helm's has no `mediaType`; select layers by media type, never by index. */
export const manifestSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptorSchema,
  layers: descriptorsSchema,
  subject: descriptorSchema.optional(),
  annotations: annotationsSchema.optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  manifests: descriptorsSchema,
  subject: descriptorSchema.optional(),
  annotations: annotationsSchema.optional(),
});
export type Index = z.infer<typeof indexSchema>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
