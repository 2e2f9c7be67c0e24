/**
 * How Helm cleans a chart's names and descriptions (sanitizeString in its chart package): each kind of white space
 * becomes a space, and what Go calls unprintable goes.
 */

/**
 * Characters that came to Unicode with 15.1, 16 and 17. The Go that built Helm 4.2 and 3.17 knows Unicode 15.0 and drops
 * them as unprintable, new emoji among them; JavaScript engines know them. Gaps that are unprintable anyway are closed.
 */
// prettier-ignore
const NEWER_THAN_GO: readonly (readonly [first: number, last: number])[] = [
  [0x88f, 0x897], [0xc5c, 0xc5c], [0xcdc, 0xcdc], [0x1acf, 0x1aeb], [0x1b4e, 0x1b4f], [0x1b7f, 0x1b7f],
  [0x1c89, 0x1c8a], [0x20c1, 0x20c1], [0x2427, 0x2429], [0x2b96, 0x2b96], [0x2ffc, 0x2fff], [0x31e4, 0x31ef],
  [0xa7cb, 0xa7cf], [0xa7d2, 0xa7d2], [0xa7d4, 0xa7d4], [0xa7da, 0xa7f1], [0xfbc3, 0xfbd2], [0xfd90, 0xfd91],
  [0xfdc8, 0xfdce], [0x105c0, 0x105f3], [0x10940, 0x10959], [0x10d40, 0x10d8f], [0x10ec2, 0x10efc], [0x11380, 0x113e2],
  [0x116d0, 0x116e3], [0x11b60, 0x11bf9], [0x11db0, 0x11de9], [0x11f5a, 0x11f5a], [0x13460, 0x143fa], [0x16100, 0x16139],
  [0x16d40, 0x16d79], [0x16ea0, 0x16ed3], [0x16ff2, 0x16ff6], [0x187f8, 0x187ff], [0x18cff, 0x18cff], [0x18d09, 0x18df2],
  [0x1cc00, 0x1cef0], [0x1e5d0, 0x1e6ff], [0x1f6d8, 0x1f6d8], [0x1f777, 0x1f77a], [0x1f8b2, 0x1f8d8], [0x1fa54, 0x1fa57],
  [0x1fa89, 0x1fa8f], [0x1fabe, 0x1fabe], [0x1fac6, 0x1facd], [0x1fadc, 0x1fadf], [0x1fae9, 0x1faef], [0x1fbcb, 0x1fbef],
  [0x1fbfa, 0x1fbfa], [0x2b73a, 0x2b73f], [0x2cea2, 0x2cead], [0x2ebf0, 0x2ee5d], [0x323b0, 0x33479],
];

/** Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** Nothing below is newer. */
const BEYOND_LATIN = /[^\0-\u0887]/gu;

export function cleanText(text: string): string {
  return text
    .replaceAll(/\p{White_Space}/gu, ' ')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(BEYOND_LATIN, (character) => (isNewerThanGo(character) ? '' : character));
}

function isNewerThanGo(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return NEWER_THAN_GO.some(([first, last]) => code >= first && code <= last);
}
