import { expect, it } from 'vitest';
import { jsonPlaces, type JsonPlace } from '../../../../../electron/charts/compare/json-places';

const TEXT = `{
  "type": "object", "a\\"{b": {"x:y": 1},
  "list": [
    {"in": 1},
    [{"deep": 2}]
  ],
  "properties":
  {
    "port": { "type": "integer",
      "minimum": 1 },
    "port2": true
  },
  "port2": 1
}
`;

function lineOf(place: JsonPlace, ...keys: readonly string[]): number | undefined {
  let now: JsonPlace | undefined = place;
  for (const key of keys) now = now?.inner.get(key);
  return now?.line;
}

it('each key has its line, whatever stands in texts', () => {
  const root = jsonPlaces(TEXT);
  expect(lineOf(root)).toBe(1);
  expect(lineOf(root, 'type')).toBe(2);
  expect(lineOf(root, 'a"{b', 'x:y')).toBe(2);
  expect(lineOf(root, 'properties', 'port')).toBe(9);
  expect(lineOf(root, 'properties', 'port', 'minimum')).toBe(10);
  expect(lineOf(root, 'properties', 'port2')).toBe(11);
  expect(lineOf(root, 'port2')).toBe(13);
  expect([...root.inner.keys()]).toEqual(['type', 'a"{b', 'list', 'properties', 'port2']);
  expect(lineOf(root, 'list', 'in')).toBeUndefined();
});

it('what is no JSON throws nothing', () => {
  for (const text of ['', '"', '"\\', '}}]]', ':', '{"a":{"b":', '[{]}', '{"\\u12": 1}']) {
    expect(jsonPlaces(text).line).toBe(1);
  }
});
