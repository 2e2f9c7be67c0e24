/** The order in which go-yaml 2 writes the keys of a mapping: letters after other characters, runs of digits as numbers. */

/**
 * Negative where `left` comes first. Ported from go-yaml's sorter.go. No order in the strict sense: `a2b1`, `a100` and `a1b2` go round in
 * a circle. There Helm's own order changes from run to run; sorting from one start, ours is one of them.
 */
export function compareGoYamlKeys(left: string, right: string): number {
  if (isBefore(Array.from(left), Array.from(right))) return -1;
  return isBefore(Array.from(right), Array.from(left)) ? 1 : 0;
}

function isBefore(left: readonly string[], right: readonly string[]): boolean {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [a = '', b = ''] = [left[index], right[index]];
    if (a === b) continue;
    const isLetterA = isLetter(a);
    const isLetterB = isLetter(b);
    if (isLetterA && isLetterB) return codeOf(a) < codeOf(b);
    if (isLetterA || isLetterB) return isLetterB;
    // A zero behind other digits is a digit of their number, not the start of one.
    const start = (a === '0' || b === '0') && isWithinNumber(left, index) ? 1n : 0n;
    const numberA = numberAt(left, index, start);
    const numberB = numberAt(right, index, start);
    if (numberA.value !== numberB.value) return numberA.value < numberB.value;
    if (numberA.end !== numberB.end) return numberA.end < numberB.end;
    return codeOf(a) < codeOf(b);
  }
  return left.length < right.length;
}

function isWithinNumber(characters: readonly string[], index: number): boolean {
  for (let before = index - 1; before >= 0 && isDigit(characters[before] ?? ''); before--) {
    if (characters[before] !== '0') return true;
  }
  return false;
}

/** Go counts in 64 bits and lets them overflow. */
function numberAt(characters: readonly string[], index: number, start: bigint) {
  let value = start;
  let end = index;
  for (; isDigit(characters[end] ?? ''); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(characters[end] ?? '') - 0x30));
  }
  return { value, end };
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}

function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
