/** The table's rows: leaves of defaults and overrides, what is overridden, what is masked. */
import { describe, expect, it } from 'vitest';
import type { HelmMap } from '../../../../renderer/values/helm-value';
import { mergeFiles, placeBelow, withDefaults } from '../../../../renderer/values/merge-values';
import { readValues } from '../../../../renderer/values/read-values';
import { isSecretPath } from '../../../../renderer/values/secret-path';
import { valueRows } from '../../../../renderer/values/value-rows';
import { typedValue, valueText } from '../../../../renderer/values/value-text';

function values(text: string): HelmMap {
  const read = readValues(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.values;
}

const text = (value: HelmMap): string => valueText(value);

describe('merging', () => {
  it('of files: the later wins, maps deeply, lists as a whole, nulls stay', () => {
    const merged = mergeFiles([values('a: {b: 1, c: [1, 2]}\nd: 1\n'), values('a: {c: [3]}\nd: null\n')]);
    expect(text(merged)).toBe('{a: {b: 1, c: [3]}, d: null}');
  });

  it('with defaults: a null takes the default away', () => {
    const merged = withDefaults(values('a: {b: 1, c: 2}\nd: [1]\n'), values('a: {b: null}\nd: [2]\ne: null\n'));
    expect(text(merged)).toBe('{a: {c: 2}, d: [2], e: null}');
  });

  it('of charts within: below their key', () => {
    expect(text(placeBelow(['p', 'q'], values('a: 1')))).toBe('{p: {q: {a: 1}}}');
  });
});

describe('valueRows', () => {
  it('are the leaves in order, with what is default, deployed and new', () => {
    const rows = valueRows({
      defaults: values('a: {b: 1, c: x}\nd: {}\ne: [1]\nf: {g: 1}\nh: 1\n'),
      overrides: values('a: {b: 2}\nd: {p: {q: 1}}\nf: null\nz: 1\n'),
      deployed: values('a: {c: was}\n'),
    });
    expect(
      rows.map(({ path, type, byDefault, deployed, now, isOverridden }) => [
        path.join('.'),
        type,
        byDefault,
        deployed,
        now,
        isOverridden,
      ]),
    ).toEqual([
      ['a.b', 'int', 1, undefined, 2, true],
      ['a.c', 'string', 'x', 'was', 'x', false],
      ['d.p.q', 'int', undefined, undefined, 1, true],
      ['e', 'list', [1], undefined, [1], false],
      ['f.g', 'int', 1, undefined, undefined, true],
      ['h', 'int', 1, undefined, 1, false],
      ['z', 'int', undefined, undefined, 1, true],
    ]);
  });

  it('of the same text for both are all overridden, a thousand of them at once', () => {
    const all = values(Array.from({ length: 1000 }, (_, index) => `k${index}: {a: 1, b: x}`).join('\n'));
    const rows = valueRows({ defaults: all, overrides: all });
    expect(rows).toHaveLength(2000);
    expect(rows.every(({ isOverridden }) => isOverridden)).toBe(true);
  });
});

describe('valueText and typedValue', () => {
  it.each([
    ['', '""'],
    ['3', '"3"'],
    ['yes', '"yes"'],
    ['a b', 'a b'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['12:30:45', '12:30:45'],
    ['two\nlines', '"two\\nlines"'],
    [1e21, '1e+21'],
    [['a', 'b c', 1], '[a, "b c", 1]'],
    [new Map(), '{}'],
  ] as const)('%j is %s, and read back the same', (value, expected) => {
    expect(valueText(value)).toBe(expected);
    expect(typedValue(expected, undefined)?.value).toEqual(value);
  });

  it.each([
    ['1.10', 'string', '"1.10"', '1.10'],
    ['null', 'string', 'null', null],
    ['on', 'bool', 'on', true],
    ['0777', 'int', '0777', 511],
    ['"3"', 'int', '"3"', '3'],
    ['', 'string', '""', ''],
  ] as const)('typed %j into a %s', (typed, type, yaml, value) => {
    expect(typedValue(typed, type)).toEqual({ yaml, value });
  });

  it.each(['[1', 'a: b', 'x # y', '&a'])('takes %j for no single value', (typed) => {
    expect(typedValue(typed, 'int')).toBeNull();
  });
});

describe('isSecretPath', () => {
  it.each([
    'adminPassword',
    'auth.token',
    'apiKey',
    'api_key',
    'tls.key',
    'clientSecret',
    'credentials',
    'django.secretKey',
    'secrets.data.a',
  ])('%s', (path) => {
    expect(isSecretPath(path.split('.'))).toBe(true);
  });
  it.each([
    'secretName',
    'existingSecret',
    'passwordFile',
    'tokenTTL',
    'monkey',
    'keys.name',
    'image.tag',
    'image.pullSecrets',
    'secret.annotations.a',
    'existingSecretPasswordKey',
    'tolerations.key',
    'secretKeyRef.key',
  ])('not %s', (path) => {
    expect(isSecretPath(path.split('.'))).toBe(false);
  });
});
