/** The part of the contract about charts' archives and the files in them. */
import * as z from 'zod';
import {
  archiveFileSchema,
  archiveIndexSchema,
  archivePathSchema,
  archiveSourceSchema,
  madeFileIdSchema,
} from '../archive';
import { chartMetadataSchema } from '../chart';
import { chartImagesSchema } from '../chart-images';
import { chartContentSchema } from '../chart-content';
import { chartDependenciesSchema } from '../chart-dependencies';
import { digestSchema } from '../oci';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from '../registry';
import { method } from './contract-method';

const source = z.strictObject({ source: archiveSourceSchema });
const file = source.extend({ path: archivePathSchema });

export const archiveContract = {
  /** Which files it holds. */
  'archives.open': method({ input: source, output: archiveIndexSchema }),
  /** What of it is for reading and for values, of the chart and of each chart within it. */
  'archives.content': method({ input: source, output: chartContentSchema }),
  /** What its Chart.yaml says, as a push would write it. */
  'archives.metadata': method({ input: source, output: chartMetadataSchema }),
  /** What it says of its dependencies, and which of them are inside; no registry is asked. */
  'archives.dependencies': method({ input: source, output: chartDependenciesSchema }),
  /** The container images that its values and templates name; nothing is rendered. */
  'archives.images': method({ input: source, output: chartImagesSchema }),
  /** All of it as one text, as `helm show all` prints it. */
  'archives.all': method({ input: source, output: z.strictObject({ text: z.string() }) }),
  /** Asks where to, by the system's dialog, and writes that text. Null when the user cancelled. */
  'archives.saveAll': method({
    input: source.extend({ fileName: z.string().min(1).max(200) }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
  }),
  'archives.file': method({ input: file, output: archiveFileSchema }),
  /** Asks where to, by the system's dialog, and writes the file's own bytes. Null when the user cancelled. */
  'archives.saveFile': method({ input: file, output: z.strictObject({ fileName: z.string() }).nullable() }),
  /** Asks where to, by the system's dialog, and unpacks it into a folder named as the chart. Null when the user cancelled. */
  'archives.unpack': method({
    input: source,
    output: z
      .strictObject({ id: madeFileIdSchema, folderName: z.string(), fileCount: z.number().int().nonnegative() })
      .nullable(),
  }),
  /** Has the archive ready as a file under the name that helm gives it, to be dragged out of the window. */
  'archives.prepareDrag': method({
    input: z.strictObject({
      address: registryAddressSchema,
      repository: repositoryNameSchema,
      tag: tagSchema,
      digest: digestSchema,
    }),
    output: z.strictObject({ id: madeFileIdSchema, fileName: z.string() }),
  }),
  /** Begins the drag of a prepared file, out of the window. */
  'archives.drag': method({ input: z.strictObject({ id: madeFileIdSchema }), output: z.null() }),
  /** Shows in the system's file manager what was made. */
  'archives.reveal': method({ input: z.strictObject({ id: madeFileIdSchema }), output: z.null() }),
} as const;
