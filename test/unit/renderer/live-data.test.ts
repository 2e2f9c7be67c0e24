import { describe, expect, it } from 'vitest';
import { newlyAccessible, newlyEnded, newlyPushed } from '../../../renderer/live-data';
import { operationIdSchema, type Operation } from '../../../shared/operation';
import type { Registry } from '../../../shared/registry';
import type { Transfer } from '../../../shared/transfer';

const anonymous: Registry = {
  address: 'a.test',
  plainHttp: false,
  state: 'anonymous',
  hasCredential: false,
  isLocal: false,
};
const loggedIn: Registry = { ...anonymous, state: 'logged-in', hasCredential: true, username: 'ana' };

describe('registries that may show something else now', () => {
  it.each<[string, Registry, Registry]>([
    ['a login', anonymous, loggedIn],
    ['another login', loggedIn, { ...loggedIn, username: 'bob' }],
    ['no login any more', loggedIn, anonymous],
    ['another way to it', anonymous, { ...anonymous, plainHttp: true }],
    ['it is back in reach', { ...anonymous, state: 'unreachable' }, anonymous],
    ['it lets us in again', { ...loggedIn, state: 'logged-out' }, loggedIn],
  ])('%s', (_what, before, now) => {
    expect(newlyAccessible([before], [now])).toEqual(['a.test']);
  });

  it.each<[string, readonly Registry[], Registry]>([
    ['nothing changed', [loggedIn], loggedIn],
    ['its first answer: its lists are on the way already', [{ ...loggedIn, state: 'unknown' }], loggedIn],
    ['it is out of reach: what was seen stays', [loggedIn], { ...loggedIn, state: 'unreachable' }],
    ['it is new: nothing of it was seen', [], loggedIn],
  ])('not where %s', (_what, before, now) => {
    expect(newlyAccessible(before, [now])).toEqual([]);
  });
});

describe('pushes that were done since', () => {
  const done = { name: 'done', digest: `sha256:${'0'.repeat(64)}`, unchanged: false };
  const transfer = (id: string, change: object = {}) =>
    ({ id, kind: 'push', address: 'a.test', repository: 'charts/app', state: done, ...change }) as Transfer;

  it('are told once', () => {
    const running = transfer('one', { state: { name: 'checking' } });
    expect(newlyPushed([running], [transfer('one')])).toHaveLength(1);
    expect(newlyPushed([], [transfer('one')])).toHaveLength(1);
    expect(newlyPushed([transfer('one')], [transfer('one')])).toEqual([]);
  });

  it('are no pulls, and none that failed', () => {
    expect(
      newlyPushed([], [transfer('one', { kind: 'pull' }), transfer('two', { state: { name: 'cancelled' } })]),
    ).toEqual([]);
  });
});

function operation(name: 'running' | 'failed'): Operation {
  return {
    id: operationIdSchema.parse('6f3cf3a2-4ac1-4bd5-a7a7-2c9d43b3f0aa'),
    kind: 'install',
    place: { context: 'kind-dev', namespace: 'shop', name: 'shop' },
    chart: 'shop 1.0.0',
    startedAt: 0,
    lineCount: 0,
    state:
      name === 'running'
        ? { name, phase: 'applying', isCancelling: false }
        : { name, endedAt: 1, release: null, error: { kind: 'internal', message: 'It failed.' } },
  };
}

describe('changes of releases that ended since', () => {
  it('are those that ran before, or were not known', () => {
    expect(newlyEnded([operation('running')], [operation('failed')])).toHaveLength(1);
    expect(newlyEnded([], [operation('failed')])).toHaveLength(1);
  });

  it('are not those that had ended before, and not those that run', () => {
    expect(newlyEnded([operation('failed')], [operation('failed')])).toEqual([]);
    expect(newlyEnded([], [operation('running')])).toEqual([]);
  });
});
