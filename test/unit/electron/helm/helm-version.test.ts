import { expect, it } from 'vitest';
import { readHelmVersion } from '../../../../electron/helm/helm-version';

it.each([
  ['v3.17.3', '3.17.3', 3],
  ['v4.2.3+g43e8b7f\n', '4.2.3', 4],
  ['3.13.0', '3.13.0', 3],
  ['v3.17', '3.17.0', 3],
  ['v4.0.0-rc.1', '4.0.0-rc.1', 4],
])('%s can be used', (text, version, major) => {
  expect(readHelmVersion(text)).toMatchObject({ state: 'usable', helm: { version, major } });
});

it.each([
  ['v3.12.3', { state: 'too-old', version: '3.12.3' }],
  ['v2.17.0', { state: 'too-old', version: '2.17.0' }],
  ['v5.0.0', { state: 'too-new', version: '5.0.0' }],
  ['', { state: 'not-helm' }],
  ['Client: &version.Version{SemVer:"v2.17.0"}', { state: 'not-helm' }],
  ['v3', { state: 'not-helm' }],
  ['v3.17.3\nv3.17.3', { state: 'not-helm' }],
])('%s can’t', (text, expected) => {
  expect(readHelmVersion(text)).toEqual(expected);
});

it.each([
  ['3.17.3', ['CVE-2025-53547']],
  ['3.17.4', []],
  ['3.18.3', ['CVE-2025-53547']],
  ['3.18.4', []],
  ['4.2.3', []],
])('%s has the weaknesses %s', (text, weaknesses) => {
  expect(readHelmVersion(text)).toMatchObject({ helm: { weaknesses } });
});

it.each([
  ['3.15.4', { takeOwnership: false, skipSchemaValidation: false, forceConflicts: false }],
  ['3.16.0', { takeOwnership: false, skipSchemaValidation: true, forceConflicts: false }],
  ['3.17.0', { takeOwnership: true, skipSchemaValidation: true, forceConflicts: false }],
  ['4.0.0', { takeOwnership: true, skipSchemaValidation: true, forceConflicts: true }],
])('%s can do %o', (text, features) => {
  expect(readHelmVersion(text)).toMatchObject({ helm: { features } });
});
