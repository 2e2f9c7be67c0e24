import { describe, expect, test } from 'vitest';
import { carriedOverrides } from '../../../../renderer/values/carried-overrides';
import type { HelmMap } from '../../../../renderer/values/helm-value';
import { readValues } from '../../../../renderer/values/read-values';

const chart = (values: string, schema: object | null = null, path: string[] = []) => ({
  path,
  values,
  folder: '',
  schema: schema === null ? null : JSON.stringify(schema),
});
function overridesOf(text: string): HelmMap {
  const read = readValues(text);
  if (!read.ok) throw new Error('can not be read');
  return read.values;
}
const carried = (overrides: string, before: string | null, after: string) =>
  carriedOverrides(overridesOf(overrides), {
    before: before === null ? null : [chart(before)],
    after: [chart(after)],
  });

describe('overrides that are carried over to another version', () => {
  test('one that is gone is told, one that stayed is not', () => {
    const { unknown } = carried(
      'welcome: Hi\nreplicas: 2\n',
      'welcome: a\nreplicas: 1\n',
      'greeting: a\nreplicas: 1\n',
    );
    expect(unknown).toEqual([['welcome']]);
  });
  test('one that the older version did not know either is not told', () => {
    expect(carried('mine: 1\n', 'a: 1\n', 'a: 1\n').unknown).toEqual([]);
    expect(carried('mine: 1\n', null, 'a: 1\n').unknown).toEqual([['mine']]);
  });
  test('what is put into a place that is left open is known', () => {
    const after = 'labels: {}\nresources:\naffinity: []\nimage: {tag: x}\n';
    const overrides = 'labels: {a: b}\nresources: {limits: {cpu: 1}}\nimage: {digest: y}\nglobal: {z: 1}\n';
    expect(carried(overrides, null, after).unknown).toEqual([['image', 'digest']]);
  });
  test('what only the schema names is known, and only where the schema of that chart is', () => {
    const schema = { properties: { digest: { type: 'string' } } };
    const overrides = overridesOf('redis: {digest: y}\ndigest: z\n');
    const after = [chart('a: 1\n'), chart('b: 1\n', schema, ['redis'])];
    expect(carriedOverrides(overrides, { before: null, after }).unknown).toEqual([['digest']]);
  });
  test('a default that changed under an override is told with both values; a chart around wins over one within', () => {
    const before = [chart('redis: {port: 1}\n'), chart('port: 9\nname: a\n', null, ['redis'])];
    const after = [chart('redis: {port: 2}\n'), chart('port: 9\nname: a\n', null, ['redis'])];
    const { changed } = carriedOverrides(overridesOf('redis: {port: 7, name: b}\n'), { before, after });
    expect(changed).toEqual([{ path: ['redis', 'port'], before: 1, after: 2 }]);
  });
  test('keys that are names of objects in JavaScript are plain keys', () => {
    expect(carried('__proto__: {a: 1}\nconstructor: 1\n', null, 'a: 1\n').unknown).toEqual([
      ['__proto__', 'a'],
      ['constructor'],
    ]);
  });
});
