import { expect, it } from 'vitest';
import { resolveDependency } from '../../../shared/dependency-version';

const LISTED = ['1.0.0', 'v1.5.0', '1.2.0', '2.0.0-rc.1', '1.2.3_build.1', 'latest', '1.2', '2.0.0'].map((tag) => ({
  tag,
}));

it.each([
  ['^1', { kind: 'found', version: '1.2.3+build.1', tag: '1.2.3_build.1', newerVersion: '2.0.0' }],
  ['>=2.0.0-0', { kind: 'found', version: '2.0.0', tag: '2.0.0', newerVersion: null }],
  ['1.2.3+build.1', { kind: 'found', version: '1.2.3+build.1', tag: '1.2.3_build.1', newerVersion: '2.0.0' }],
  // A version by its name, though a loose one: a tag, not a range.
  ['1.2', { kind: 'found', version: '1.2', tag: '1.2', newerVersion: '2.0.0' }],
  ['v1.5.0', { kind: 'found', version: 'v1.5.0', tag: 'v1.5.0', newerVersion: '2.0.0' }],
  ['1.5.0', { kind: 'none', isLiteral: true, newestVersion: '2.0.0' }],
  ['1', { kind: 'none', isLiteral: true, newestVersion: '2.0.0' }],
  ['~1.5', { kind: 'none', isLiteral: false, newestVersion: '2.0.0' }],
  ['latest', { kind: 'invalid' }],
  ['', { kind: 'invalid' }],
] as const)('%s', (asked, resolved) => {
  expect(resolveDependency(asked, LISTED)).toEqual(resolved);
});

it('knows an empty list', () => {
  expect(resolveDependency('*', [])).toEqual({ kind: 'none', isLiteral: false, newestVersion: null });
});
