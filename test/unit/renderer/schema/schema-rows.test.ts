/** A schema as the rows of its tree: what each says, what is open, what is searched for; schemas that never end. */
import { describe, expect, it } from 'vitest';
import { openSchema, shownSchema, type ShownSchema } from '../../../../renderer/schema/schema-rows';

function shown(schema: object, open: readonly string[] = [], search = ''): ShownSchema {
  const opened = openSchema(JSON.stringify(schema));
  if (opened === null) throw new Error('no schema');
  return shownSchema(opened, new Set(open), search);
}

const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'All of it',
  required: ['replicas', 'bare'],
  properties: {
    replicas: { type: ['integer', 'null'], minimum: 1, default: 2, description: 'Number of pods' },
    mode: { enum: ['a', 'b'] },
    image: { type: 'object', additionalProperties: false, properties: { tag: { $ref: '#/$defs/tag' } } },
    env: { type: 'array', items: { properties: { name: { type: 'string', pattern: '^[A-Z]+$' } } } },
    labels: { additionalProperties: { type: 'string' }, patternProperties: { '^x-': { type: 'integer' } } },
    either: { oneOf: [{ type: 'string' }, { properties: { a: { const: 1 } } }] },
    'dotted.key': { type: 'string' },
  },
  $defs: { tag: { type: 'string', description: 'Which one', deprecated: true } },
};

function namesFound(search: string, open: readonly string[] = []): readonly string[] {
  return shown(SCHEMA, open, search).rows.map(({ name }) => name);
}

describe('shownSchema', () => {
  it('lists what stands at the top, with what is asked for', () => {
    const { rows, isCut } = shown(SCHEMA);
    expect(isCut).toBe(false);
    expect(rows.map(({ name, type, isRequired, isOpen }) => [name, type, isRequired, isOpen])).toEqual([
      ['replicas', 'integer or null', true, null],
      ['mode', '', false, null],
      ['image', 'object', false, false],
      ['env', 'array', false, false],
      ['labels', '', false, false],
      ['either', '', false, false],
      ['dotted.key', 'string', false, null],
      ['bare', '', true, null],
    ]);
    expect(rows[0]).toMatchObject({ rules: ['minimum 1'], byDefault: '2', description: 'Number of pods', level: 1 });
    expect(rows[1]?.choices).toEqual(['"a"', '"b"']);
    expect(rows[2]?.rules).toEqual(['no other keys']);
    expect(openSchema(JSON.stringify(SCHEMA))?.head).toMatchObject({
      title: 'All of it',
      draft: 'http://json-schema.org/draft-07/schema#',
    });
  });

  it('opens maps, lists, forms and references, each with the path of its value', () => {
    const keys = ['image', 'env', 'labels', 'either'].map((name) => `/property:${name}`);
    const { rows } = shown(SCHEMA, [...keys, '/property:env/item:[…]', '/property:either/form:one of 2']);
    expect(rows.map(({ name, path, level }) => [level, name, path])).toEqual([
      [1, 'replicas', 'replicas'],
      [1, 'mode', 'mode'],
      [1, 'image', 'image'],
      [2, 'tag', 'image.tag'],
      [1, 'env', 'env'],
      [2, '[…]', 'env[0]'],
      [3, 'name', 'env[0].name'],
      [1, 'labels', 'labels'],
      [2, '^x-', 'labels.*'],
      [2, '*', 'labels.*'],
      [1, 'either', 'either'],
      [2, 'one of 1', 'either'],
      [2, 'one of 2', 'either'],
      [3, 'a', 'either.a'],
      [1, 'dotted.key', 'dotted.key'],
      [1, 'bare', 'bare'],
    ]);
    expect(rows[3]).toMatchObject({
      type: 'string',
      description: 'Which one',
      references: ['#/$defs/tag'],
      rules: ['deprecated'],
    });
    expect(rows[13]?.choices).toEqual(['1']);
  });

  it('finds by path, description, type, choice and reference, with what it stands in', () => {
    expect(namesFound('image.tag')).toEqual(['image', 'tag']);
    expect(namesFound('WHICH one')).toEqual(['image', 'tag']);
    expect(namesFound('$defs/tag')).toEqual(['image', 'tag']);
    expect(namesFound('"b"')).toEqual(['mode']);
    expect(namesFound('env[0].name')).toEqual(['env', '[…]', 'name']);
    expect(namesFound('labels', ['/property:labels'])).toEqual(['labels', '^x-', '*']);
    expect(namesFound('nothing like it')).toEqual([]);
  });

  it('shows what leads back to itself once, and says where', () => {
    const tree = {
      properties: { node: { $ref: '#/definitions/node' } },
      definitions: {
        node: { type: 'object', properties: { child: { $ref: '#/definitions/node' }, all: { $ref: '#' } } },
      },
    };
    const { rows } = shown(tree, ['/property:node', '/property:node/property:child']);
    expect(rows.map(({ name, isOpen, sameAs }) => [name, isOpen, sameAs])).toEqual([
      ['node', true, null],
      ['child', null, '/property:node'],
      ['all', null, ''],
    ]);
    expect(rows[1]?.note).toBe('It has the form of node, within which it stands.');
    expect(shown(tree, [], 'child').rows).toHaveLength(2);
  });

  it.each([
    ['elsewhere', { $ref: 'https://example.com/x.json' }, /never fetches/],
    ['another file', { $ref: 'other.json#/a' }, /never fetches/],
    ['nothing', { $ref: '#/definitions/none' }, /no such definition/],
    ['what every object has', { $ref: '#/constructor' }, /no such definition/],
    ['itself', { $ref: '#/properties/a' }, /refers to itself/],
    ['what may not be', false, /Nothing may stand here/],
  ])('says that a reference leads to %s', (_what, schema, words) => {
    expect(shown({ properties: { a: schema } }).rows[0]?.note).toMatch(words);
  });

  it('follows anchors and its own address', () => {
    const definitions = { a: { $anchor: 'here', type: 'string' }, b: { $id: '#there', type: 'null' } };
    const properties = { a: { $ref: '#here' }, b: { $ref: '#there' }, c: { $ref: 'https://me/s.json#/definitions/a' } };
    const { rows } = shown({ $id: 'https://me/s.json', properties, definitions });
    expect(rows.map(({ type, note }) => [type, note])).toEqual([
      ['string', ''],
      ['null', ''],
      ['string', ''],
    ]);
  });

  it('ends with chains, depths and mazes that have no end', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_none, at) => [`d${at}`, { $ref: `#/$defs/d${at + 1}` }]),
    );
    expect(shown({ properties: { a: { $ref: '#/$defs/d0' } }, $defs: chain }).rows[0]?.note).toMatch(
      /further than is followed/,
    );

    let deep: object = { type: 'string' };
    for (let level = 0; level < 200; level += 1) deep = { properties: { a: deep } };
    expect(shown(deep, [], 'a').rows.length).toBe(40);

    // Each of thirty contains all others: more places than could ever be listed.
    const names = Array.from({ length: 30 }, (_none, at) => `n${at}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
    const $defs = Object.fromEntries(names.map((name) => [name, { properties }]));
    const maze = shown({ properties, $defs }, [], 'nowhere');
    expect(maze.isCut).toBe(true);
    expect(maze.rows.length).toBeLessThan(100);
    expect(shown({ properties, $defs }, [], 'n1').rows.length).toBeLessThanOrEqual(5_000);
  });

  it('takes any shape of it', () => {
    const odd =
      '{"properties": {"__proto__": {"type": 5, "enum": "x", "items": 3, "oneOf": {}, "default": {"a": 1}}, "b": null}, "required": 7}';
    const opened = openSchema(odd);
    if (opened === null) throw new Error('no schema');
    const { rows } = shownSchema(opened, new Set(), '');
    expect(rows.map(({ name, type, byDefault }) => [name, type, byDefault])).toEqual([
      ['__proto__', '', '{"a":1}'],
      ['b', '', null],
    ]);
    for (const text of ['', '[', '[]', '"x"', 'true']) expect(openSchema(text)).toBeNull();
  });
});
