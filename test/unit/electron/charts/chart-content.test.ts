/** What is read of an archive: the chart's texts, and where the values of charts within it stand. */
import { describe, expect, it } from 'vitest';
import { readChartContent } from '../../../../electron/charts/chart-content';
import { chartTgz, rawTgz, type RawEntry } from '../../../support/tar-bytes';
import { withUnpacked } from '../../../support/unpacked';

const read = (...entries: readonly RawEntry[]) => readArchive(chartTgz(...entries));
const readArchive = (archive: Uint8Array) => withUnpacked(archive, readChartContent);
const within = (name: string) => ({ name: 'x/Chart.yaml', content: `name: ${name}\nversion: 1.0.0\n` });

describe('readChartContent', () => {
  it('gives the texts of the chart, null for what is not there', async () => {
    expect(await read()).toEqual({
      charts: [{ path: [], folder: '', values: null, schema: null }],
      readme: null,
      notes: null,
      crds: [],
    });
    expect(
      await read(
        { name: 'app/values.yaml', content: '\ufeffa: 1 # one\n' },
        { name: 'app/values.schema.json', content: '{}' },
        { name: 'app/ReadMe.txt', content: 'hello' },
        { name: 'app/templates/NOTES.txt', content: 'notes' },
        { name: 'app/crds/b.yaml', content: 'b' },
        { name: 'app/charts/one/crds/a.yaml', content: 'a' },
      ),
    ).toMatchObject({
      charts: [{ path: [], values: 'a: 1 # one\n', schema: '{}' }, { path: ['one'] }],
      readme: 'hello',
      notes: 'notes',
      crds: ['crds/b.yaml', 'charts/one/crds/a.yaml'],
    });
  });

  it('puts the values of charts within below their alias, their name, or their folder', async () => {
    const chartYaml = `apiVersion: v2
name: app
version: 1.0.0
dependencies:
  - { name: redis, alias: cache }
  - { name: redis, alias: queue }
  - { name: deep }
`;
    const deep = rawTgz([
      within('deep'),
      { name: 'x/values.yaml', content: 'd: 1\n' },
      { name: 'x/charts/inner/values.yaml', content: 'i: 1\n' },
    ]);
    const archive = rawTgz([
      { name: 'app/Chart.yaml', content: chartYaml },
      { name: 'app/charts/redis/Chart.yaml', content: 'name: redis\nversion: 1.0.0\n' },
      { name: 'app/charts/redis/values.yaml', content: 'r: 1\n' },
      { name: 'app/charts/deep-1.0.0.tgz', content: deep },
      { name: 'app/charts/_left-out/values.yaml', content: 'x: 1\n' },
      { name: 'app/charts/odd/Chart.yaml', content: '[' },
    ]);
    const { charts } = await readArchive(archive);
    expect(charts).toEqual([
      { path: [], folder: '', values: null, schema: null },
      { path: ['cache'], folder: 'charts/redis/', values: 'r: 1\n', schema: null },
      { path: ['queue'], folder: 'charts/redis/', values: 'r: 1\n', schema: null },
      { path: ['deep'], folder: 'charts/deep-1.0.0.tgz/', values: 'd: 1\n', schema: null },
      { path: ['deep', 'inner'], folder: 'charts/deep-1.0.0.tgz/charts/inner/', values: 'i: 1\n', schema: null },
      { path: ['odd'], folder: 'charts/odd/', values: null, schema: null },
    ]);
  });

  it('refuses what is no chart, and a file larger than Helm loads', async () => {
    await expect(readArchive(rawTgz([{ name: 'app/x', content: 'x' }]))).rejects.toMatchObject({
      code: 'no-chart-yaml',
    });
    const huge = { name: 'app/values.yaml', content: Buffer.alloc(5 * 1024 * 1024 + 1, 0x23) };
    await expect(read(huge)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('reads no more than charts need, however many hold it', async () => {
    const half = { name: 'x/values.yaml', content: Buffer.alloc(5 * 1024 * 1024, 0x23) };
    const inner = rawTgz([within('inner'), half]);
    const all = Array.from({ length: 5 }, (_, index) => ({ name: `app/charts/${index}.tgz`, content: inner }));
    await expect(read(...all)).rejects.toMatchObject({ code: 'too-large' });
  });
});
