import { expect, it } from 'vitest';
import { visibleName } from '../../../../renderer/format/visible-name';

it.each([
  ['values.yaml', 'values.yaml'],
  ['gr\u00f6\u00dfe \u0645\u0644\u0641.txt', 'gr\u00f6\u00dfe \u0645\u0644\u0641.txt'],
  ['\u202egnp.exe', '⟨U+202E⟩gnp.exe'],
  ['a\u0007\nb', 'a⟨U+0007⟩⟨U+000A⟩b'],
  ['a\u200bb\u2066', 'a⟨U+200B⟩b⟨U+2066⟩'],
])('shows what can not be seen in %j', (name, shown) => {
  expect(visibleName(name)).toBe(shown);
});
