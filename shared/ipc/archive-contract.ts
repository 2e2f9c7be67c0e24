/** The part of the contract about charts' archives and the files in them. */
import * as z from 'zod';
import { archiveFileSchema, archiveIndexSchema, archivePathSchema, archiveSourceSchema } from '../archive';
import { chartContentSchema } from '../chart-content';
import { method } from './contract-method';

const source = z.strictObject({ source: archiveSourceSchema });
const file = source.extend({ path: archivePathSchema });

export const archiveContract = {
  /** Which files it holds. */
  'archives.open': method({ input: source, output: archiveIndexSchema }),
  /** What of it is for reading and for values, of the chart and of each chart within it. */
  'archives.content': method({ input: source, output: chartContentSchema }),
  'archives.file': method({ input: file, output: archiveFileSchema }),
  /** Asks where to, by the system's dialog, and writes the file's own bytes. Null when the user cancelled. */
  'archives.saveFile': method({ input: file, output: z.strictObject({ fileName: z.string() }).nullable() }),
} as const;
