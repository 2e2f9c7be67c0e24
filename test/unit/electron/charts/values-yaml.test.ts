/** values.yaml as Helm 4 splits and reads it. */
import { describe, expect, it } from 'vitest';
import { checkValues } from '../../../../electron/charts/values-yaml';

const check = (text: string) => () => checkValues(Buffer.from(text));

describe('checkValues', () => {
  it.each([
    '',
    '# nothing\n',
    'a: 1\n',
    '---\na: 1\n',
    'a: 1\n---\nb: 2\n',
    'a: 1\n--- # two\nb: 2\n---\n',
    'null\n',
    'a: 1\n...\n',
    'a: &x {b: 1}\nc: *x\n',
    'a: |\n  text\n',
  ])('takes %j', (text) => {
    expect(check(text)).not.toThrow();
  });

  it.each([
    ['- a\n', 'not a mapping'],
    ['text\n', 'not a mapping'],
    ['a: 1\n---\n- b\n', 'not a mapping'],
    ['--- a: 1\n', 'invalid document separator'],
    ['a: 1\n----\n', 'invalid document separator'],
    ['a: .nan\n', 'unsupported value'],
    ['a: [\n', 'line 2'],
    ['a: 1\n---\nb: [\n', 'expected'],
    ['a: *nope\n', 'unknown anchor'],
  ])('refuses %j', (text, problem) => {
    expect(check(text)).toThrow(problem);
  });

  it('splits at a separator wherever it stands, as Helm does, within a text too', () => {
    expect(check('a: |\n  one\n---\nb: 2\n')).not.toThrow();
    expect(check('a: "one\n---\ntwo"\n')).toThrow('unexpected end of stream');
  });
});
