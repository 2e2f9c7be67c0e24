import { describe, expect, it } from 'vitest';
import { readIgnoreRules } from '../../../../../electron/charts/package/helm-ignore';

const ALWAYS = { pattern: 'templates/.?*', line: null };

/** Rules, path, whether it is a folder, and the line that leaves it out; null for what stays. */
const TABLE: readonly (readonly [rules: string, path: string, isFolder: boolean, line: number | null])[] = [
  // Without a slash: the last part of the path, in every folder.
  ['*.bak', 'a.bak', false, 1],
  ['*.bak', 'deep/er/a.bak', false, 1],
  ['*.bak', 'a.bak/b', false, null],
  ['helm.txt', 'helm.txt', false, 1],
  ['helm.*', 'cargo/helm.txt', false, 1],
  ['h?lm.txt', 'helm.txt', false, 1],
  ['[a-c].txt', 'b.txt', false, 1],
  ['[^a-c].txt', 'b.txt', false, null],
  ['Helm.txt', 'helm.txt', false, null],
  // With a slash at the front: from the chart's folder. Inside: the whole path.
  ['/a.txt', 'a.txt', false, 1],
  ['/a.txt', 'deep/a.txt', false, null],
  ['docs/a.txt', 'docs/a.txt', false, 1],
  ['docs/a.txt', 'more/docs/a.txt', false, null],
  ['docs/*.md', 'docs/a.md', false, 1],
  ['docs/*', 'docs/deep/a.md', false, null],
  ['*/a', 'deep/er/a', false, null],
  // With a slash at the end: folders only, wherever they are.
  ['build/', 'build', true, 1],
  ['build/', 'deep/build', true, 1],
  ['build/', 'build', false, null],
  ['/build/', 'deep/build', true, null],
  ['build', 'build', true, 1],
  // The first line that matches decides; nothing takes it back.
  ['*.md\n!README.md', 'README.md', false, 1],
  ['# *.md\n\n  *.md  ', 'a.md', false, 3],
  // A negated line leaves out all that it does not match.
  ['!README.md', 'README.md', false, null],
  ['!README.md', 'values.yaml', false, 1],
  ['!README.md', 'templates', true, 1],
  ['!keep/', 'keep', true, null],
  ['!keep/', 'keep', false, 1],
  ['!', 'anything', false, 1],
  ['\\#a', '#a', false, 1],
  ['\\!a', '!a', false, 1],
  ['/', 'a', true, null],
  ['\ufeff*.md', 'a.md', false, 1],
  ['*.md\r\n*.txt\r\n', 'a.txt', false, 2],
];

describe('readIgnoreRules', () => {
  it.each(TABLE)('%j and %s (folder: %s): line %s', (rules, path, isFolder, line) => {
    expect(readIgnoreRules(rules).ruleFor(path, isFolder)?.line ?? null).toBe(line);
  });

  it('says which line it was', () => {
    expect(readIgnoreRules('a\n\n *.md ').ruleFor('x.md', false)).toEqual({ pattern: '*.md', line: 3 });
  });

  it('always leaves out hidden files among the templates', () => {
    const { ruleFor } = readIgnoreRules(null);
    expect(ruleFor('templates/.hidden', false)).toEqual(ALWAYS);
    expect(ruleFor('templates/.dir', true)).toEqual(ALWAYS);
    expect(ruleFor('templates/deep/.hidden', false)).toBeNull();
    expect(ruleFor('.helmignore', false)).toBeNull();
  });

  it.each([
    ['a\n**/b', 'Line 2 of .helmignore holds **'],
    ['[a', 'Line 1 of .helmignore is not a pattern'],
    ['a[]', 'Line 1 of .helmignore is not a pattern'],
    ['x'.repeat(65_536), 'Line 1 of .helmignore is too long'],
  ])('refuses %j', (rules, words) => {
    expect(() => readIgnoreRules(rules)).toThrow(words);
  });
});
