import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeProblem } from '../../../scripts/node-version.mjs';

test.each([
  ['18.20.8', 'Node 20.19 or newer is needed; this is 18.20.8.'],
  ['20.18.3', 'Node 20.19 or newer is needed; this is 20.18.3.'],
  ['20.19.0', undefined],
  ['21.0.0', undefined],
  ['22.3.0', undefined],
])('Node %s', (version, problem) => {
  expect(nodeProblem(version, '>=20.19')).toBe(problem);
});

test('a range of another kind is a mistake of ours', () => {
  expect(() => nodeProblem('22.0.0', '^22')).toThrow("Can't read engines.node: ^22");
});

test("package.json's range can be read", () => {
  const { engines }: { engines: { node: string } } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(nodeProblem('99.0.0', engines.node)).toBeUndefined();
});
