/** YAML into Go's structs: what becomes text, whose case matters, what null and a second reading do. */
import { describe, expect, it } from 'vitest';
import {
  assertJson,
  goAnything,
  goBoolean,
  goList,
  goMap,
  goPointer,
  goStructOf,
  goText,
  goTime,
  type ConvertedScalar,
  type GoDecoder,
} from '../../../../electron/charts/go-struct';
import { decodeYamlBytes } from '../../../../electron/charts/yaml-bytes';
import { YamlError } from '../../../../shared/yaml/yaml-error';

function read<Value>(decoder: GoDecoder<Value>, yaml: string, before = decoder.zero): Value {
  return decoder.decode(decodeYamlBytes(Buffer.from(yaml)).value, before, { field: '', converted: [] });
}

interface Thing {
  readonly name: string;
  readonly kind: string;
  readonly ready: boolean;
  readonly importValues: string;
}
const EMPTY: Thing = { name: '', kind: '', ready: false, importValues: '' };
const thing = goStructOf<Thing>({ name: goText, kind: goText, ready: goBoolean, importValues: goText }, EMPTY, {
  'import-values': 'importValues',
});

describe('text', () => {
  it.each([
    ['1.10', '1.1'],
    ['1_000', '1000'],
    ['0x1F', '31'],
    ['017', '15'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e3', '1000'],
    ['1e21', '1e+21'],
    ['on', 'true'],
    ['n', 'false'],
    ['.inf', '+Inf'],
    ['.nan', 'NaN'],
    ['2026-01-01', '2026-01-01'],
    ['"1.10"', '1.10'],
    ["''", ''],
  ])('reads %s as %s', (yaml, text) => {
    expect(read(goText, yaml)).toBe(text);
  });

  it('stays as it was for null', () => {
    expect(read(goText, '~', 'before')).toBe('before');
  });

  it.each(['[a]', '{a: b}', '{~: b}'])('refuses %s', (yaml) => {
    expect(() => read(goText, yaml)).toThrow(YamlError);
  });

  it('tells which numbers it took as text', () => {
    const converted: ConvertedScalar[] = [];
    thing.decode(decodeYamlBytes(Buffer.from('name: 1.10\nkind: yes\n')).value, EMPTY, { field: 'deps', converted });
    expect(converted).toEqual([
      { field: 'deps.kind', written: 'yes', read: 'true' },
      { field: 'deps.name', written: '1.10', read: '1.1' },
    ]);
  });
});

describe('a boolean', () => {
  it.each([
    ['yes', true],
    ['Off', false],
    ['~', false],
  ])('reads %s as %s', (yaml, value) => {
    expect(read(goBoolean, yaml)).toBe(value);
  });

  it.each(['1', '"true"', 'maybe', '[]'])('refuses %s', (yaml) => {
    expect(() => read(goBoolean, yaml)).toThrow('expected true or false');
  });
});

describe('a struct', () => {
  it('finds its fields in any case, by Unicode too', () => {
    expect(read(thing, 'NAME: a\n\u212aind: b\nReady: true\nImport-Values: c\n')).toEqual({
      name: 'a',
      kind: 'b',
      ready: true,
      importValues: 'c',
    });
  });

  it('knows a field only by its name in JSON', () => {
    expect(read(thing, 'importValues: a').importValues).toBe('');
  });

  it('takes of two spellings the one whose bytes come last', () => {
    expect(read(thing, 'name: low\nName: up\nNAME: all\n').name).toBe('low');
  });

  it('leaves unknown fields alone, but not numbers that JSON has no form for', () => {
    expect(read(thing, 'other: {a: [1]}\nname: a').name).toBe('a');
    expect(() => read(thing, 'other: [.nan]')).toThrow('unsupported value');
  });

  it('keeps what it had where the second text says nothing', () => {
    expect(read(thing, 'name: b\nkind: ~', { ...EMPTY, name: 'a', kind: 'k', ready: true })).toEqual({
      name: 'b',
      kind: 'k',
      ready: true,
      importValues: '',
    });
  });

  it.each(['text', '1', '[a]'])('refuses %s', (yaml) => {
    expect(() => read(thing, yaml)).toThrow('expected a mapping');
  });
});

describe('a list and a map', () => {
  it('are read into what is there already', () => {
    const things = goList(goPointer(thing));
    const before = [
      { ...EMPTY, name: 'a', kind: 'k' },
      { ...EMPTY, name: 'z' },
    ];
    expect(read(things, '[{name: b}]', before)).toEqual([{ ...EMPTY, name: 'b', kind: 'k' }]);
    expect(read(goMap(goText), 'b: 2', new Map([['a', '1']]))).toEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    );
  });

  it('are emptied by null, and null in a list is nil', () => {
    expect(read(goList(goText), '~', ['a'])).toEqual([]);
    expect(read(goMap(goText), '~', new Map([['a', '1']]))).toEqual(new Map());
    expect(read(goList(goPointer(thing)), '[~]')).toEqual([null]);
  });

  it('refuse what is neither', () => {
    expect(() => read(goList(goText), 'a: b')).toThrow('expected a list');
    expect(() => read(goMap(goText), '[a]')).toThrow('expected a mapping');
    expect(() => read(goMap(goText), 'a: [b]')).toThrow('a: expected text');
  });
});

it('reads anything as JSON, numbers as floats', () => {
  expect(read(goAnything, '{b: 12345678901234567890, a: [yes, ~, x]}')).toEqual(
    new Map<string, unknown>([
      ['b', 12345678901234567000],
      ['a', [true, null, 'x']],
    ]),
  );
});

describe('a time', () => {
  it.each([
    '2026-02-28T23:59:59Z',
    '2026-02-28T1:02:03.5+05:30',
    '2024-02-29T00:00:00-00:00',
    '2026-01-01T00:00:00,5Z',
  ])('takes %s', (yaml) => {
    expect(read(goTime, yaml)).toBe(yaml);
  });

  it('takes null as none', () => {
    expect(read(goTime, '~')).toBe('');
  });

  it.each(['2026-01-01', '2026-02-29T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01 00:00:00Z', 'yesterday', '1'])(
    'refuses %s',
    (yaml) => {
      expect(() => read(goTime, yaml)).toThrow('expected a time');
    },
  );
});

it.each(['a: .inf', 'a: [.nan]', 'a: {~: b}'])('finds what JSON has no form for: %s', (yaml) => {
  expect(() => assertJson(decodeYamlBytes(Buffer.from(yaml)).value)).toThrow(YamlError);
});
