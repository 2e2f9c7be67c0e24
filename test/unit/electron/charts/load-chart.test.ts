/** Charts as Helm's loader takes them: what it refuses, whose problem is told first, and how the chart is named then. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadChart, type LoadedChart } from '../../../../electron/charts/load-chart';
import { UnpackBudget } from '../../../../electron/charts/unpack-budget';
import { chartTgz, rawEntry, rawTgz, SOUND_CHART, type RawEntry } from '../../../support/tar-bytes';

async function load(bytes: Uint8Array): Promise<LoadedChart> {
  const budget = new UnpackBudget();
  async function* packed(): AsyncGenerator<Uint8Array> {
    budget.addPacked(bytes.length);
    yield bytes;
  }
  return await loadChart(packed(), { budget, signal: new AbortController().signal });
}

/** A chart that holds eight times this one. */
const nest = (bytes: Buffer): Buffer =>
  chartTgz(...Array.from({ length: 8 }, (_, index) => ({ name: `app/charts/${index}.tgz`, content: bytes })));
const only = (chartYaml: string): Buffer => rawTgz([{ name: 'app/Chart.yaml', content: chartYaml }]);
const problem = (code: string, words: string) => ({ code, message: expect.stringContaining(words) });

describe('a sound chart', () => {
  it('is told with what its files say', async () => {
    expect(await load(chartTgz({ name: 'app/values.yaml', content: 'a: 1\n' }))).toMatchObject({
      metadata: { name: 'app', version: '1.0.0', apiVersion: 'v2' },
      hasRequirements: false,
      hasLinks: false,
      hasByteOrderMark: false,
      straying: null,
    });
  });

  it('without an apiVersion is one of v1', async () => {
    expect((await load(only('name: app\nversion: 1.0.0\n'))).metadata.apiVersion).toBe('v1');
  });

  it('takes the dependencies of a requirements.yaml', async () => {
    const requirements = { name: 'app/requirements.yaml', content: 'dependencies: [{name: one}]\n' };
    expect(await load(chartTgz(requirements))).toMatchObject({
      hasRequirements: true,
      metadata: { dependencies: [{ name: 'one' }] },
    });
  });

  it('may begin with a byte order mark', async () => {
    expect(await load(only(`\ufeff${SOUND_CHART}`))).toMatchObject({ hasByteOrderMark: true });
  });

  it('may hold links and paths that stray, which are told', async () => {
    const others = [{ name: 'app/l', type: '2' }, { name: '/etc/x' }, { name: '../y' }];
    expect(await load(chartTgz(...others))).toMatchObject({ hasLinks: true, straying: { first: '/etc/x', count: 2 } });
  });

  it('may hold charts, as folders and archives', async () => {
    const folder = { name: 'app/charts/one/Chart.yaml', content: 'name: one\nversion: 1.0.0\n' };
    const archive = { name: 'app/charts/two-1.0.0.tgz', content: only('name: two\nversion: 1.0.0\n') };
    const ignored = [
      { name: 'app/charts/_x/y', content: 'x' },
      { name: 'app/charts/.z', content: 'x' },
      { name: 'app/charts/two-1.0.0.tgz.prov', content: 'x' },
    ];
    expect((await load(chartTgz(folder, archive, ...ignored))).metadata.name).toBe('app');
  });
});

describe('what is refused', () => {
  it.each<[string, Buffer, string, string]>([
    ['no Chart.yaml', rawTgz([{ name: 'app/values.yaml' }]), 'no-chart-yaml', 'There is no Chart.yaml in it'],
    ['Chart.yaml outside a folder', rawTgz([{ name: 'Chart.yaml' }]), 'no-chart-yaml', "doesn't lie in a folder"],
    ['two', chartTgz({ name: 'b/Chart.yaml', content: SOUND_CHART }), 'several-charts', 'more than one Chart.yaml'],
    ['a Chart.yaml that is a link', rawTgz([{ name: 'app/Chart.yaml', type: '2' }]), 'invalid-name', 'has no name'],
    ['no YAML', only('name: [\n'), 'bad-yaml', "Chart.yaml can't be read, near line 2"],
    [
      'bytes that are no text',
      rawTgz([{ name: 'app/Chart.yaml', content: Buffer.from([0xff, 0x00, 0xfe]) }]),
      'bad-yaml',
      "Chart.yaml can't be read",
    ],
    ['no name', only('apiVersion: v2\nversion: 1.0.0\n'), 'invalid-name', 'has no name'],
    ['no version', only('apiVersion: v2\nname: app\n'), 'invalid-version', 'has no version'],
    ['a version that is none', only('apiVersion: v2\nname: app\nversion: latest\n'), 'invalid-version', '“latest”'],
    ['the name ..', only('apiVersion: v2\nname: ".."\nversion: 1.0.0\n'), 'invalid-name', '“..”'],
    ['a name with a slash', only('apiVersion: v2\nname: a/b\nversion: 1.0.0\n'), 'invalid-name', '“a/b”'],
    [
      'values that are a list',
      chartTgz({ name: 'app/values.yaml', content: '- a\n' }),
      'bad-values',
      "values.yaml can't be read",
    ],
    [
      'a broken lock',
      chartTgz({ name: 'app/Chart.lock', content: 'digest: []\n' }),
      'bad-lock',
      "Chart.lock can't be read",
    ],
    [
      'a broken requirements.yaml',
      chartTgz({ name: 'app/requirements.yaml', content: '- a\n' }),
      'bad-yaml',
      'requirements.yaml',
    ],
    ['a stray file among the charts', chartTgz({ name: 'app/charts/README.md' }), 'bad-subchart', 'charts/README.md'],
    [
      'a chart within without a name',
      chartTgz({ name: 'app/charts/one/Chart.yaml', content: 'version: 1.0.0\n' }),
      'bad-subchart',
      'charts/one in it',
    ],
    [
      'an archive within that is none',
      chartTgz({ name: 'app/charts/one.tgz', content: 'x' }),
      'bad-subchart',
      'charts/one.tgz in it',
    ],
    [
      'a folder within named like an archive',
      chartTgz({ name: 'app/charts/one.tgz/Chart.yaml' }),
      'bad-subchart',
      'but it is a folder',
    ],
  ])('%s', async (_name, bytes, code, words) => {
    await expect(load(bytes)).rejects.toMatchObject(problem(code, words));
  });

  it("tells the chart's own problem before those of its other files", async () => {
    const files: RawEntry[] = [
      { name: 'app/values.yaml', content: '- a\n' },
      { name: 'app/Chart.yaml', content: 'apiVersion: v2\nname: app\nversion: latest\n' },
      { name: 'app/charts/README.md' },
    ];
    await expect(load(rawTgz(files))).rejects.toMatchObject({ code: 'invalid-version' });
  });
});

describe('the chart of a problem', () => {
  it.each<[string, Buffer, object | undefined]>([
    [
      'a bad version',
      only('apiVersion: v2\nname: app\nversion: "latest\\u202e"\n'),
      { name: 'app', version: 'latest' },
    ],
    ['no version', only('apiVersion: v2\nname: app\n'), { name: 'app', version: '' }],
    ['bad values', chartTgz({ name: 'app/values.yaml', content: '- a\n' }), { name: 'app', version: '1.0.0' }],
    ['a bad chart within', chartTgz({ name: 'app/charts/x.tgz', content: 'x' }), { name: 'app', version: '1.0.0' }],
    [
      'an end that is missing',
      gzipSync(rawEntry({ name: 'app/Chart.yaml', content: SOUND_CHART })).subarray(0, -4),
      { name: 'app', version: '1.0.0' },
    ],
    ['a bad name', only('apiVersion: v2\nname: ".."\nversion: 1.0.0\n'), undefined],
    ['no name', only('apiVersion: v2\nversion: 1.0.0\n'), undefined],
    ['bad YAML', only('name: [\n'), undefined],
    ['no Chart.yaml', rawTgz([{ name: 'app/values.yaml' }]), undefined],
  ])('is told with %s as far as it is known', async (_name, bytes, chart) => {
    const error: unknown = await load(bytes).catch((reason: unknown) => reason);
    expect(error).toHaveProperty('chart', chart);
  });
});

describe('what is meant to use up memory and time', () => {
  const zeros = gzipSync(Buffer.alloc(8 * 1024 * 1024));

  it('is given up on after a small part of a bomb', async () => {
    let parts = 0;
    const budget = new UnpackBudget();
    async function* bomb(): AsyncGenerator<Uint8Array> {
      const start = rawEntry({ name: 'app/Chart.yaml', content: SOUND_CHART });
      yield gzipSync(start);
      for (; ; parts += 1) {
        budget.addPacked(zeros.length);
        yield zeros;
      }
    }
    const loading = loadChart(bomb(), { budget, signal: new AbortController().signal });
    // Zeros are the end of a tar; what lies behind it is unpacked all the same, and counted.
    await expect(loading).rejects.toMatchObject(problem('too-large', '200 times its size'));
    expect(parts).toBeLessThan(20);
  });

  it('is counted over all charts within: archives in archives do not multiply', async () => {
    const inner = chartTgz(
      ...Array.from({ length: 3 }, (_, index) => ({ name: `app/${index}`, content: Buffer.alloc(4e6) })),
    );
    await expect(load(nest(nest(inner)))).rejects.toMatchObject({ code: 'too-large' });
  });

  it('does not go deeper than charts are nested', async () => {
    let bytes = chartTgz();
    for (let depth = 0; depth < 20; depth += 1) bytes = chartTgz({ name: 'app/charts/x.tgz', content: bytes });
    await expect(load(bytes)).rejects.toMatchObject(problem('bad-subchart', 'nested more than'));
  });

  it('does not read endless YAML', async () => {
    const large = Buffer.alloc(5 * 1024 * 1024, '# comment\n');
    const files = Array.from({ length: 6 }, (_, index) => ({
      name: `app/charts/c${index}/Chart.yaml`,
      content: large,
    }));
    await expect(load(rawTgz([...files]))).rejects.toMatchObject({ code: 'too-large' });
  });
});
