/** Names of files as they truly are: a character that can't be seen may turn the others around, so that an .exe looks like a .png. Pure. */

/** Control characters, marks of direction, and what has no width. */
// oxlint-disable-next-line no-control-regex -- They are what is looked for.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Each of them as its number: `⟨U+202E⟩gnp.exe`. */
export function visibleName(name: string): string {
  return name.replaceAll(
    UNSEEN,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
