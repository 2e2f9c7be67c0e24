/** The name offered for saving something that somebody else named: it must be one line, and a file of its folder. */

/** What Windows refuses in names, and what separates folders anywhere. */
const REFUSED = /[\\/:*?"<>|]/g;
/** Control, invisible and direction-changing characters (Cc, Cf), and what is no character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** In UTF-8 it may be four times as long, and most file systems end at 255 bytes. */
const MAX_LENGTH = 60;

/** `otherwise` where nothing of `name` is left. Its ending is kept where the name is shortened. */
export function saveName(name: string, otherwise: string): string {
  const plain = name
    .replaceAll(UNSEEN, '')
    .replaceAll(REFUSED, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return otherwise;
  const characters = Array.from(plain);
  if (characters.length <= MAX_LENGTH) return plain;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? '';
  return characters.slice(0, MAX_LENGTH - ending.length).join('') + ending;
}
