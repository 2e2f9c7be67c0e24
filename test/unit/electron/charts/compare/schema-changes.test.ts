import { expect, it } from 'vitest';
import { schemaChanges } from '../../../../../electron/charts/compare/schema-changes';

const file = (schema: unknown) => ({ path: 'values.schema.json', schema, text: JSON.stringify(schema, null, 2) });

function told(from: unknown, to: unknown): readonly string[] {
  return schemaChanges(file(from), file(to), []).map(
    ({ change, path, keyword, from: before, to: after }) =>
      `${change} ${path.join('.')} ${keyword} ${before ?? '-'} > ${after ?? '-'}`,
  );
}
const of = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

it.each([
  [
    'nothing but words',
    of({ a: { ...text, description: 'x' } }),
    of({ a: { ...text, description: 'y', title: 'z' } }),
    [],
  ],
  ['a property less', of({ a: text }), of({}), ['removed a  string > -']],
  [
    'a property more, which must be given',
    of({}),
    of({ a: text }, { required: ['a'] }),
    ['required a  - > -', 'added a  - > string'],
  ],
  ['one that need not be given any more', of({ a: text }, { required: ['a'] }), of({ a: text }), ['optional a  - > -']],
  [
    'another type, below',
    of({ a: of({ b: text }) }),
    of({ a: of({ b: { type: ['string', 'null'] } }) }),
    ['type a.b type string > null, string'],
  ],
  ['fewer choices', { enum: [1, 2] }, { enum: [2, 3] }, ['enum-narrowed  enum [1,2] > [2,3]']],
  ['choices where there were none', {}, { enum: [1] }, ['enum-narrowed  enum - > [1]']],
  ['more choices', { enum: [1] }, { enum: [1, 2] }, ['enum-widened  enum [1] > [1,2]']],
  ['any choice', { enum: [1] }, {}, ['enum-widened  enum [1] > -']],
  [
    'another rule',
    { pattern: '^a' },
    { pattern: '^b', minLength: 1 },
    ['rule  pattern "^a" > "^b"', 'rule  minLength - > 1'],
  ],
  ['items of lists', { items: of({ a: text }) }, { items: of({}) }, ['removed [].a  string > -']],
  [
    'what is pointed to, where it stands',
    { $defs: { x: text } },
    { $defs: { x: { type: 'number' } } },
    ['type $defs.x type string > number'],
  ],
  ['a schema in the place of none', null, { properties: { a: true } }, ['added a  - > -']],
  [
    'odd names',
    of({}),
    JSON.parse('{"properties":{"__proto__":{"type":"string"}},"type":"object"}'),
    ['added __proto__  - > string'],
  ],
])('tells %s', (_what, from, to, expected) => {
  expect(told(from, to)).toEqual(expected);
});

it('ends in a schema that nests for ever', () => {
  let [from, to]: [unknown, unknown] = [{ type: 'string' }, { type: 'number' }];
  for (let depth = 0; depth < 2_000; depth += 1) [from, to] = [{ items: from }, { items: to }];
  expect(told(from, to)).toEqual([]);
});

function lineText(schema: unknown, line: number | null | undefined): string | null | undefined {
  if (line === null) return null;
  return JSON.stringify(schema, null, 2).split('\n')[(line ?? 0) - 1]?.trim();
}

it('each is told with its line on the sides where it stands', () => {
  const from = of({ gone: text, port: { type: 'integer', minimum: 1 } });
  const to = of({ port: { type: 'string', minimum: 1, maximum: 9 }, fresh: text }, { required: ['port'] });
  expect(
    schemaChanges(file(from), file(to), []).map(({ change, fromPlace, toPlace }) => [
      change,
      lineText(from, fromPlace?.line),
      lineText(to, toPlace?.line),
    ]),
  ).toEqual([
    ['required', null, '"required": ['],
    ['removed', '"gone": {', null],
    ['type', '"type": "integer",', '"type": "string",'],
    ['rule', null, '"maximum": 9'],
    ['added', null, '"fresh": {'],
  ]);
  expect(schemaChanges(null, file(to), [])[0]?.fromPlace).toBeNull();
});
