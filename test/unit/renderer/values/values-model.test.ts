/** What the values editor shows: rows with hints and origins, faults, schema problems with their places, what is sent of it, what is found. */
import { describe, expect, it } from 'vitest';
import { rowsSplice, spliceRows } from '../../../../renderer/values/rows-splice';
import { shownRows } from '../../../../renderer/values/shown-rows';
import { valueProblems } from '../../../../renderer/values/values-check';
import { openChart, valuesModel, type ModelRow, type ValuesModel } from '../../../../renderer/values/values-model';

const VALUES = `# How many pods.
replicas: 1
service:
  # -- From where it is reached.
  type: ClusterIP
  port: 80
auth: {password: change-me}
size: null
script: |
  ${'x'.repeat(3000)}
`;
const SCHEMA = JSON.stringify({
  required: ['replicas', 'owner'],
  properties: {
    replicas: { type: ['integer', 'null'], minimum: 1, description: 'Number of pods' },
    service: { type: 'object', properties: { type: { enum: ['ClusterIP', 'NodePort'] } } },
    size: { type: 'integer' },
    owner: { type: 'string' },
  },
});
const CACHE = { path: ['cache'], folder: 'charts/cache/', values: '# How long.\nttl: 5\n', schema: null };

function chart(deployed: string | null = null) {
  return openChart({ charts: [{ path: [], folder: '', values: VALUES, schema: SCHEMA }, CACHE], deployed });
}

function model(...texts: readonly string[]): ValuesModel {
  return valuesModel(chart(), texts, new Map());
}

function row({ rows }: ValuesModel, path: string): ModelRow | undefined {
  return rows?.find((each) => each.path.join('.') === path);
}

describe('valuesModel', () => {
  it('tells what schema, comments and defaults say of a value', () => {
    const shown = model('owner: me\n');
    expect(row(shown, 'replicas')).toMatchObject({
      byDefault: '1',
      now: '1',
      origin: null,
      isChanged: false,
      hint: {
        type: 'int, null',
        kind: 'int',
        rule: 'integer or null, minimum 1, required',
        description: 'Number of pods',
        comment: 'How many pods.',
      },
    });
    expect(row(shown, 'service.type')?.hint).toMatchObject({
      type: 'string',
      comment: 'From where it is reached.',
      choices: ['ClusterIP', 'NodePort'],
    });
    expect(row(shown, 'size')?.hint, 'a null is what the schema wants it to be').toMatchObject({ kind: 'int' });
    expect(row(shown, 'cache.ttl')?.hint.comment).toBe('How long.');
    expect(row(shown, 'auth.password')?.isSecret).toBe(true);
    expect(row(shown, 'script'), 'too long for a cell').toMatchObject({ isCut: true });
  });

  it('begins with the values of the chart itself', () => {
    expect(model('').rows?.map(({ path }) => path[0])).toEqual([
      'replicas',
      'service',
      'service',
      'auth',
      'size',
      'script',
      'cache',
    ]);
  });

  it('says which text a value comes from, the last one first', () => {
    const shown = model('replicas: 2\nservice: {port: 81}\n', 'replicas: 3\n');
    expect(row(shown, 'replicas')).toMatchObject({ now: '3', origin: 1, isChanged: true });
    expect(row(shown, 'service.port')).toMatchObject({ now: '81', origin: 0 });
  });

  it('has rows for what is deployed and would go', () => {
    const shown = valuesModel(chart('replicas: 4\ngone: {a: 1}\nauth: {token: abc}\n'), [''], new Map());
    expect(row(shown, 'replicas')).toMatchObject({ deployed: '4', now: '1' });
    expect(row(shown, 'gone.a')).toMatchObject({ byDefault: null, deployed: '1', now: null });
    expect(row(shown, 'auth.token')?.isSecret, 'hidden though it is not there any more').toBe(true);
  });

  it('gives no rows but the places of what is wrong while a text can not be read', () => {
    expect(model('a: 1\n', 'b: 1\nb: 2\n')).toMatchObject({
      rows: null,
      faults: [{ text: 1, line: 2, from: 5, to: 9 }],
    });
  });

  it('takes what stands twice in a chart as Helm does: the last one', () => {
    const twice = openChart({ charts: [{ ...CACHE, path: [], values: 'a: 1\nb: 2\na: 3\n' }], deployed: null });
    const rows = valuesModel(twice, [''], new Map()).rows ?? [];
    expect(rows.map(({ path, byDefault }) => [path.join('.'), byDefault])).toEqual([
      ['a', '3'],
      ['b', '2'],
    ]);
  });

  it('says which of the chart can not be read, and shows the rest', () => {
    const broken = openChart({ charts: [{ ...CACHE, path: [], values: 'a: [' }, CACHE], deployed: null });
    expect(broken.notes).toEqual([expect.stringContaining('values.yaml of this chart')]);
    expect(valuesModel(broken, [''], new Map()).rows).toHaveLength(1);
  });
});

describe('valueProblems', () => {
  it('have the place in the text that counts, and a value that would do', () => {
    const problems = valueProblems(chart(), ['replicas: 0\n', '# x\nreplicas: "3"\nowner: 7\n']);
    expect(problems).toEqual([
      {
        path: ['replicas'],
        message: 'must be an integer or null, not a string',
        place: { text: 1, line: 2, from: 14, to: 17 },
        suggestion: '3',
      },
      {
        path: ['size'],
        message: expect.stringContaining('must be an integer'),
        place: null,
        suggestion: null,
      },
      expect.objectContaining({ path: ['owner'], suggestion: '"7"' }),
    ]);
  });

  it('say that a required value is missing, at no place', () => {
    const found = valueProblems(chart(), ['size: 1\n']);
    expect(found).toEqual([{ path: ['owner'], message: 'is required', place: null, suggestion: null }]);
  });
});

describe('rowsSplice', () => {
  it('sends one row where one changed, and the others stay the same objects', () => {
    const before = model('owner: me\n').rows ?? [];
    const after = model('owner: me\nreplicas: 2\n').rows ?? [];
    const splice = rowsSplice(before, after);
    expect(splice.rows.map(({ path }) => path)).toEqual([['replicas']]);
    const spliced = spliceRows(before, splice);
    expect(spliced).toEqual(after);
    expect(spliced[1]).toBe(before[1]);
    expect(spliceRows(after, rowsSplice(after, after))).toBe(after);
    expect(spliceRows(after, rowsSplice(after, []))).toEqual([]);
    expect(spliceRows([], rowsSplice([], after))).toEqual(after);
  });
});

describe('rowsSplice of as many rows as are shown', () => {
  const hint = { type: 'int', kind: 'int', rule: '', description: '', comment: '', choices: [] } as const;
  const rest = { byDefault: null, deployed: null, now: '1', isCut: false, origin: 0, isChanged: true, isSecret: false };
  const named = (key: string): ModelRow => ({ key, path: [key], hint, ...rest });
  const rows = Array.from({ length: 1000 }, (_, at) => named(String(at)));
  const other = named('other');

  it.each([
    ['one that comes pushes out the last', [...rows.slice(0, 300), other, ...rows.slice(300, -1)], 1],
    ['several that come', [...rows.slice(0, 300), other, other, other, ...rows.slice(300, -3)], 3],
    ['one that goes lets another in', [...rows.slice(0, 300), ...rows.slice(301), other], 1],
    ['two that go', [...rows.slice(2), other, other], 2],
    ['all others', rows.map((each) => ({ ...each, now: 'x' })), 1000],
    ['far apart', [other, ...rows.slice(1, -1), other], 1000],
  ])('%s', (_what, after, sent) => {
    const splice = rowsSplice(rows, after);
    expect(splice.rows.length + splice.tail.length).toBe(sent);
    expect(spliceRows(rows, splice)).toEqual(after);
  });
});

describe('shownRows', () => {
  const rows = model('owner: me\nreplicas: 2\nauth: {password: hunter2}\n').rows ?? [];
  const all = { search: '', changedOnly: false, keptKey: null, showsSecrets: false };
  const found = (filter: Partial<typeof all>): readonly string[] =>
    shownRows(rows, { ...all, ...filter }).map(({ path }) => path.join('.'));

  it.each([
    ['service.p', ['service.port']],
    ['NODEport', []],
    ['clusterip', ['service.type']],
    ['reached', ['service.type']],
    ['number of', ['replicas']],
    ['pods number', ['replicas']],
    ['hunter2', []],
  ])('%s', (search, paths) => expect(found({ search })).toEqual(paths));

  it('finds secrets by value only while they are shown', () => {
    expect(found({ search: 'hunter2', showsSecrets: true })).toEqual(['auth.password']);
  });

  it('only changed ones, and the one that is looked at', () => {
    expect(found({ changedOnly: true })).toEqual(['replicas', 'auth.password', 'owner']);
    expect(shownRows(rows, { ...all, changedOnly: true, keptKey: '["size"]' })).toHaveLength(4);
  });
});

describe('a secret that an alias brings to light elsewhere', () => {
  it.each([
    ['a: &t hunter2\nauth: {password: *t}\n', ['a', 'auth.password']],
    ['a: &t hunter2\nb: *t\nc: plain\nauth: {password: *t}\n', ['a', 'b', 'auth.password']],
    [
      'base: &b {user: ana, deep: {x: 1}}\nsecrets: *b\n',
      ['base.user', 'base.deep.x', 'secrets.user', 'secrets.deep.x'],
    ],
    ['list: [&t hunter2, b]\nauth: {token: *t}\n', ['list', 'auth.token']],
    ['base: &b {x: hunter2}\nother: {<<: *b, y1: 2}\nsecrets: *b\n', ['base.x', 'other.x', 'secrets.x']],
    ['a: &t 1\nb: *t\n', []],
  ])('is hidden in the table: %j', (text, secrets) => {
    const { rows } = valuesModel(openChart({ charts: [], deployed: null }), [text], new Map());
    expect(rows?.filter(({ isSecret }) => isSecret).map(({ path }) => path.join('.'))).toEqual(secrets);
  });

  it('also where the chart or the deployed revision says it', () => {
    const text = 'a: &t hunter2\nauth: {password: *t}\n';
    const inChart = openChart({ charts: [{ path: ['sub'], folder: '', values: text, schema: null }], deployed: null });
    expect(row(valuesModel(inChart, [''], new Map()), 'sub.a')?.isSecret).toBe(true);
    expect(row(valuesModel(openChart({ charts: [], deployed: text }), ['a: x\n'], new Map()), 'a')?.isSecret).toBe(
      true,
    );
  });
});
