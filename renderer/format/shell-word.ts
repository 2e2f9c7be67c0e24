/** Words of a command line, for copying into a terminal. */

/** Characters that every shell takes as they are. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Quoted, where that is needed, for POSIX shells and PowerShell's plain cases. */
export function shellWord(word: string): string {
  return PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
