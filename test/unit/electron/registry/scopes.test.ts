import { expect, test } from 'vitest';
import { allowsPush, joinScopes, pullScope, pushScope } from '../../../../electron/registry/scopes';

test('what we need comes first, what the challenge adds behind it', () => {
  expect(joinScopes([pushScope('acme/app')], ['repository:mirror/acme/app:pull'])).toEqual([
    'repository:acme/app:pull,push',
    'repository:mirror/acme/app:pull',
  ]);
});

test('scopes of one repository become one', () => {
  expect(joinScopes([pullScope('app')], ['repository:app:pull,push'])).toEqual(['repository:app:pull,push']);
  expect(joinScopes([pushScope('app')], ['repository:app:pull'])).toEqual(['repository:app:pull,push']);
});

test('a port in the name is no separator', () => {
  expect(joinScopes(['repository:host:5000/app:pull'], [])).toEqual(['repository:host:5000/app:pull']);
});

test.each([
  [pushScope('acme/app'), true],
  [pullScope('acme/app'), false],
  ['repository:push/app:pull', false],
  ['registry:catalog:*', false],
])('%s: for a push? %s', (scope, expected) => {
  expect(allowsPush(scope)).toBe(expected);
});
