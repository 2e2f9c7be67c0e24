/**
 * Values to be read with what is likely a secret masked. By lines, so that texts that are compared are masked alike: helm writes its
 * values in blocks, one key a line. Pure.
 */
import { isSecretPath } from './secret-path';

/** In the place of a value. */
export const MASK = '••••••••';

const KEY = /^(\s*(?:- +)*)([\w./-]+|"(?:[^"\\]|\\.)*"|'[^']*'):(?: +(.*))?$/;
/** Nothing, or the start of a block or a map: what it holds follows on the next lines. */
const NO_VALUE = /^(?:|[|>][-+\d]*|\{\}|\[\]|null|""|'')$/;

/** As many lines as came. `isMasked`: at least one of them. */
export function maskSecretLines(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly isMasked: boolean;
} {
  let isMasked = false;
  /** Columns of the key whose value goes on; null outside of one. */
  let secretIndent: number | null = null;
  const masked = lines.map((line) => {
    const indent = line.length - line.trimStart().length;
    if (secretIndent !== null) {
      const goesOn = line.trim() === '' || indent > secretIndent || (indent === secretIndent && /^\s*- /.test(line));
      if (goesOn) return maskContent(line);
      secretIndent = null;
    }
    const [, lead = '', key = '', value = ''] = KEY.exec(line) ?? [];
    if (key === '' || !isSecretPath([key.replace(/^["']|["']$/g, '')])) return line;
    secretIndent = lead.length;
    if (NO_VALUE.test(value)) return line;
    isMasked = true;
    return `${lead}${key}: ${MASK}`;
  });
  return { lines: masked, isMasked };

  function maskContent(line: string): string {
    if (line.trim() === '') return line;
    isMasked = true;
    // The keys of a map below it are no secret; what they hold is.
    const [, lead, key, value = ''] = KEY.exec(line) ?? [];
    if (key !== undefined && NO_VALUE.test(value)) return line;
    if (key !== undefined) return `${lead}${key}: ${MASK}`;
    return `${/^\s*(?:- +)*/.exec(line)?.[0] ?? ''}${MASK}`;
  }
}

export function maskSecrets(text: string): { readonly text: string; readonly isMasked: boolean } {
  const { lines, isMasked } = maskSecretLines(text.split('\n'));
  return { text: lines.join('\n'), isMasked };
}

interface SignedLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** The lines of a difference, each side masked by itself. */
export function maskDiffLines<Line extends SignedLine>(
  lines: readonly Line[],
): { readonly lines: readonly Line[]; readonly isMasked: boolean } {
  const sides = (['-', '+'] as const).map((sign) => {
    const own = lines.flatMap((line, index) => (line.sign === sign || line.sign === ' ' ? [{ line, index }] : []));
    const masked = maskSecretLines(own.map(({ line }) => line.text)).lines;
    return new Map(own.map(({ index }, at) => [index, masked[at] ?? '']));
  });
  let isMasked = false;
  const shown = lines.map((line, index): Line => {
    const texts = sides.flatMap((side) => side.get(index) ?? []);
    // What is a secret on one side is none to be shown on the other.
    const text = texts.find((each) => each !== line.text);
    if (text === undefined) return line;
    isMasked = true;
    return { ...line, text };
  });
  return { lines: shown, isMasked };
}
