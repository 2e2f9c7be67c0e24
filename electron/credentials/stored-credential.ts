/**
 * How a credential is written into keychain entries and read back. No I/O. Two forms:
 * - whole, one entry: `{"kind":"password","username":"ana","secret":"…"}`
 * - split: the entry of the account is `{"kind":"parts","slot":"a","count":3,"sha256":"…"}` and the text of the whole form
 *   stands in the entries `account#a.1` to `account#a.3`.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RegistryCredential } from '../registry/credential';

/**
 * What one entry holds: Windows' CRED_MAX_CREDENTIAL_BLOB_SIZE. The same everywhere and only where a login is longer, so
 * that most logins stay one entry, written in one step, and what runs on Windows is what is tested on Linux.
 */
export const MAX_ENTRY_BYTES = 2560;
/** 250 KB: four times the longest token that the window accepts, were each of its characters escaped. */
export const MAX_PARTS = 100;

/** A new value goes into the slot that the old one doesn't use, so that the old one stays whole until the switch. */
const slotSchema = z.enum(['a', 'b']);
export type Slot = z.infer<typeof slotSchema>;
export const SLOTS = slotSchema.options;

const secret = z.string().min(1);
const credentialSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), username: z.string(), secret }),
  z.object({ kind: z.literal('identity-token'), secret }),
  z.object({ kind: z.literal('registry-token'), secret }),
]) satisfies z.ZodType<RegistryCredential>;

const partsSchema = z.object({
  kind: z.literal('parts'),
  slot: slotSchema,
  count: z.number().int().min(1).max(MAX_PARTS),
  sha256: z.string(),
});
export type Parts = z.infer<typeof partsSchema>;

const entrySchema = z.union([partsSchema, credentialSchema]);
export type Entry = z.infer<typeof entrySchema>;

/** No address holds a `#`: these never meet the entry of another account. `part` counts from 1. */
export function partAccount(account: string, slot: Slot, part: number): string {
  return `${account}#${slot}.${part}`;
}

/** The whole form, in ASCII: so that it can be cut anywhere, and a NUL, which keytar would end the text at, is escaped. */
export function writeCredential(credential: RegistryCredential): string {
  return JSON.stringify(credential).replaceAll(
    /[^ -~]/g,
    (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The texts of the parts, each at most `MAX_ENTRY_BYTES` long. `text` is ASCII. */
export function cut(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / MAX_ENTRY_BYTES) }, (_part, index) =>
    text.slice(index * MAX_ENTRY_BYTES, (index + 1) * MAX_ENTRY_BYTES),
  );
}

/** The entry of the account for a text that stands in `count` parts of `slot`. */
export function writeParts(text: string, slot: Slot, count: number): string {
  const parts: Parts = { kind: 'parts', slot, count, sha256: sha256(text) };
  return JSON.stringify(parts);
}

/** What an account's entry holds; null for what Chartroom did not write. */
export function readEntry(text: string): Entry | null {
  return parse(text, entrySchema);
}

/** The credential of the parts' texts put together; null unless they are exactly those that were written. */
export function joinParts(parts: Parts, texts: readonly string[]): RegistryCredential | null {
  const text = texts.join('');
  return sha256(text) === parts.sha256 ? parse(text, credentialSchema) : null;
}

function parse<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
