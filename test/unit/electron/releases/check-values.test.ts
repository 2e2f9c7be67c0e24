import { describe, expect, it } from 'vitest';
import { toAppError } from '../../../../electron/ipc/app-error';
import { assertNoDuplicateKeys } from '../../../../electron/releases/check-values';

function failure(values: string) {
  try {
    assertNoDuplicateKeys(values);
    return null;
  } catch (error) {
    return toAppError(error);
  }
}

describe('values for a preview', () => {
  it('are refused where a key stands twice, and told by key and line, not by value', () => {
    expect(failure('a: 1\nweb:\n  port: hunter2\n  port: hunter3\n')).toEqual({
      kind: 'invalid-input',
      message: 'A key stands twice in the values.',
      why: 'Helm would take the last one without a word. Remove one of them.',
      details: 'line 4: port',
      remedy: 'edit-values',
    });
  });

  it.each(['', 'a: 1\nb: 1\n', 'a: {x: 1}\nb: {x: 1}\n', 'not: [closed'])('are let through: %j', (values) => {
    expect(failure(values)).toBeNull();
  });
});
