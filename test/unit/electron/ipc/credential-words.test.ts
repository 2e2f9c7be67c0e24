/** What the user is told of a login after the keychain failed: exactly what is true of it, and no more. */
import { expect, test } from 'vitest';
import {
  CredentialError,
  type CredentialErrorCode,
  type CredentialOperation,
} from '../../../../electron/credentials/credential-error';
import { toAppError } from '../../../../electron/ipc/app-error';
import { appErrorSchema } from '../../../../shared/errors';

const STORED_OR_NOT = 'The login may or may not have been stored.';
const STILL_THERE = 'The login may still be in it.';
const NOT_STORED = "The login wasn't stored.";
const UNREAD = "Nothing was changed: the login in it just couldn't be read.";

test.each<[CredentialOperation, CredentialErrorCode, string]>([
  ['read', 'refused', UNREAD],
  ['read', 'timeout', UNREAD],
  ['store', 'refused', NOT_STORED],
  ['store', 'timeout', STORED_OR_NOT],
  ['remove', 'refused', STILL_THERE],
  ['remove', 'timeout', STILL_THERE],
])('to %s a login: %s', (operation, code, known) => {
  const shown = toAppError(new CredentialError(code, 'Cannot autolaunch D-Bus', { operation }));
  expect(appErrorSchema.parse(shown)).toEqual(shown);
  expect(shown).toMatchObject({ kind: 'unavailable', details: 'Cannot autolaunch D-Bus' });
  const said = [STORED_OR_NOT, STILL_THERE, NOT_STORED, UNREAD].filter((words) => shown.why?.includes(words));
  expect(said).toEqual([known]);
});

test('a login that is too long, and one that an earlier run left where this one can’t reach', () => {
  expect(toAppError(new CredentialError('too-large', 'A login of 300000 bytes'))).toMatchObject({
    kind: 'invalid-input',
    why: expect.stringContaining("wasn't stored"),
  });
  expect(
    toAppError(new CredentialError('out-of-reach', 'Cannot autolaunch D-Bus', { operation: 'remove' })),
  ).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('in the system keychain'),
  });
});
