/**
 * Which values of a text an alias below a secret key brings to light elsewhere: of `token: &t x` and `auth: {password: *t}` both are
 * the secret, whatever the first is called. Pure.
 */
import type { MappingNode, YamlNode } from '../../shared/yaml/parser';
import { pathKey, type ValuePath } from './helm-value';
import { meaningOf, meantKey } from './secret-path';
import { keyOf } from './value-places';

/** By `pathKey`, below `prefix`. `root`: of a text that was read, so what its aliases come to is bounded. */
export function aliasedSecrets(root: YamlNode | null, prefix: ValuePath): ReadonlySet<string> {
  const found = new Set<string>();
  if (root === null) return found;
  const targets = new Set<YamlNode>();
  collect(root, '', false, targets);
  if (targets.size > 0) mark(root, prefix, false, targets, found);
  return found;
}

/** What an alias names where it stands below a secret key. */
function collect(node: YamlNode, parent: string, isSecret: boolean, targets: Set<YamlNode>): void {
  if (node.kind === 'alias') {
    if (!isSecret || targets.has(node.target)) return;
    targets.add(node.target);
    collect(node.target, parent, true, targets);
  }
  if (node.kind === 'sequence') for (const item of node.items) collect(item, parent, isSecret, targets);
  if (node.kind !== 'mapping') return;
  const name = nameIn(node);
  for (const [keyNode, value] of node.pairs) {
    const key = keyNode.kind === 'scalar' ? meantKey(keyNode.value, name) : '';
    const meaning = meaningOf(key, parent);
    collect(value, key, meaning === null ? isSecret : meaning === 'secret', targets);
  }
}

function nameIn({ pairs }: MappingNode): string | undefined {
  const value = pairs.find(([key]) => key.kind === 'scalar' && key.value === 'name')?.[1];
  return value?.kind === 'scalar' ? value.value : undefined;
}

/** Every value that is one of these, or within one. A list is one value. */
function mark(
  node: YamlNode,
  path: ValuePath,
  isWithin: boolean,
  targets: ReadonlySet<YamlNode>,
  found: Set<string>,
): void {
  const isOne = isWithin || targets.has(node);
  if (node.kind === 'scalar') {
    if (isOne) found.add(pathKey(path));
  } else if (node.kind === 'alias') {
    mark(node.target, path, isOne, targets, found);
  } else if (node.kind === 'sequence') {
    for (const item of node.items) mark(item, path, isOne, targets, found);
  } else {
    for (const [key, value] of node.pairs) {
      const name = keyOf(key);
      // What is merged counts here.
      mark(value, name === null ? path : [...path, name], isOne, targets, found);
    }
  }
}
