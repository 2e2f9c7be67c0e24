/** Names offered for saving: whatever an archive calls its files. */
import { expect, it } from 'vitest';
import { saveName } from '../../../../electron/files/save-name';

it.each([
  ['values.yaml', 'values.yaml'],
  ['.helmignore', 'helmignore'],
  ['a/b\\c:d?.txt', 'a_b_c_d_.txt'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['one\ntwo\u0000.yaml', 'onetwo.yaml'],
  ['..', 'file'],
  ['', 'file'],
  [`${'ä'.repeat(4000)}.yaml`, `${'ä'.repeat(55)}.yaml`],
])('%j is offered as %j', (name, offered) => {
  expect(saveName(name, 'file')).toBe(offered);
});
