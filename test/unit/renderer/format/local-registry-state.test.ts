import { expect, it } from 'vitest';
import { localRegistryWords } from '../../../../renderer/format/local-registry-state';
import { loginStateWords } from '../../../../renderer/format/login-state';

it('says each state in words', () => {
  const error = { kind: 'internal', message: 'It ended.' } as const;
  expect(localRegistryWords({ name: 'stopped' })).toBe('Stopped');
  expect(localRegistryWords({ name: 'starting' })).toBe('Starting…');
  expect(localRegistryWords({ name: 'running', address: 'localhost:5001', startedAt: 1 })).toBe('Running on port 5001');
  expect(localRegistryWords({ name: 'stopping' })).toBe('Stopping…');
  expect(localRegistryWords({ name: 'failed', code: 'internal', error })).toBe("Didn't start");
  expect(localRegistryWords({ name: 'crashed', error, lastLines: [] })).toBe('Crashed');
});

it('calls the local registry stopped where others are unreachable', () => {
  expect(loginStateWords({ state: 'unreachable', isLocal: true })).toBe('Stopped');
  expect(loginStateWords({ state: 'unreachable', isLocal: false })).toBe('Unreachable');
  expect(loginStateWords({ state: 'logged-in', isLocal: true, username: 'ana' })).toBe('Logged in as ana');
});
