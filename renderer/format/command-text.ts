/** A command as one line for a POSIX shell. No DOM here. */
import { shellWord } from './shell-word';

/** A word that begins with `~/` is a file in the home folder, which no shell finds where it is quoted. */
export function commandText(words: readonly string[]): string {
  return words
    .map((word) => (word.startsWith('~/') ? `"$HOME"/${shellWord(word.slice(2))}` : shellWord(word)))
    .join(' ');
}
