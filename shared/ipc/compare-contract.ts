/** The part of the contract about two charts beside each other. The texts of their files come by `archives.file`. */
import * as z from 'zod';
import { archiveSourceSchema } from '../archive';
import { comparisonSchema } from '../comparison';
import { method } from './contract-method';

export const compareContract = {
  /** What is other in `to` than in `from`. */
  'archives.compare': method({
    input: z.strictObject({ from: archiveSourceSchema, to: archiveSourceSchema }),
    output: comparisonSchema,
  }),
} as const;
