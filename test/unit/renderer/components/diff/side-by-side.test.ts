import { describe, expect, it } from 'vitest';
import { diffRows, rowOfLine, type DiffRow } from '../../../../../renderer/components/diff/diff-rows';
import { shownLine } from '../../../../../renderer/components/diff/line-parts';
import { lineRuns, linesOfRuns } from '../../../../../renderer/components/diff/line-runs';

const NONE = { showsNoise: true, openFolds: new Set<string>(), closedSections: new Set<string>() };

function rowsOf(from: string, to: string, ignoresSpace = false): readonly DiffRow[] {
  const lines = linesOfRuns(lineRuns(from, to, { ignoresSpace }), from, to);
  const section = { key: 'a', title: 'a', about: null, hidesChange: false, lines };
  return diffRows([section], { ...NONE, layout: 'side-by-side' }).rows;
}
function told(row: DiffRow): string {
  if (row.kind !== 'pair') return row.kind;
  const { left, right } = row;
  return `${left === null ? '' : `${left.before}${left.sign}${left.text}`}|${right === null ? '' : `${right.after}${right.sign}${right.text}`}`;
}

describe('two texts side by side', () => {
  it('have what came in the place of a line beside it', () => {
    expect(rowsOf('a\nb\nc\nd\n', 'a\nB\nd\ne\n').map(told)).toEqual(['1 a|1 a', '2-b|2+B', '3-c|', '4 d|3 d', '|4+e']);
  });

  it('are told as one difference each, and fold what is the same', () => {
    const same = Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join('');
    const lines = linesOfRuns(
      lineRuns(`a\n${same}b\n`, `A\n${same}B\n`, { ignoresSpace: false }),
      `a\n${same}b\n`,
      `A\n${same}B\n`,
    );
    const section = { key: 'a', title: 'a', about: null, hidesChange: false, lines };
    const { rows, differences } = diffRows([section], { ...NONE, layout: 'side-by-side' });
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'pair'),
      'fold',
      ...Array.from({ length: 4 }, () => 'pair'),
    ]);
    expect(differences).toEqual([0, 8]);
    expect([rowOfLine(rows, 'from', 22), rowOfLine(rows, 'to', 22), rowOfLine(rows, 'to', 10)]).toEqual([
      8,
      8,
      undefined,
    ]);
  });

  it.each([
    ['nothing', '', '', []],
    ['a new text', '', 'a\nb\n', ['+2']],
    ['a text that is gone', 'a\n', '', ['-1']],
    ['a line between', 'a\nc\n', 'a\nb\nc\n', [' 1', '+1', ' 1']],
    ['no line break at the end', 'a\nb', 'a\nb\n', [' 2']],
  ])('are runs of lines: %s', (_what, from, to, expected) => {
    expect(lineRuns(from, to, { ignoresSpace: false }).map(({ sign, count }) => `${sign}${count}`)).toEqual(expected);
  });

  it('are the same where only blanks differ, if so asked; the new form is shown', () => {
    expect(rowsOf('a:  1\nb\n', '  a: 1\nc\n', true).map(told)).toEqual(['1   a: 1|1   a: 1', '2-b|2+c']);
    expect(rowsOf('a:  1\n', 'a: 1\n').map(told)).toEqual(['1-a:  1|1+a: 1']);
  });
});

describe('a line', () => {
  it.each([
    ['plain\ttext ä', 'plain\ttext ä'],
    ['\u202eabc\u2066', '⟨U+202E⟩abc⟨U+2066⟩'],
    ['zero\u200bwidth\u0007', 'zero⟨U+200B⟩width⟨U+0007⟩'],
    ['end\r', 'end␍'],
  ])('shows what else would show nothing: %j', (text, shown) => {
    expect(shownLine(text)).toBe(shown);
  });

  it('of megabytes is cut', () => {
    expect(shownLine('x'.repeat(5_000_000))).toHaveLength(2_000 + '… 4,998,000 more characters'.length);
  });
});
