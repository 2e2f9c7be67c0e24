/**
 * Values to be read with what is likely a secret masked, line by line, so that texts that are compared are masked alike. Pure.
 */
import { secretPlaces } from './secret-places';

/** In the place of a value. */
export const MASK = '••••••••';

/** As many lines as came. `isMasked`: at least one of them. */
export function maskSecretLines(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly isMasked: boolean;
} {
  const places = secretPlaces(lines.join('\n'));
  let start = 0;
  let next = 0;
  const masked = lines.map((line) => {
    const end = start + line.length;
    let shown = '';
    let at = start;
    for (let place = places[next]; place !== undefined && place.from < end; place = places[next]) {
      const from = Math.max(place.from, start + line.length - line.trimStart().length);
      if (from < end && place.to > from) shown += line.slice(at - start, from - start) + MASK;
      at = Math.min(Math.max(place.to, from), end);
      if (place.to > end) break;
      next += 1;
    }
    shown += line.slice(at - start);
    start = end + 1;
    return shown;
  });
  return { lines: masked, isMasked: places.length > 0 };
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
