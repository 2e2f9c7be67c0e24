/** What values.yaml says of the values that a template reads. */
import { expect, it } from 'vitest';
import { valueDefaults } from '../../../../renderer/values/value-defaults';

const VALUES = `image:
  # -- The tag to run.
  tag: "1.2"
auth: {password: hunter2}
base: &base {x: 1}
merged: {<<: *base}
twice: 1
# The second.
twice: 2
long: ${'x'.repeat(200)}
`;

it.each([
  ['image.tag', '"1.2"', 3, 'The tag to run.'],
  ['image', '{tag: "1.2"}', 1, ''],
  ['auth.password', 'hunter2', 4, ''],
  ['merged.x', '1', 6, ''],
  ['twice', '2', 9, 'The second.'],
  ['long', `${'x'.repeat(120)}…`, 10, ''],
  ['image.none', null, 1, ''],
  ['none.at.all', null, null, ''],
])('of %s', (path, text, line, comment) => {
  expect(valueDefaults(VALUES, [path])).toEqual([{ path, text, line, comment }]);
});

it('knows nothing of a text that can not be read', () => {
  expect(valueDefaults('a: [', ['a'])).toBeNull();
});
