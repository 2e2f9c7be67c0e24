/** The part of the contract about values files. Paths stay in the main process: the window gets a file's name and text. */
import * as z from 'zod';
import { MAX_VALUES_LENGTH } from '../values-bounds';
import { method } from './contract-method';

/** Of the file alone, without folders; file systems take 255 bytes. */
const fileNameSchema = z.string().min(1).max(255);

export const valuesContract = {
  /** Asks which one, by the system's dialog; null when the user cancelled. */
  'values.load': method({
    input: z.null(),
    output: z.strictObject({ fileName: fileNameSchema, text: z.string().max(MAX_VALUES_LENGTH) }).nullable(),
  }),
  /** Asks where to, by the system's dialog, offering the name; gives the one that the user chose, null when the user cancelled. */
  'values.save': method({
    input: z.strictObject({ fileName: fileNameSchema, text: z.string().max(MAX_VALUES_LENGTH) }),
    output: z.strictObject({ fileName: fileNameSchema }).nullable(),
  }),
} as const;
