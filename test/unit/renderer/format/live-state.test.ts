import { describe, expect, it } from 'vitest';
import { byUrgency, liveSummary } from '../../../../renderer/format/live-state';
import type { LiveResource, LiveState } from '../../../../shared/live-resource';

function resource(state: LiveState, name: string = state): LiveResource {
  return { apiVersion: 'v1', kind: 'Thing', namespace: 'web', name, state, message: '' };
}

describe('resources', () => {
  it('that need somebody come first, the others as the manifest has them', () => {
    const states: readonly LiveState[] = ['exists', 'ready', 'unknown', 'failed', 'progressing', 'missing'];
    expect(byUrgency(states.map((state) => resource(state))).map(({ state }) => state)).toEqual([
      'failed',
      'missing',
      'progressing',
      'unknown',
      'ready',
      'exists',
    ]);
    expect(byUrgency([resource('ready', 'b'), resource('ready', 'a')]).map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('are summed up', () => {
    expect(liveSummary([resource('ready'), resource('exists')])).toBe('2 resources, all there and ready.');
    expect(liveSummary([resource('ready'), resource('failed'), resource('progressing')])).toBe(
      '1 of 3 resources there and ready: 1 failed, 1 on the way.',
    );
  });
});
