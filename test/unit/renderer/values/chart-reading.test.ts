/** The values of one chart to be read: its rows, their lines, what a chart around sets, and texts that break. */
import { describe, expect, it } from 'vitest';
import { readChart } from '../../../../renderer/values/chart-reading';
import { valueOnLine } from '../../../../renderer/values/value-lines';
import type { ChartValues } from '../../../../shared/chart-content';

const VALUES = `# How many.
replicas: 1
image:
  # Which one.
  tag: "1.2"
auth: {password: change-me}
base: &base
  cpu: 1
small: *base
big:
  <<: *base
  memory: 2
`;

function chart(values: string | null, more: Partial<ChartValues> = {}): ChartValues {
  return { path: [], folder: '', values, schema: null, ...more };
}

/** In as many parts as there are rows, so that it is seen that all of them come. */
function readAll(charts: readonly ChartValues[], only: ChartValues) {
  const parts = [...readChart(charts, only, 1)];
  expect(parts.map(({ isLast }) => isLast)).toEqual(parts.map((_part, index) => index === parts.length - 1));
  const [first] = parts;
  if (first === undefined) throw new Error('nothing was read');
  const { isLast: _one, ...reading } = first;
  return { ...reading, rows: parts.flatMap(({ rows }) => rows) };
}

function read(values: string | null, schema: string | null = null) {
  const only = chart(values, { schema });
  return readAll([only], only);
}

describe('readChart', () => {
  it('gives each value with its line; what an alias brings stands where the alias does', () => {
    const { rows, problem } = read(VALUES);
    expect(problem).toBeNull();
    expect(rows.map(({ path, byDefault, line }) => [path.join('.'), byDefault, line])).toEqual([
      ['replicas', '1', 2],
      ['image.tag', '"1.2"', 5],
      ['auth.password', 'change-me', 6],
      ['base.cpu', '1', 8],
      ['small.cpu', '1', 9],
      ['big.cpu', '1', 10],
      ['big.memory', '2', 12],
    ]);
    expect(rows[0]?.hint.comment).toBe('How many.');
    expect(rows[2]?.isSecret).toBe(true);
  });

  it('knows the schema, and says where it is none', () => {
    const schema = { required: ['replicas'], properties: { replicas: { type: 'integer', description: 'Pods' } } };
    const { rows, hasBadSchema } = read(VALUES, JSON.stringify(schema));
    expect(rows[0]?.hint).toMatchObject({ rule: 'integer, required', description: 'Pods' });
    expect(hasBadSchema).toBe(false);
    expect(read(VALUES, '[').hasBadSchema).toBe(true);
  });

  it('puts those of a chart within below its name, with what the chart around sets for it', () => {
    const outer = chart('redis:\n  port: 1\n  extra: x\nother: 1\n');
    const inner = chart('port: 6379\nhost: h\n', { path: ['redis'], folder: 'charts/redis/' });
    const { rows } = readAll([outer, inner], inner);
    expect(
      rows.map(({ path, byDefault, now, isChanged, line }) => [path.join('.'), byDefault, now, isChanged, line]),
    ).toEqual([
      ['redis.port', '6379', '1', true, 1],
      ['redis.host', 'h', 'h', false, 2],
      ['redis.extra', null, 'x', true, null],
    ]);
  });

  it.each([
    ['a tab', 'a:\n\tb: 1\n', 2, /indented with a tab/],
    ['a list', '- a\n', 1, /something else/],
    ['a broken text', 'a: [\n', 1, /Helm can't read this/],
  ])('tells of %s with its line', (_what, text, line, words) => {
    const { rows, problem } = read(text);
    expect(rows).toEqual([]);
    expect(problem?.message).toMatch(words);
    expect(Math.abs((problem?.line ?? 99) - line)).toBeLessThan(2);
  });

  it('refuses a bomb of aliases', () => {
    const bomb = Array.from({ length: 9 }, (_none, at) => {
      const items = at === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${at - 1}`).join(', ');
      return `a${at}: &a${at} [${items}]`;
    });
    expect(read(bomb.join('\n')).problem?.message).toContain('excessive aliasing');
  });

  it('takes `__proto__` as any key, and the last of two that are one, and says so', () => {
    const { rows, remarks } = read('__proto__: {x: 1}\na: 1\na: 2\n---\nb: 1\n');
    expect(rows.map(({ path, byDefault, line }) => [path.join('.'), byDefault, line])).toEqual([
      ['__proto__.x', '1', 1],
      ['a', '2', 3],
    ]);
    expect(remarks.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('has nothing to tell of none, of an empty one and of comments', () => {
    for (const values of [null, '', '# nothing\n']) {
      expect(read(values)).toEqual({ rows: [], isCut: false, problem: null, remarks: [], hasBadSchema: false });
    }
  });
});

describe('valueOnLine', () => {
  const lines = read(VALUES).rows.map(({ line }) => line);

  it.each([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 1],
    [6, 2],
    [9, 4],
    [12, 6],
    [13, 6],
  ])('line %d belongs to value %d', (line, index) => {
    expect(valueOnLine(VALUES, lines, line)).toBe(index);
  });

  it('knows none above the first', () => {
    expect(valueOnLine('a:\n  b: 1\n', [2], 1)).toBeNull();
  });
});
