/** Changes of one value in the text: what they leave alone, and where there is none. */
import { describe, expect, it } from 'vitest';
import { applyChange, removeOverride, setOverride } from '../../../../renderer/values/edit-overrides';

function set(text: string, path: string, yaml: string): string | null {
  const change = setOverride(text, path.split('.'), yaml);
  return change && applyChange(text, change);
}

function remove(text: string, path: string): string | null {
  const change = removeOverride(text, path.split('.'));
  return change && applyChange(text, change);
}

describe('setOverride', () => {
  it.each([
    ['', 'a.b', '1', 'a:\n  b: 1\n'],
    ['# mine', 'a', '1', '# mine\na: 1\n'],
    ['a: 1 # one\nb: 2\n', 'a', '"3"', 'a: "3" # one\nb: 2\n'],
    ['a: "1" # one\n', 'a', '3', 'a: 3 # one\n'],
    ['a:  # none yet\n', 'a', '3', 'a: 3  # none yet\n'],
    ['a:\n  b: 1\n# end\n', 'a.c', 'x', 'a:\n  b: 1\n  c: x\n# end\n'],
    ['a:\n    b: 1 # one\n\nd: 2\n', 'a.c.e', 'x', 'a:\n    b: 1 # one\n    c:\n      e: x\n\nd: 2\n'],
    ['a: 1', 'b', '2', 'a: 1\nb: 2'],
    ['a: null\n', 'a.b', '1', 'a:\n  b: 1\n'],
    ['a: {}\nb: 2\n', 'a.b', '1', 'a:\n  b: 1\nb: 2\n'],
    ['a:\nb: 2\n', 'a.b', '1', 'a:\n  b: 1\nb: 2\n'],
    ['a: {b: 1}\n', 'a.c.d', '2', 'a: {b: 1, c: {d: 2}}\n'],
    ['a: |\n  x\n  y\nb: 2\n', 'a', 'z', 'a: z\nb: 2\n'],
    ['a: >-\n  x\n\n# b\nb: 2\n', 'a', 'z', 'a: z\n\n# b\nb: 2\n'],
    ['a:\n- x # keep?\n- y\nb: 2\n', 'a', '[z]', 'a: [z]\nb: 2\n'],
    ['a:\n  b: 1\n', 'a', '2', 'a: 2\n'],
    ['a: 1\n', 'on', '2', 'a: 1\n"on": 2\n'],
    ['on: 1\n', 'true', '2', 'on: 2\n'],
    ['a: &x 1\nb: *x\n', 'b', '2', 'a: &x 1\nb: 2\n'],
  ])('in %j, %s to %s', (text, path, yaml, expected) => {
    expect(set(text, path, yaml)).toBe(expected);
  });

  it.each([
    ['that others stand for', 'a: &x 1\nb: *x\n', 'a', '2'],
    ['behind an alias', 'a: &x {c: 1, d: 1}\nb: *x\n', 'b.c', '2'],
    ['in a text that can’t be read', 'a: [', 'b', '2'],
    ['to what is no value', 'a: 1\n', 'a', '[2'],
  ])('changes nothing %s', (_what, text, path, yaml) => {
    expect(set(text, path, yaml)).toBeNull();
  });
});

describe('removeOverride', () => {
  it.each([
    ['a: 1\nb: 2 # two\n', 'b', 'a: 1\n'],
    ['# why\na: 1\nb: 2\n', 'a', '# why\nb: 2\n'],
    ['a:\n  b:\n    c: 1\nd: 2\n', 'a.b.c', 'd: 2\n'],
    ['a:\n  b:\n    c: 1\n  d: 2\n', 'a.b.c', 'a:\n  d: 2\n'],
    ['a: {b: 1, c: 2}\n', 'a.b', 'a: {c: 2}\n'],
    ['a: {b: 1, c: 2}\n', 'a.c', 'a: {b: 1}\n'],
    ['a:\n- x\n- y\nb: 2\n', 'a', 'b: 2\n'],
    ['a: 1', 'a', ''],
  ])('from %j, %s', (text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });

  it.each([
    ['what is not there', 'a: 1\n', 'b'],
    ['what others stand for', 'a: &x 1\nb: *x\n', 'a'],
    ['what comes from a merge', 'a: &x {c: 1}\nb:\n  <<: *x\n', 'b.c'],
  ])('leaves %s', (_what, text, path) => {
    expect(remove(text, path)).toBeNull();
  });
});
