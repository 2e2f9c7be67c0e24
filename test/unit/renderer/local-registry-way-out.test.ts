import { describe, expect, it } from 'vitest';
import { waysOut, withFreeSpace, type FailedState } from '../../../renderer/local-registry-way-out';
import type { StartFailureCode } from '../../../shared/local-registry';

const error = { kind: 'unavailable', message: 'It did not start.', why: 'Because.' } as const;
const failed = (code: StartFailureCode, freePort?: number): FailedState => ({
  name: 'failed',
  code,
  error,
  ...(freePort === undefined ? {} : { freePort }),
});

describe('waysOut', () => {
  it.each([
    ['port-forbidden', 'use-port'],
    ['folder-in-use', 'change-folder'],
    ['folder-forbidden', 'change-folder'],
    ['folder-unusable', 'change-folder'],
    ['disk-full', 'try-again'],
    ['engine-missing', 'use-built-in'],
    ['engine-failed', 'use-built-in'],
    ['internal', 'try-again'],
  ] as const)('%s: %s comes first', (code, kind) => {
    expect(waysOut(failed(code))[0]?.kind).toBe(kind);
  });

  it('offers the free port where one was found', () => {
    expect(waysOut(failed('port-in-use', 5001))[0]).toEqual({ kind: 'use-port', port: 5001 });
    expect(waysOut(failed('port-in-use'))).toEqual([{ kind: 'try-again' }]);
  });

  it('restarts what crashed', () => {
    expect(waysOut({ name: 'crashed', error, lastLines: [] })[0]).toEqual({ kind: 'restart' });
  });
});

it('says how much room there is only where that is the trouble', () => {
  expect(withFreeSpace(failed('disk-full'), '12 KB').why).toBe('Because. 12 KB are free on it now.');
  expect(withFreeSpace(failed('disk-full'), null)).toBe(error);
  expect(withFreeSpace(failed('internal'), '12 KB')).toBe(error);
});
