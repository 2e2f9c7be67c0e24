/** One value of a chart as helm's command line takes it: `--set` by the exact rules of Helm's own parser. Pure. */
import { shellWord } from '../format/shell-word';
import { isHelmList, isHelmMap, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { isSecretPath, meantKey } from './secret-path';

export interface SetArgument {
  /** For a POSIX shell: `--set image.tag=1.2`. Several where one is not enough. */
  readonly text: string;
  /** What is likely a secret was left out: its place is empty. */
  readonly isBlanked: boolean;
}

/** Helm refuses deeper names. */
const MAX_KEYS = 30;
/** A longer list is said as JSON, in one argument. */
const MAX_ARGUMENTS = 24;

/** Null where helm's command line has no way to say it: a values file has. */
export function setArgument(path: ValuePath, value: HelmValue): SetArgument | null {
  if (path.length === 0 || path.length > MAX_KEYS || path.includes('')) return null;
  const { value: told, isBlanked } = blanked(path, value);
  const name = path.map(keyText).join('.');
  const pairs = [...leaves(name, told)];
  const words = (pairs.length > MAX_ARGUMENTS || pairs.includes(null) ? [jsonPair(name, told)] : pairs).flatMap(
    (pair) => pair ?? [],
  );
  return { text: words.map(shellWord).join(' '), isBlanked };
}

type Pair = readonly [flag: string, argument: string];

/** A list by its indexes; what has none as JSON. Null for a key that can't be named. */
function* leaves(name: string, value: HelmValue): Generator<Pair | null> {
  if (isHelmList(value) && value.length > 0) {
    for (const [index, item] of value.entries()) yield* leaves(`${name}[${index}]`, item);
  } else if (isHelmMap(value) && value.size > 0) {
    for (const [key, item] of value) {
      if (key === '') yield null;
      else yield* leaves(`${name}.${keyText(key)}`, item);
    }
  } else yield pairOf(name, value);
}

function pairOf(name: string, value: HelmValue): Pair {
  if (value === null || typeof value === 'boolean') return ['--set', `${name}=${value}`];
  if (typeof value === 'string') {
    return [readsAsOther(value) ? '--set-string' : '--set', `${name}=${valueText(value)}`];
  }
  // `--set` knows whole numbers only, and would make a text of others.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return ['--set', `${name}=${value}`];
  return jsonPair(name, value);
}

function jsonPair(name: string, value: HelmValue): Pair {
  return ['--set-json', `${name}=${jsonText(value)}`];
}

/** As a Map says it: `__proto__` is a key as any other. */
function jsonText(value: HelmValue): string {
  if (isHelmList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!isHelmMap(value)) return JSON.stringify(value);
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`).join(',')}}`;
}

/** `--set` would make a number, a boolean or nothing of it. What only looks like a number is told as a text, too. */
function readsAsOther(text: string): boolean {
  return /^(?:true|false|null)$/i.test(text) || (text.trim() !== '' && Number.isFinite(Number(text)));
}

function keyText(key: string): string {
  return key.replaceAll(/[\\.,=[\]{}]/g, (character) => `\\${character}`);
}

function valueText(text: string): string {
  return text.replaceAll(/[\\,]|^\{/g, (character) => `\\${character}`);
}

function blanked(path: ValuePath, value: HelmValue): { readonly value: HelmValue; readonly isBlanked: boolean } {
  let isBlanked = false;
  const blank = (at: ValuePath, each: HelmValue): HelmValue => {
    if (isHelmList(each)) return each.map((item) => blank(at, item));
    if (isHelmMap(each)) {
      return new Map(
        [...each].map(([key, item]) => [key, blank([...at, meantKey(key, each.get('name'))], item)]),
      ) satisfies HelmMap;
    }
    if ((typeof each !== 'string' && typeof each !== 'number') || each === '' || !isSecretPath(at)) return each;
    isBlanked = true;
    return '';
  };
  return { value: blank(path, value), isBlanked };
}
