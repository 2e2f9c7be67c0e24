/** Which values are likely secrets, by what their keys are called. They are masked until the user asks to see them. */
import { isHelmList, isHelmMap, type HelmValue, type ValuePath } from './helm-value';

const SECRET_WORDS =
  /(?:password|passwd|passphrase|secret|token|credential|api-?key|private-?key|access-?key|encryption-?key)s?$|(?<!password-)secret-?key$/;
/** Names of secrets and switches around them say nothing secret. */
const TOLD_OPENLY =
  /existing-?secret|(?:names?|ref|enabled|create|pull-?secrets?|file|path|ttl|mount-?token|service-?account-?token|labels|annotations)$/;
/** In a list of these a `key` is the name of something. */
const LISTS_WITH_KEYS = /(?:tolerations|expressions|fields|items|requirements|ref)$/;

/** What a key says of the value below it; null: what the key above says counts. */
export type KeyMeaning = 'secret' | 'open' | null;

const meanings = new Map<string, KeyMeaning>();
/** Keys of real values come again and again; a text made to fill the memory is not kept. */
const MAX_MEANINGS = 20_000;

/** `parent`: the key above; '' for none. */
export function meaningOf(key: string, parent: string): KeyMeaning {
  if (key === 'key') return LISTS_WITH_KEYS.test(inWords(parent)) ? 'open' : 'secret';
  let meaning = meanings.get(key);
  if (meaning === undefined) {
    const words = inWords(key);
    meaning = TOLD_OPENLY.test(words) ? 'open' : SECRET_WORDS.test(words) ? 'secret' : null;
    if (meanings.size >= MAX_MEANINGS) meanings.clear();
    meanings.set(key, meaning);
  }
  return meaning;
}

/** The nearest key that says something counts: all of `secrets: {a: 1}`, but not its `name`. */
export function isSecretPath(path: ValuePath): boolean {
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const meaning = meaningOf(path[index] ?? '', path[index - 1] ?? '');
    if (meaning !== null) return meaning === 'secret';
  }
  return false;
}

/** The value at `path` is likely one, or has one within it: a list is shown as one value. */
export function holdsSecret(path: ValuePath, value: HelmValue): boolean {
  if (isHelmMap(value))
    return [...value].some(([key, item]) => holdsSecret([...path, meantKey(key, value.get('name'))], item));
  if (isHelmList(value)) return value.some((item) => holdsSecret(path, item));
  return (typeof value === 'string' || typeof value === 'number') && value !== '' && isSecretPath(path);
}

/** Of `{name: DB_PASSWORD, value: x}`, as variables of an environment are written, the name is the key of the value. */
export function meantKey(key: string, name: HelmValue | undefined): string {
  return key === 'value' && typeof name === 'string' && meaningOf(name, '') === 'secret' ? name : key;
}

function inWords(key: string): string {
  return key
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .replaceAll(/[_.]/g, '-')
    .toLowerCase();
}
