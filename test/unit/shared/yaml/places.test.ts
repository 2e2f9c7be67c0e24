/** Where nodes stand in the text: an edit puts its words exactly there. */
import { describe, expect, it } from 'vitest';
import { parseYaml, type YamlNode } from '../../../../shared/yaml/parser';

/** Every node's own text, depth first. */
function texts(text: string): readonly string[] {
  const root = parseYaml(text);
  return root === null ? [] : [...nodesOf(root)].map(({ start, end }) => text.slice(start, end));
}

function* nodesOf(node: YamlNode): Generator<YamlNode> {
  yield node;
  if (node.kind === 'mapping') for (const pair of node.pairs) for (const each of pair) yield* nodesOf(each);
  if (node.kind === 'sequence') for (const item of node.items) yield* nodesOf(item);
}

describe('places of nodes', () => {
  it.each([
    ['a: b  # why\n', ['a: b', 'a', 'b']],
    ['a: "b" # why\n', ['a: "b"', 'a', '"b"']],
    ["? a\n: 'b'\n", ["? a\n: 'b'", 'a', "'b'"]],
    ['a: |\n  x\n  y\n\n# end\n', ['a: |\n  x\n  y', 'a', '|\n  x\n  y']],
    ['a: b\n  c\n\nd: e\n', ['a: b\n  c\n\nd: e', 'a', 'b\n  c', 'd', 'e']],
    ['a:\n  b: 1\nc:\n', ['a:\n  b: 1\nc:', 'a', 'b: 1', 'b', '1', 'c', '']],
    [
      'a:\n- x\n- y\nb: {c: [1, 2 ], }\n',
      ['a:\n- x\n- y\nb: {c: [1, 2 ], }', 'a', '- x\n- y', 'x', 'y', 'b', '{c: [1, 2 ], }', 'c', '[1, 2 ]', '1', '2'],
    ],
    ['a: &x !!str 1\nb: *x\n', ['a: &x !!str 1\nb: *x', 'a', '&x !!str 1', 'b', '*x']],
    ['a: &x\n  b: 1\n', ['a: &x\n  b: 1', 'a', '&x\n  b: 1', 'b', '1']],
    ['a:  # nothing yet\n', ['a:', 'a', '']],
    ['[a: b, c]\n', ['[a: b, c]', 'a: b', 'a', 'b', 'c']],
    ['a: b\r\nc: d\r\n', ['a: b\r\nc: d', 'a', 'b', 'c', 'd']],
  ])('%j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });
});
