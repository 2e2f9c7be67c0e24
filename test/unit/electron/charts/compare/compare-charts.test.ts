import { describe, expect, it } from 'vitest';
import { compareCharts } from '../../../../../electron/charts/compare/compare-charts';
import { comparisonSchema, type Comparison } from '../../../../../shared/comparison';
import { digestOf } from '../../../../../electron/registry/digests';
import { withUnpacked } from '../../../../support/unpacked';
import { chartTgz, rawTgz, SOUND_CHART, type RawEntry } from '../../../../support/tar-bytes';

const sideOf = (bytes: Uint8Array, path: string) => ({ path, digest: digestOf(bytes), sizeBytes: bytes.length });

/** Also that it is what the contract lets through. */
async function compare(from: Uint8Array, to: Uint8Array): Promise<Comparison> {
  return await withUnpacked(from, (_from, before) =>
    withUnpacked(to, async (_to, after) =>
      comparisonSchema.parse(await compareCharts(sideOf(from, before), sideOf(to, after))),
    ),
  );
}
const inApp = (name: string, content: string): RawEntry => ({ name: `app/${name}`, content });
const packed = (...entries: readonly RawEntry[]): RawEntry['content'] => rawTgz(entries);

const chartWith = (more: string): Buffer => rawTgz([inApp('Chart.yaml', SOUND_CHART + more)]);

const redisOf = (version: string, values: string, type: string) =>
  packed(
    { name: 'redis/Chart.yaml', content: `name: redis\nversion: ${version}\nappVersion: "7"\n` },
    { name: 'redis/values.yaml', content: values },
    { name: 'redis/values.schema.json', content: `{"properties":{"size":{"type":"${type}"}}}` },
  );
const chartWithin = (version: string, inner: RawEntry['content']): Buffer =>
  rawTgz([
    inApp('Chart.yaml', `${SOUND_CHART}dependencies:\n- name: redis\n  alias: cache\n  version: ${version}\n`),
    { name: `app/charts/redis-${version}.tgz`, content: inner ?? '' },
  ]);

describe('two charts', () => {
  it('are told as the same where they are', async () => {
    const chart = chartTgz(inApp('values.yaml', 'a: 1\n'), inApp('templates/a.yaml', 'image: a/b:1\n'));
    const { values, files, images, metadata, from, to } = await compare(chart, chart);
    expect([values.items, metadata.items, from.digest === to.digest]).toEqual([[], [], true]);
    expect([files.counts, images.counts]).toEqual([
      { removed: 0, renamed: 0, changed: 0, added: 0, same: 3 },
      { removed: 0, changed: 0, added: 0, same: 1 },
    ]);
  });

  it('are compared with the charts within: values, schemas, versions', async () => {
    const { values, schema, dependencies, files } = await compare(
      chartWithin('1.0.0', redisOf('1.0.0', 'size: 1\n', 'number')),
      chartWithin('2.0.0', redisOf('2.0.0', 'size: 2\n', 'string')),
    );
    expect(values.items.map(({ path, fromPlace }) => [path, fromPlace])).toEqual([
      [['cache', 'size'], { path: 'charts/redis-1.0.0.tgz/values.yaml', line: 1 }],
    ]);
    expect(schema.items.map(({ change, path }) => [change, path])).toEqual([['type', ['cache', 'size']]]);
    expect(dependencies.items).toMatchObject([
      { change: 'changed', name: 'redis', from: { version: '1.0.0', inside: '1.0.0' }, to: { inside: '2.0.0' } },
    ]);
    expect(files.counts).toMatchObject({ removed: 0, added: 0 });
  });

  it('tell fields of Chart.yaml, with each annotation by itself', async () => {
    const { metadata } = await compare(
      chartWith('description: a\nannotations: {x: "1", y: "1"}\n'),
      chartWith('deprecated: true\nannotations: {x: "2", y: "1"}\n'),
    );
    expect(metadata.items.map(({ change, field }) => `${change} ${field}`)).toEqual([
      'removed description',
      'changed annotations.x',
      'added deprecated',
    ]);
  });

  it('tell what can not be read, and compare the rest', async () => {
    const { problems, values, files } = await compare(
      chartTgz(inApp('values.yaml', 'a: 1\n'), inApp('values.schema.json', '{}')),
      chartTgz(inApp('values.yaml', 'a: [\n'), inApp('values.schema.json', '{"a":')),
    );
    expect(problems.map(({ side, path }) => [side, path])).toEqual([
      ['to', 'values.yaml'],
      ['to', 'values.schema.json'],
    ]);
    expect(values.items).toEqual([]);
    expect(files.counts.changed).toBe(2);
  });

  it('refuse what is no chart', async () => {
    const other = rawTgz([{ name: 'x/readme.txt', content: 'x' }]);
    await expect(compare(chartTgz(), other)).rejects.toMatchObject({ code: 'no-chart-yaml' });
  });

  it('take five megabytes on one line, a bomb of aliases and nests without an end', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `n${at}`);
    const lines = names.map(
      (name, at) =>
        `${name}: &${name} [${Array.from({ length: 9 }, () => (at === 0 ? 'x' : `*n${at - 1}`)).join(', ')}]`,
    );
    const bomb = `${lines.join('\n')}\n`;
    const { problems, values } = await compare(
      chartTgz(
        inApp('values.yaml', `a: ${'x'.repeat(4_900_000)}\n`),
        inApp('values.schema.json', '['.repeat(100_000) + ']'.repeat(100_000)),
        inApp('templates/a.yaml', `image: ${'x'.repeat(4_900_000)}`),
      ),
      chartTgz(
        inApp('values.yaml', bomb),
        inApp('templates/a.yaml', 'kind: CustomResourceDefinition\n'.repeat(50_000)),
      ),
    );
    expect(problems.map(({ path }) => path)).toContain('values.yaml');
    expect(values.items).toEqual([]);
  });
});
