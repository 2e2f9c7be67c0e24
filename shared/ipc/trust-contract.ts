/** The part of the contract about who made a chart: its provenance, the keys to check it with, what is attached to it. */
import * as z from 'zod';
import { fileSourceSchema } from '../archive';
import { digestSchema } from '../oci';
import { registryAddressSchema, repositoryNameSchema } from '../registry';
import { attachmentListSchema, keyFileIdSchema, keyFileSchema, trustReportSchema, trustSubjectSchema } from '../trust';
import { method } from './contract-method';

const keyFiles = z.array(keyFileSchema);

export const trustContract = {
  /** The verdict, with the key files as they are now. */
  'trust.report': method({ input: z.strictObject({ subject: trustSubjectSchema }), output: trustReportSchema }),
  /** The .prov beside a file of this machine, to be read; null where there is none. */
  'trust.provenanceBeside': method({
    input: fileSourceSchema.pick({ fileId: true }),
    output: z.strictObject({ text: z.string() }).nullable(),
  }),
  /** What else is attached to a manifest: signatures of other kinds, lists of parts, attestations. None is verified. */
  'trust.attachments': method({
    input: z.strictObject({
      address: registryAddressSchema,
      repository: repositoryNameSchema,
      digest: digestSchema,
    }),
    output: attachmentListSchema,
  }),
  'trust.keyFiles': method({ input: z.null(), output: keyFiles }),
  /** Asks for one, by the system's dialog; null when the user cancelled. It is remembered. */
  'trust.addKeyFile': method({ input: z.null(), output: keyFiles.nullable() }),
  /** Forgets it; the file stays. */
  'trust.removeKeyFile': method({ input: z.strictObject({ id: keyFileIdSchema }), output: keyFiles }),
} as const;
