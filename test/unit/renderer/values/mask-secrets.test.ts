import { expect, test } from 'vitest';
import { MASK, maskDiffLines, maskSecrets } from '../../../../renderer/values/mask-secrets';

const masked = (text: string): string => maskSecrets(text).text.replaceAll(MASK, '*');

test('a value whose key says that it is a secret is masked, what stands beside it is not', () => {
  const text = 'auth:\n  password: a b c\n  user: ana\n"apiKey": x\nexistingSecret: name\n';
  expect(masked(text)).toBe('auth:\n  password: *\n  user: ana\n"apiKey": *\nexistingSecret: name\n');
});
test('all of a text of many lines, of a list and of a map is masked, and nothing after it', () => {
  expect(masked('token: |\n  one\n\n  two\nnext: 1\n')).toBe('token: |\n  *\n\n  *\nnext: 1\n');
  expect(masked('tokens:\n- one\n- two\nnext: 1\n')).toBe('tokens:\n- *\n- *\nnext: 1\n');
  expect(masked('secret:\n  a: 1\n  b:\n    c: 2\nd: 3\n')).toBe('secret:\n  a: *\n  b:\n    c: *\nd: 3\n');
  expect(masked('password: a very long text that\n  goes on\nd: 3\n')).toBe('password: *\n  *\nd: 3\n');
});
test('a key in a list of maps', () => {
  expect(masked('users:\n- name: a\n  password: p\n- password: q\n  name: b\n')).toBe(
    'users:\n- name: a\n  password: *\n- password: *\n  name: b\n',
  );
});
test('where nothing is, nothing is masked', () => {
  for (const text of ['', 'a: 1\n', 'password: ""\nb: 1\n', 'token: null\n', 'secrets: []\n']) {
    expect(maskSecrets(text)).toEqual({ text, isMasked: false });
  }
});
test('of a difference each side is masked by itself, and the same lines on both', () => {
  const lines = [
    { sign: ' ', text: 'password: |' },
    { sign: '-', text: '  one' },
    { sign: '+', text: '  two' },
    { sign: ' ', text: '  end' },
    { sign: '+', text: 'next: 1' },
  ] as const;
  const { lines: shown, isMasked } = maskDiffLines(lines);
  expect(isMasked).toBe(true);
  expect(shown.map(({ sign, text }) => `${sign}${text.replaceAll(MASK, '*')}`)).toEqual([
    ' password: |',
    '-  *',
    '+  *',
    '   *',
    '+next: 1',
  ]);
});
