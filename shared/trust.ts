/** What is known of who made a chart: its provenance, checked or not, and what else is attached to it. All names in it are others' words. */
import * as z from 'zod';
import { fileSourceSchema, registrySourceSchema } from './archive';
import { digestSchema } from './oci';
import { tagSchema } from './registry';

/** Which chart is asked about. `tag`: what helm names the archive by; a file has its own name. */
export const trustSubjectSchema = z.discriminatedUnion('kind', [
  registrySourceSchema.extend({ tag: tagSchema }),
  fileSourceSchema,
]);
export type TrustSubject = z.infer<typeof trustSubjectSchema>;

/**
 * `not-checked`: signed, and no keys were chosen to check it with. `failed`: helm verify refuses it too, or it could not be read.
 */
export const trustStateSchema = z.enum(['verified', 'not-checked', 'not-signed', 'failed']);
export type TrustState = z.infer<typeof trustStateSchema>;

/** Why a check failed, in the order in which helm looks. */
export const trustFailureSchema = z.enum([
  'no-signed-message',
  'bad-signature',
  'no-issuer',
  'unknown-signer',
  'altered',
  'unknown-notation',
  'key-revoked',
  'key-expired',
  'key-from-future',
  'signature-expired',
  'signature-from-future',
  'bad-sums',
  'other-file',
  'other-digest',
  'too-large',
]);
export type TrustFailure = z.infer<typeof trustFailureSchema>;

/** Nothing of it changes the verdict. */
export const trustRemarkSchema = z.enum([
  'sha1',
  'short-key',
  'several-signatures',
  'unsigned-text',
  /** Helm 3 says otherwise than Helm 4, whose verdict is shown. */
  'helm3-accepts',
  'helm3-refuses',
  /** Where the verdict is stricter than Helm 4's. */
  'helm-accepts-copy',
  'helm-reads-version-6',
]);
export type TrustRemark = z.infer<typeof trustRemarkSchema>;

export const keyValiditySchema = z.enum(['valid', 'expired', 'revoked', 'from-future']);
export type KeyValidity = z.infer<typeof keyValiditySchema>;

const timeMs = z.number().int();

export const trustSignatureSchema = z.strictObject({
  /** Sixteen hexadecimal digits; missing where the signature doesn't say. */
  keyId: z.string().optional(),
  createdAt: timeMs.optional(),
  expiresAt: timeMs.optional(),
  /** Such as `SHA-512`, `RSA`; missing where they are not known. */
  hash: z.string().optional(),
  algorithm: z.string().optional(),
  /** The one that helm looks at. */
  isChecked: z.boolean(),
});
export type TrustSignature = z.infer<typeof trustSignatureSchema>;

export const trustSignerSchema = z.strictObject({
  userIds: z.array(z.string()),
  /** Of the primary key, in capitals, as helm prints it. */
  fingerprint: z.string(),
  /** Of the subkey that signed, where it was one. */
  subkeyFingerprint: z.string().optional(),
  algorithm: z.string(),
  validity: keyValiditySchema,
  createdAt: timeMs,
  expiresAt: timeMs.optional(),
});
export type TrustSigner = z.infer<typeof trustSignerSchema>;

export const signedFileSchema = z.strictObject({ fileName: z.string(), sum: z.string() });

export const trustReportSchema = z.strictObject({
  state: trustStateSchema,
  failure: trustFailureSchema.optional(),
  remarks: z.array(trustRemarkSchema),
  /** Of the archive, by the name that helm gives it. */
  archive: z.strictObject({ fileName: z.string(), digest: digestSchema }),
  provenance: z.strictObject({ digest: digestSchema, sizeBytes: z.number(), fileName: z.string() }).nullable(),
  /** What the signed text says, whoever signed it; null where it can't be read. */
  signedFiles: z.array(signedFileSchema).nullable(),
  signatures: z.array(trustSignatureSchema),
  signer: trustSignerSchema.nullable(),
  /** How many key files were looked at. */
  keyFileCount: z.number(),
});
export type TrustReport = z.infer<typeof trustReportSchema>;

/** Stands for a key file that the user chose; the window never knows its path. */
export const keyFileIdSchema = z.string().uuid().brand<'KeyFileId'>();
export type KeyFileId = z.infer<typeof keyFileIdSchema>;

export const listedKeySchema = z.strictObject({
  userId: z.string(),
  fingerprint: z.string(),
  validity: keyValiditySchema,
});

export const keyFileSchema = z.strictObject({
  id: keyFileIdSchema,
  fileName: z.string(),
  /** `problem`: it can't be used; the words say why. */
  content: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('keys'),
      form: z.enum(['armored', 'binary', 'keybox']),
      /** The first ones. */
      keys: z.array(listedKeySchema),
      keyCount: z.number(),
      /** Keys that don't count: their algorithm is not known, or they are damaged. Among those listed only. */
      unusableCount: z.number(),
      secretKeyCount: z.number(),
    }),
    z.strictObject({ kind: z.literal('problem'), message: z.string(), why: z.string() }),
  ]),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

export const attachmentKindSchema = z.enum([
  'cosign-signature',
  'sigstore-bundle',
  'notation-signature',
  'spdx',
  'cyclonedx',
  'sbom',
  'slsa',
  'in-toto',
  'other',
]);
export type AttachmentKind = z.infer<typeof attachmentKindSchema>;

/** Something that says that it belongs to a chart. Present, never verified. */
export const attachmentSchema = z.strictObject({
  kind: attachmentKindSchema,
  artifactType: z.string(),
  mediaType: z.string(),
  digest: digestSchema,
  sizeBytes: z.number(),
  /** The tag it stands under, where it was found by one. */
  tag: z.string().optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const attachmentListSchema = z.strictObject({
  attachments: z.array(attachmentSchema),
  /** There are more than are listed. */
  isCut: z.boolean(),
  /** The registry would have another host asked for its list, which was not done. */
  isElsewhere: z.boolean(),
});
export type AttachmentList = z.infer<typeof attachmentListSchema>;
