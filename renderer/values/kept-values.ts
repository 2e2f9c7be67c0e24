/** `readValues` for texts that are asked for again and again while they stay the same, such as at every drawing of a page. */
import { readValues, type ReadValues } from './read-values';

/** Of the texts that were asked for last: overrides, and the files under them. */
const MAX_KEPT = 8;
const kept = new Map<string, ReadValues>();

export function keptValues(text: string): ReadValues {
  const read = kept.get(text) ?? readValues(text);
  // A Map keeps the order of insertion: the first key is the one that was not asked for the longest.
  kept.delete(text);
  kept.set(text, read);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return read;
}
