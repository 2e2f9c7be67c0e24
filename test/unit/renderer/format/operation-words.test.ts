import { expect, test } from 'vitest';
import { operationIdSchema } from '../../../../shared/operation';
import { elapsed, lostSentence, stateWords } from '../../../../renderer/format/operation-words';

test.each([
  [0, '0:00'],
  [-5, '0:00'],
  [7_900, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
])('%d ms have passed', (ms, words) => {
  expect(elapsed(ms)).toBe(words);
});

test('one that was asked to stop says so, and no longer its phase', () => {
  expect(stateWords('install', { name: 'running', phase: 'waiting', isCancelling: false })).toMatch(/ready/);
  expect(stateWords('install', { name: 'running', phase: 'waiting', isCancelling: true })).toMatch(/asked to stop/);
});

test.each([
  [null, 'could not be read yet'],
  [{ state: 'absent' }, 'has no release of this name now'],
  [{ state: 'present', revision: 2, status: 'deployed', description: '' }, 'at revision 2, deployed.'],
  [
    { state: 'present', revision: 2, status: 'pending-upgrade', description: '' },
    'pending upgrade. It has to be repaired',
  ],
] as const)('of one whose end nobody saw the cluster says: %j', (release, words) => {
  const sentence = lostSentence({
    id: operationIdSchema.parse('00000000-0000-4000-8000-000000000000'),
    kind: 'upgrade',
    place: { context: 'kind-dev', namespace: 'web', name: 'shop' },
    chart: 'shop 1.0.0',
    startedAt: 0,
    lineCount: 0,
    state: { name: 'unknown', endedAt: 1, release, error: { kind: 'unavailable', message: '' } },
  });
  expect(sentence).toContain('Upgrading shop in kind-dev / web was cut off in the middle.');
  expect(sentence).toContain(words);
});
