import { describe, expect, test } from 'vitest';
import {
  FIELD_IDS,
  newDraft,
  optionProblems,
  targetProblems,
  timeoutOf,
} from '../../../../../renderer/features/release-wizard/draft';

const whole = { context: 'kind-dev', namespace: 'shop', name: 'shop' };

describe('a target', () => {
  test('that is whole has no problem', () => {
    expect(targetProblems(whole)).toEqual([]);
  });
  test.each([
    [{ context: null }, FIELD_IDS.context],
    [{ namespace: '' }, FIELD_IDS.namespace],
    [{ namespace: 'Shop' }, FIELD_IDS.namespace],
    [{ name: 'y' }, FIELD_IDS.name],
    [{ name: 'a'.repeat(54) }, FIELD_IDS.name],
  ])('with %j leads to its field', (part, fieldId) => {
    expect(targetProblems({ ...whole, ...part }).map((problem) => problem.fieldId)).toEqual([fieldId]);
  });
  test('with nothing in it has them all', () => {
    expect(targetProblems({ context: null, namespace: '', name: '' })).toHaveLength(3);
  });
});

describe('the time-out', () => {
  test.each(['', '5', '0s', '25h', 'soon'])('%j is refused', (text) => {
    expect(timeoutOf(text)).toBeNull();
    expect(optionProblems(text)).toHaveLength(1);
  });
  test('of a new draft can be read', () => {
    const { timeout, options } = newDraft('1.0.0');
    expect(timeoutOf(timeout)).toBe(options.timeoutMs);
    expect(optionProblems(timeout)).toEqual([]);
  });
});
