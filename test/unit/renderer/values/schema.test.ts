/** Hints of a schema, and values checked against it: the words, the places, and schemas that mean no good. */
import { describe, expect, it } from 'vitest';
import type { HelmMap } from '../../../../renderer/values/helm-value';
import { readValues } from '../../../../renderer/values/read-values';
import { checkSchema } from '../../../../renderer/values/schema-check';
import { readSchema, schemaHint, typeWords, type JsonSchema } from '../../../../renderer/values/schema-hint';

const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, description: 'What it is called.' },
    replicas: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }] },
    size: { $ref: '#/$defs/size' },
    ports: { additionalProperties: { type: 'integer', maximum: 65_535 } },
    list: { type: 'array', items: { type: 'string' } },
    closed: { type: 'object', additionalProperties: false, properties: { a: {} } },
  },
  $defs: { size: { enum: ['small', 'large'], description: 'How much.' }, loop: { $ref: '#/$defs/loop' } },
};

function values(text: string): HelmMap {
  const read = readValues(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.values;
}

function problems(text: string, schema: JsonSchema = SCHEMA, path: readonly string[] = []) {
  return checkSchema({ path, schema }, values(text))?.map((each) => [each.path.join('.'), each.message]);
}

describe('schemaHint', () => {
  it('follows keys, references and alternatives', () => {
    expect(schemaHint(SCHEMA, ['name'])).toEqual({
      choices: [],
      description: 'What it is called.',
      types: ['string'],
      constraints: ['characters at least 1'],
      isRequired: true,
    });
    expect(schemaHint(SCHEMA, ['replicas'])).toMatchObject({ types: ['integer', 'null'], constraints: ['minimum 0'] });
    expect(schemaHint(SCHEMA, ['size'])).toMatchObject({
      description: 'How much.',
      constraints: ['one of "small", "large"'],
    });
    expect(schemaHint(SCHEMA, ['ports', 'web'])).toMatchObject({ constraints: ['maximum 65535'] });
  });

  it('says nothing where the schema does not, nor where it leads nowhere', () => {
    expect(schemaHint(SCHEMA, ['other', 'key'])).toBeNull();
    expect(schemaHint({ properties: { a: { $ref: 'https://example.com/x' } } }, ['a'])).toBeNull();
    expect(schemaHint({ properties: { a: { $ref: '#/properties/a' } } }, ['a'])).toBeNull();
    expect(schemaHint(SCHEMA, ['__proto__'])).toBeNull();
  });

  it('has words for types', () => {
    expect(typeWords(['integer', 'null'])).toBe('integer or null');
    expect(typeWords(['string'])).toBe('string');
    expect(typeWords([])).toBe('');
  });
});

describe('checkSchema', () => {
  it.each([
    ['name: x\nreplicas: "3"\n', [['replicas', 'must be an integer or null, not a string']]],
    ['name: x\nreplicas: -1\n', [['replicas', "doesn't match any of the forms in the schema"]]],
    ['replicas: 3\n', [['name', 'is required']]],
    ['name: 3\n', [['name', 'must be a string, not an integer']]],
    ['name: ""\n', [['name', 'must be: characters at least 1']]],
    ['name: x\nsize: huge\n', [['size', 'must be: one of "small", "large"']]],
    ['name: x\nports: {web: 99999}\n', [['ports.web', 'must be: maximum 65535']]],
    ['name: x\nclosed: {b: 1}\n', [['closed.b', "isn't known to the chart's schema"]]],
    ['name: x\nreplicas: 3\nsize: small\nlist: [a]\n', []],
  ])('of %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('places the problems of a chart within below its key, and needs none of its values', () => {
    expect(problems('sub: {name: 3}\n', SCHEMA, ['sub'])).toEqual([['sub.name', 'must be a string, not an integer']]);
    expect(problems('a: 1\n', SCHEMA, ['sub'])).toEqual([]);
  });

  it.each([
    ['leads out of itself', { $ref: 'https://example.com/schema.json' }],
    ['contains itself without end', { $ref: '#' }],
    ['has a broken pattern', { properties: { a: { pattern: '(' } } }],
  ])('leaves a schema to Helm that %s', (_what, schema) => {
    expect(checkSchema({ path: [], schema }, values('a: x\n'))).toBeNull();
  });
});

describe('readSchema', () => {
  it.each(['', '[]', 'true', '{'])('takes %j for none', (text) => {
    expect(readSchema(text)).toBeNull();
  });
});
