/** What other programs say, made fit to be shown: a line of their log, the last words of one that failed. */
import { stripVTControlCharacters } from 'node:util';
import { redact } from '../../log/redact';
import type { LogLine } from '../process-messages';
import { MAX_LAST_WORDS, MAX_LAST_WORDS_LENGTH } from './limits';

/** As logrus (docker's registry) and zerolog (zot) write it; Go's last words begin with `panic:`. */
const ERROR_LINE = /\blevel=(?:error|fatal|panic)\b|"level":"(?:error|fatal|panic)"|^(?:panic|fatal error): /;
const WARNING_LINE = /\blevel=warn(?:ing)?\b|"level":"warn"/;

/**
 * Docker's registry logs as an error what it answers every client that asks whether something is there, and as a warning the first
 * request of one that waits to be asked for its login.
 */
const ORDINARY_ANSWER =
  /\bhttp\.response\.status=404\b|\bmsg="error authorizing context: basic authentication challenge\b/;

/** By what the line says of itself, except for the answers that any push has. */
export function levelOf(line: string): LogLine['level'] {
  if (ORDINARY_ANSWER.test(line)) return 'info';
  if (ERROR_LINE.test(line)) return 'error';
  return WARNING_LINE.test(line) ? 'warning' : 'info';
}

/** Without colours and other control characters. */
export function plainText(line: string): string {
  return stripVTControlCharacters(line)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}

/** Hints at the command line, which is not the user's here. */
const HINT = /^(?:Run|See) '.+ --help'/;

/** The end of what a program wrote, in one line, without secrets and the name of the home folder; '' where it wrote nothing. */
export function lastWords(output: string): string {
  const lines = output
    .split(/\r?\n/)
    .map((line) => messageOf(plainText(line)))
    .filter((line) => line !== '' && !HINT.test(line));
  const words = redact(lines.slice(-MAX_LAST_WORDS).join(' '));
  return words.length > MAX_LAST_WORDS_LENGTH ? `…${words.slice(-MAX_LAST_WORDS_LENGTH)}` : words;
}

/** What a line of logrus says, without its fields. */
function messageOf(line: string): string {
  const [, quoted] = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  return quoted === undefined ? line : quoted.replaceAll(/\\(.)/g, '$1');
}
