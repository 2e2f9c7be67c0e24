/** Text from a registry, its certificate or a proxy, made fit for one line of a message or a log. */
import { MAX_REGISTRY_MESSAGE_LENGTH } from './limits';

/** One line without control, bidi and invisible format characters (Cc, Cf), shortened. */
export function plainText(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= MAX_REGISTRY_MESSAGE_LENGTH) return line;
  return `${characters.slice(0, MAX_REGISTRY_MESSAGE_LENGTH).join('')}…`;
}
