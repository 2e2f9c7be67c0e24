/** Which of the values that are gone stand elsewhere now: a guess, by an equal value and a similar key. Pure. */
import { isYamlList, isYamlMapping, type YamlValue } from '../../../shared/yaml/decode';
import { valueText } from './yaml-values';

export interface PlacedValue {
  readonly path: readonly string[];
  readonly value: YamlValue;
}

/** Where more are gone, nobody reads which of them were renamed. */
const MAX_GUESSED = 2_000;
const MAX_COMPARED_KEY = 100;
/** Of values that stand anywhere, such as `true` and `1`, the key must say nearly all; of an empty one, all. */
const LIKE_ANY = 0.75;
const LIKE = 0.5;
/** In another map the key must be the same, or nearly. */
const LIKE_ELSEWHERE = 0.8;

/** Pairs of one that is gone and one that is new. Where two fit equally well none is told. */
export function renamedValues<Value extends PlacedValue>(
  gone: readonly Value[],
  added: readonly Value[],
): ReadonlyMap<Value, Value> {
  const byText = new Map<string, Value[]>();
  for (const each of added.slice(0, MAX_GUESSED)) {
    const text = valueText(each.value);
    const known = byText.get(text);
    if (known === undefined) byText.set(text, [each]);
    else known.push(each);
  }
  const guesses = gone.slice(0, MAX_GUESSED).flatMap((from) => {
    const candidates = (byText.get(valueText(from.value)) ?? [])
      .map((to) => ({ from, to, likeness: likeness(from, to) }))
      .filter((guess) => guess.likeness > 0)
      .sort((left, right) => right.likeness - left.likeness);
    const [best, second] = candidates;
    return best === undefined || best.likeness === second?.likeness ? [] : [best];
  });
  const renamed = new Map<Value, Value>();
  const taken = new Set<Value>();
  for (const { from, to } of guesses.sort((left, right) => right.likeness - left.likeness)) {
    if (taken.has(to)) continue;
    taken.add(to);
    renamed.set(from, to);
  }
  return renamed;
}

/** 0 where they are not alike. */
function likeness(from: PlacedValue, to: PlacedValue): number {
  const [fromKey, toKey] = [from.path.at(-1) ?? '', to.path.at(-1) ?? ''];
  const ofKeys = keyLikeness(fromKey, toKey);
  const [fromAbove, toAbove] = [from.path.slice(0, -1), to.path.slice(0, -1)];
  if (fromAbove.join('\0') === toAbove.join('\0')) {
    return ofKeys >= neededLikeness(from.value) ? 1 + ofKeys : 0;
  }
  if (saysLittle(from.value)) {
    // `web.expose` becomes `webServer.expose`: the map above has another name, and the key is the same.
    const isSameKey = ofKeys === 1 && fromAbove.length === toAbove.length;
    const above = keyLikeness(fromAbove.at(-1) ?? '', toAbove.at(-1) ?? '');
    return isSameKey && above >= LIKE_ANY ? above : 0;
  }
  return ofKeys >= LIKE_ELSEWHERE ? ofKeys : 0;
}

function neededLikeness(value: YamlValue): number {
  const isEmpty =
    value === null ||
    value === '' ||
    (isYamlMapping(value) ? value.size === 0 : isYamlList(value) && value.length === 0);
  if (isEmpty) return 1;
  return saysLittle(value) ? LIKE_ANY : LIKE;
}

function saysLittle(value: YamlValue): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return value.length < 3;
  if (isYamlMapping(value)) return value.size < 2;
  if (isYamlList(value)) return value.length < 2;
  return !('value' in value) || typeof value.value === 'boolean' || Math.abs(Number(value.value)) < 10;
}

/** From 0 for nothing in common to 1 for the same key, small and capital letters and signs aside. */
export function keyLikeness(from: string, to: string): number {
  const [left, right] = [plain(from), plain(to)];
  if (left === right) return 1;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length >= 3 && long.includes(short)) return 0.8;
  // `replicas` and `replicaCount`.
  if (short.length >= 5 && long.startsWith(short.slice(0, Math.ceil(short.length * 0.8)))) return LIKE_ANY;
  return long === '' ? 0 : 1 - distance(short, long) / long.length;
}

function plain(key: string): string {
  return key
    .slice(0, MAX_COMPARED_KEY)
    .toLowerCase()
    .replaceAll(/[-_.\s]/g, '');
}

/** How many letters have to be put in, left out or changed (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let at = 0; at < left.length; at += 1) {
    const next = [at + 1];
    for (let other = 1; other <= right.length; other += 1) {
      const changed = (row[other - 1] ?? 0) + (left[at] === right[other - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
