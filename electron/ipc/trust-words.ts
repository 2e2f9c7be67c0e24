/** The words for key files that can't be used. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { KeyFileError } from '../trust/key-file-error';

const EXPORT = 'Export the public keys with “gpg --export --armor” and choose that file.';

export function keyFileAppError({ code, fileName }: KeyFileError): AppError & { readonly why: string } {
  const cannot = `${fileName} can't be used to check signatures.`;
  const unavailable = (why: string) => ({ kind: 'unavailable' as const, message: cannot, why });
  const invalid = (why: string) => ({ kind: 'invalid-input' as const, message: cannot, why });
  switch (code) {
    case 'vanished':
      return unavailable("It isn't where it was: it was moved, renamed or deleted. Choose it again.");
    case 'unreadable':
      return unavailable("It can't be read. Check its permissions.");
    case 'not-a-file':
      return invalid('It is a folder or a device. Choose a file.');
    case 'too-large':
      return invalid('It is larger than 16 MiB. Export only the keys that sign your charts.');
    case 'too-many-keys':
      return invalid('It holds more than 10,000 keys. Export only the keys that sign your charts.');
    case 'too-many-files':
      return invalid('Twenty key files are chosen already. Remove one first.');
    case 'no-keys':
      return invalid(`It holds no OpenPGP key. ${EXPORT}`);
    case 'secret-keys':
      return invalid(
        `It holds secret keys only. Helm would take them; Chartroom never reads them, and to check a signature nobody needs them. ${EXPORT}`,
      );
    case 'keyboxd':
      return invalid(`It is a database of GnuPG's key service, which only GnuPG reads. ${EXPORT}`);
    case 'damaged':
      return invalid(`It is damaged or cut off. ${EXPORT}`);
    default:
      return assertNever(code);
  }
}
