import { expect, it } from 'vitest';
import { changeWords, reasonWords, summaryWords } from '../../../../../renderer/features/push/packaged-words';

it.each([
  [
    { pattern: '*.md', line: 3 },
    { text: 'line 3 of .helmignore:', pattern: '*.md' },
  ],
  [{ pattern: 'templates/.?*', line: null }, { text: 'Helm leaves out hidden files among the templates' }],
  ['hidden-in-charts', { text: 'Helm leaves out what begins with _ or . in charts/' }],
  ['requirements-in-v2', { text: 'what it names goes into Chart.yaml' }],
] as const)('the reason %j', (reason, words) => {
  expect(reasonWords(reason)).toEqual(words);
});

it('says what is different of a file that goes in', () => {
  expect(changeWords({ path: 'Chart.yaml', sizeBytes: 1, origin: null })).toBe('written anew, without comments');
  expect(changeWords({ path: 'a', sizeBytes: 1, origin: 'a' })).toBeNull();
  expect(changeWords({ path: 'charts/x/a', sizeBytes: 1, origin: 'charts/x-1.0.0.tgz' })).toBe(
    'from charts/x-1.0.0.tgz',
  );
});

it('counts', () => {
  const summary = { folderName: 'x', fileCount: 1, contentBytes: 512, leftOutCount: 0 };
  expect(summaryWords(summary)).toBe('1 file, 512 B, nothing left out');
  expect(summaryWords({ ...summary, fileCount: 5000, leftOutCount: 2 })).toBe('5,000 files, 512 B, 2 left out');
});
