/** The one replacement between two texts. */
import { describe, expect, it } from 'vitest';
import { textChange } from '../../../../renderer/components/code-editing/text-change';

describe('textChange', () => {
  it.each([
    ['a: 1\nb: 2\n', 'a: 1\nb: 3\n', { from: 8, to: 9, insert: '3' }],
    ['', 'a: 1\n', { from: 0, to: 0, insert: 'a: 1\n' }],
    ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
    ['abcabc', 'abc', { from: 3, to: 6, insert: '' }],
    ['x', 'y', { from: 0, to: 1, insert: 'y' }],
  ])('from %j to %j', (before, after, change) => {
    expect(textChange(before, after)).toEqual(change);
    expect(before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
  });

  it('is none between equal texts', () => expect(textChange('a', 'a')).toBeNull());
});
