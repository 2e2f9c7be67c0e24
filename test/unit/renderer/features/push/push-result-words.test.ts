import { describe, expect, it } from 'vitest';
import { pushResultOf } from '../../../../../renderer/features/push/push-result-words';
import { transferOf } from '../../../../support/transfer-samples';
import { digestOf } from '../../../../support/push-samples';

const done = { name: 'done', digest: digestOf('a'), unchanged: false } as const;
const failed = { name: 'failed', error: { kind: 'internal', message: 'Something went wrong.' } } as const;
const cancelled = { name: 'cancelled' } as const;

describe('pushResultOf', () => {
  it('leads to the one chart', () => {
    expect(pushResultOf([transferOf(done)])).toEqual({
      text: 'app:1.0.0 is pushed.',
      tone: 'success',
      place: { kind: 'chart', reference: { address: 'registry.lan', repository: 'charts/app', tag: '1.0.0' } },
    });
  });

  it('leads to the registry of several', () => {
    expect(pushResultOf([transferOf(done), transferOf(done)])).toEqual({
      text: '2 charts are pushed.',
      tone: 'success',
      place: { kind: 'registry', address: 'registry.lan' },
    });
  });

  it('tells what failed before what went well', () => {
    expect(pushResultOf([transferOf(failed)])).toEqual({
      text: "app:1.0.0 couldn't be pushed.",
      tone: 'danger',
      place: null,
    });
    expect(pushResultOf([transferOf(done), transferOf(failed), transferOf(cancelled)]).text).toBe(
      "1 of 3 charts couldn't be pushed.",
    );
  });

  it('counts only what arrived, and is silent where the user cancelled', () => {
    expect(pushResultOf([transferOf(done), transferOf(cancelled)]).text).toBe('app:1.0.0 is pushed.');
    expect(pushResultOf([transferOf(cancelled)])).toEqual({ text: null, tone: 'success', place: null });
  });
});
