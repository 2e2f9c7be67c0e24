/** Which values are likely secrets, by what their keys are called. They are masked until the user asks to see them. */
import { isHelmList, isHelmMap, type HelmValue, type ValuePath } from './helm-value';

const SECRET_WORDS = /(?:password|passwd|passphrase|secret|token|credential|api-?key|private-?key|access-?key)s?$/;
/** Names of secrets and switches around them say nothing secret. */
const TOLD_OPENLY = /(?:name|ref|enabled|existing-?secret|file|path|ttl|mount-?token|service-?account-?token)$/;

export function isSecretPath(path: ValuePath): boolean {
  const last = (path.at(-1) ?? '')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();
  if (TOLD_OPENLY.test(last)) return false;
  return SECRET_WORDS.test(last) || last === 'key';
}

/** The value at `path` is likely one, or has one within it: a list is shown as one value. */
export function holdsSecret(path: ValuePath, value: HelmValue): boolean {
  if (isHelmMap(value)) return [...value].some(([key, item]) => holdsSecret([...path, key], item));
  if (isHelmList(value)) return value.some((item) => holdsSecret(path, item));
  return (typeof value === 'string' || typeof value === 'number') && value !== '' && isSecretPath(path);
}
