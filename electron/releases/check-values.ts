/** What Chartroom does not let through in values though helm would: a key that stands twice, of which helm takes the last without a word. */
import { decodeYaml } from '../../shared/yaml/decode';
import { YamlError } from '../../shared/yaml/yaml-error';
import { OperationError } from './operation-error';

/** Throws OperationError `duplicate-keys`. What can't be read at all is left to helm, which says what is wrong with it. */
export function assertNoDuplicateKeys(values: string): void {
  const [first] = duplicatesIn(values);
  if (first === undefined) return;
  const line = values.slice(0, first.start).split('\n').length;
  // The key alone, which is no value.
  throw new OperationError('duplicate-keys', `line ${line}: ${first.key}`);
}

function duplicatesIn(values: string) {
  try {
    return decodeYaml(values).duplicates;
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
}
