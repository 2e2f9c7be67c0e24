import { expect, it } from 'vitest';
import { toAppError } from '../../../../electron/ipc/app-error';
import { keyFileAppError } from '../../../../electron/ipc/trust-words';
import { KeyFileError, type KeyFileErrorCode } from '../../../../electron/trust/key-file-error';

const CODES: readonly KeyFileErrorCode[] = [
  'unreadable',
  'vanished',
  'not-a-file',
  'too-large',
  'too-many-files',
  'too-many-keys',
  'no-keys',
  'secret-keys',
  'keyboxd',
  'damaged',
];

it.each(CODES)('a key file that is %s is told with a way out', (code) => {
  const error = new KeyFileError(code, 'keys.asc', { cause: new Error('/home/ana/keys.asc') });
  const told = toAppError(error);
  expect(told).toEqual(keyFileAppError(error));
  expect(told.why).toMatch(/\.$/);
  expect(JSON.stringify(told)).not.toContain('/home');
});

it('each has words of its own', () => {
  const words = CODES.map((code) => keyFileAppError(new KeyFileError(code, 'keys.asc')).why);
  expect(new Set(words).size).toBe(CODES.length);
});
