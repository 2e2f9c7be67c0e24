/** Documents as plain values: aliases, merge keys, keys of every type, and what is refused. */
import { describe, expect, it } from 'vitest';
import { decodeYaml, isYamlMapping, isYamlRefused, isYamlTyped, type YamlValue } from '../../../../shared/yaml/decode';

/** The first document as JSON knows it, numbers and booleans by their value. */
function read(text: string): unknown {
  return plain(decodeYaml(text).value);
}

function plain(value: YamlValue): unknown {
  if (value === null || typeof value === 'string') return value;
  if (isYamlMapping(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (isYamlRefused(value)) return value.refusal.message;
  if (!isYamlTyped(value)) return value.map(plain);
  return typeof value.value === 'bigint' ? Number(value.value) : value.value;
}

describe('documents', () => {
  it.each([
    ['', null],
    ['# nothing', null],
    ['---', null],
    ['a', 'a'],
    ['a: 1\n---\na: 2\n', { a: 1 }],
    ['--- {a: 1}\n--- [', { a: 1 }],
    ['a: 1\n...\nnot: [read', { a: 1 }],
    ['%YAML 1.1\n---\na: 1\n', { a: 1 }],
    ['a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['{a, b: c, "d":e}', { a: null, b: 'c', d: 'e' }],
    ['[a: b, ? c : d, e]', [{ a: 'b' }, { c: 'd' }, 'e']],
    ['a:\nb: ~\nc: ""\n', { a: null, b: null, c: '' }],
    ['!!map {a: !!str 1}', { a: '1' }],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });
});

describe('keys', () => {
  it.each([
    ['1: a', '1'],
    ['0x10: a', '16'],
    ['1.50: a', '1.5'],
    ['1e21: a', '1e+21'],
    ['yes: a', 'true'],
    ['.inf: a', '.inf'],
    ['.nan: a', '.nan'],
    ['2026-01-01: a', '2026-01-01'],
    ['__proto__: a', '__proto__'],
  ])('of %j are text', (text, key) => {
    const { value } = decodeYaml(text);
    expect(isYamlMapping(value) && [...value]).toEqual([[key, 'a']]);
  });

  it('that stand twice are told, and the last counts', () => {
    const { value, duplicates } = decodeYaml('a: 1\nb: {c: 1, c: 2}\na: 3\n');
    expect(plain(value)).toEqual({ a: 3, b: { c: 2 } });
    expect(duplicates.map(({ key }) => key)).toEqual(['c', 'a']);
  });

  it('that are null are refused by who reads them, as Helm does', () => {
    expect(read('a: {~: b}')).toEqual({ a: 'line 1: unsupported map key: null' });
    expect(read('a: {~: b}\na: c\n')).toEqual({ a: 'c' });
  });

  it.each(['[a]: b', '{a: b}: c', '? {~: a}\n: b'])('that are lists or mappings are refused: %j', (text) => {
    expect(() => read(text)).toThrow('invalid map key');
  });
});

describe('aliases and merges', () => {
  it.each([
    ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['a: &x {b: 1, c: 1}\nd: {<<: *x, c: 2}\n', { a: { b: 1, c: 1 }, d: { b: 1, c: 2 } }],
    ['a: &x {c: 1}\nd: {c: 2, <<: *x}\n', { a: { c: 1 }, d: { c: 1 } }],
    ['a: &x {c: 1}\nb: &y {c: 2, d: 2}\ne: {<<: [*x, *y]}\n', { a: { c: 1 }, b: { c: 2, d: 2 }, e: { c: 1, d: 2 } }],
    ['a: {<<: {b: 1}}', { a: { b: 1 } }],
    ['a: {"<<": b}', { a: { '<<': 'b' } }],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ['a: *x', "unknown anchor 'x'"],
    ['a: &x [*x]', 'contains itself'],
    ['a: &x {b: *x}', 'contains itself'],
    ['a: &x {<<: *x}', 'contains itself'],
    ['<<: text', 'map merge requires map'],
    ['<<: [a]', 'map merge requires map'],
  ])('refuses %j', (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });

  it('refuses a bomb of aliases without unfolding it', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`,
    );
    expect(() => read(`a0: &a0 [x,x,x,x,x,x,x,x,x]\n${levels.join('\n')}\n`)).toThrow('excessive aliasing');
  });

  it('takes as many aliases as an honest file has', () => {
    expect(read(`a: &a x\nb: [${'*a,'.repeat(500)}]`)).toMatchObject({ a: 'x' });
  });
});
