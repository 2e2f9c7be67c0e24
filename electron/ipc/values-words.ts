/** The words for values files that can't be read. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { ValuesFileError } from '../files/values-file';

export function valuesFileAppError({ code, fileName }: ValuesFileError): AppError {
  const message = `${fileName} wasn't loaded.`;
  switch (code) {
    case 'too-large':
      return { kind: 'invalid-input', message, why: 'It is larger than 5 MiB, and Helm takes no larger values files.' };
    case 'not-text':
      return {
        kind: 'invalid-input',
        message,
        why: 'It is no text in UTF-8. Values files are YAML: choose another file, or save it as UTF-8.',
      };
    case 'not-a-file':
      return { kind: 'invalid-input', message, why: 'It is a folder or a device. Choose a file.' };
    case 'unreadable':
      return {
        kind: 'unavailable',
        message,
        why: "It can't be read: it may have been moved, or you may not have the right to read it.",
      };
    default:
      return assertNever(code);
  }
}
