/** The words for why a change of a release is not begun, and for one that was lost. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { OperationError } from '../releases/operation-error';

/** Of one that ran when the app was ended. */
export const LOST_OPERATION: AppError = {
  kind: 'unavailable',
  message: 'Chartroom was ended while this ran.',
  why: 'What became of it is read from the release’s history. Where it is stuck, repair it.',
  remedy: 'refresh',
};

export function operationAppError({ code, detail }: OperationError): AppError {
  switch (code) {
    case 'stale':
      return {
        kind: 'conflict',
        message: 'What you saw is not what would be done any more.',
        why: 'The release, the cluster or what you chose has changed since. Nothing was done: look at it again first.',
        remedy: 'preview-again',
      };
    case 'preview-gone':
      return {
        kind: 'conflict',
        message: 'That preview is too old to be run.',
        why: 'Nothing was done: make it again.',
        remedy: 'preview-again',
      };
    case 'blocked':
      return {
        kind: 'conflict',
        message: 'What the preview found keeps this from being run.',
        why: 'Nothing was done. Its list says what to change.',
        remedy: 'preview-again',
      };
    case 'busy':
      return {
        kind: 'conflict',
        message: 'Chartroom is changing this release already.',
        why: 'One change at a time: wait for it to end, or cancel it.',
      };
    case 'not-confirmed':
      return {
        kind: 'invalid-input',
        message: 'This context is protected.',
        why: 'Type its name to go on. Nothing was done.',
      };
    case 'name-not-confirmed':
      return {
        kind: 'invalid-input',
        message: 'The name of the release was not typed.',
        why: 'Type it to uninstall the release. Nothing was done.',
      };
    case 'may-be-live':
      return {
        kind: 'conflict',
        message: 'Somebody may still be changing this release.',
        why: 'Its last change began only minutes ago. Wait, or say that whoever began it has given up.',
        remedy: 'refresh',
      };
    case 'duplicate-keys':
      return {
        kind: 'invalid-input',
        message: 'A key stands twice in the values.',
        why: 'Helm would take the last one without a word. Remove one of them.',
        details: detail,
        remedy: 'edit-values',
      };
    case 'unknown-operation':
      return { kind: 'not-found', message: 'That operation isn’t on the list any more.', why: 'It was put away.' };
    case 'still-running':
      return { kind: 'conflict', message: 'It still runs.', why: 'Wait for it to end, or cancel it.' };
    default:
      return assertNever(code);
  }
}
