/** The grammar: what is a document and what is none. Values are decode.test.ts's business. */
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../shared/yaml/parser';

describe('parseYaml', () => {
  it('gives nothing for a text without a document', () => {
    expect(parseYaml('# nothing\n')).toBeNull();
  });

  it('keeps tags, anchors as targets, and lines', () => {
    expect(parseYaml('a: !!int &x 1\nb: *x\n')).toMatchObject({
      kind: 'mapping',
      line: 0,
      pairs: [
        [{ value: 'a' }, { kind: 'scalar', tag: 'tag:yaml.org,2002:int', plain: false, line: 0 }],
        [
          { value: 'b', line: 1 },
          { kind: 'alias', name: 'x', target: { value: '1' } },
        ],
      ],
    });
  });

  it('resolves the handles of %TAG', () => {
    expect(parseYaml('%TAG !e! tag:example.com,2000:\n---\n!e!x a\n')).toMatchObject({ tag: 'tag:example.com,2000:x' });
  });

  it('takes a scalar with a lone ! for one without a tag', () => {
    expect(parseYaml('! 1')).toMatchObject({ plain: true, value: '1' });
  });

  it.each([
    ['[a', "did not find expected ',' or ']'"],
    ['{a: b', "did not find expected ',' or '}'"],
    ['a: [b]]', 'did not find expected'],
    ['- a\nb: c\n', "did not find expected '-' indicator"],
    ['a: b\n- c\n', 'did not find expected key'],
    ['a: b\n c: d\n', 'mapping values are not allowed'],
    ['!x!y a', 'undefined tag handle'],
    ['a: &a &b c', 'did not find expected key'],
    ['%YAML 1.1\n%YAML 1.1\n---\n', 'duplicate %YAML'],
    ['%TAG !e! a\n%TAG !e! b\n---\n', 'duplicate %TAG'],
    ['%YAML 1.2\n---\na\n', 'incompatible YAML'],
    ['%YAML 1.1\na\n', 'expected <document start>'],
    ['[,]', 'did not find expected node content'],
  ])('refuses %j', (text, problem) => {
    expect(() => parseYaml(text)).toThrow(problem);
  });
});
