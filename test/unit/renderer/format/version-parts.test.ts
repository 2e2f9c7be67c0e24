import { expect, it } from 'vitest';
import { versionParts } from '../../../../renderer/format/version-parts';

it.each([
  ['41.3.0', '41.3.0', ''],
  ['41.0.0-rc.2', '41.0.0', '-rc.2'],
  ['40.1.0+acme.1', '40.1.0', '+acme.1'],
  ['v1.2.3', 'v1.2.3', ''],
  ['main', '', 'main'],
])('%s', (version, numbers, suffix) => {
  expect(versionParts(version)).toEqual({ numbers, suffix });
});
