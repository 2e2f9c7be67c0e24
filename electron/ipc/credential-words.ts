/** The words for a keychain that is not well: what happened, and what of the login is where now. Nothing more than is known. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { CredentialError, CredentialOperation } from '../credentials/credential-error';
import { redact } from '../log/redact';

export function credentialAppError({ code, operation, message }: CredentialError): AppError {
  const details = redact(message);
  switch (code) {
    case 'refused':
      return {
        kind: 'unavailable',
        message: "The system keychain didn't let Chartroom in.",
        why: `Unlock it and try again. ${operation === 'store' ? "The login wasn't stored." : whatIsKnown(operation)}`,
        details,
      };
    case 'timeout':
      return {
        kind: 'unavailable',
        message: "The system keychain didn't answer.",
        why: `Unlock it, or close the question that it may be asking, and try again. ${whatIsKnown(operation)}`,
        details,
      };
    case 'too-large':
      return {
        kind: 'invalid-input',
        message: 'This login is too long for the system keychain.',
        why: "It wasn't stored. A password or token is usually far shorter: check what you pasted.",
        details,
      };
    case 'out-of-reach':
      return {
        kind: 'unavailable',
        message: "A login from an earlier time is in the system keychain, which Chartroom can't find now.",
        why: 'It is not used now. Start Chartroom again once the keychain is there, then log out; or delete the entry "Chartroom" in it yourself.',
        details,
      };
    default:
      return assertNever(code);
  }
}

/** After an answer that did not come, or came in the middle of several steps. */
function whatIsKnown(operation: CredentialOperation | undefined): string {
  switch (operation) {
    case 'read':
      return "Nothing was changed: the login in it just couldn't be read.";
    case 'store':
      return 'The login may or may not have been stored.';
    case 'remove':
      return 'The login may still be in it.';
    case undefined:
      return '';
    default:
      return assertNever(operation);
  }
}
