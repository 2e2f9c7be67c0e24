/** Which values a template reads, as far as its text says: `.Values.image.tag`, also of the top by `$`. Pure. */

export interface UsedValue {
  /** `image.tag`. */
  readonly path: string;
  /** Of the first place that reads it, counted from 1. */
  readonly line: number;
  readonly count: number;
}

export interface ValueUse {
  readonly path: string;
  /** Offsets into the text. */
  readonly from: number;
  readonly to: number;
}

const USE = /(?<![\w.])\$?\.Values((?:\.[A-Za-z_]\w*)+)/g;

export function* valueUses(text: string): Generator<ValueUse> {
  for (const { 0: found, 1: keys = '', index } of text.matchAll(USE)) {
    yield { path: keys.slice(1), from: index, to: index + found.length };
  }
}

/** In the order of the text. */
export function usedValues(text: string): readonly UsedValue[] {
  const found = new Map<string, UsedValue>();
  let line = 1;
  let at = 0;
  for (const { path, from } of valueUses(text)) {
    for (let index = text.indexOf('\n', at); index >= 0 && index < from; index = text.indexOf('\n', index + 1))
      line += 1;
    at = from;
    const known = found.get(path);
    found.set(path, known === undefined ? { path, line, count: 1 } : { ...known, count: known.count + 1 });
  }
  return [...found.values()];
}

/** The values.yaml that a template's `.Values` begin with: that of the chart it is of. */
export function valuesFileOf(templatePath: string): string {
  const folder = /^(?:charts\/[^/]+\/)*/.exec(templatePath)?.[0] ?? '';
  return `${folder}values.yaml`;
}
