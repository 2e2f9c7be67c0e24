/** What an archive says of its dependencies; test/integration/charts/dependencies.test.ts holds the rules against the real helm. */
import { describe, expect, it } from 'vitest';
import { readDependencies } from '../../../../electron/charts/chart-dependencies';
import { booleanAt, tagAt, valuesLayer } from '../../../../electron/charts/default-values';
import { chartDependenciesSchema, type ChartDependencies } from '../../../../shared/chart-dependencies';
import { rawTgz, type RawEntry } from '../../../support/tar-bytes';
import { withUnpacked } from '../../../support/unpacked';

const chartYaml = (name: string, version: string, rest = ''): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${rest}`;

async function read(rest: string, ...entries: readonly RawEntry[]): Promise<ChartDependencies> {
  const archive = rawTgz([{ name: 'app/Chart.yaml', content: chartYaml('app', '1.0.0', rest) }, ...entries]);
  return chartDependenciesSchema.parse(await withUnpacked(archive, readDependencies));
}

async function conflicts(list: string) {
  const { charts } = await read(`dependencies: [${list}]\n`);
  return charts[0]?.dependencies.map(({ conflict }) => conflict);
}

async function lockOf(repository: string, lock: string) {
  const asked = `dependencies: [{name: a, version: "1", repository: "${repository}"}]\n`;
  const { charts } = await read(asked, { name: 'app/Chart.lock', content: lock });
  return [charts[0]?.lock?.state, charts[0]?.dependencies[0]?.lockedVersion];
}

describe('the dependencies of a chart', () => {
  it('are told with what is inside, as folder or archive, at every depth', async () => {
    const inner = rawTgz([
      {
        name: 'redis/Chart.yaml',
        content: chartYaml('redis', '2.1.0', 'dependencies: [{name: common, version: 1.x}]\n'),
      },
      { name: 'redis/charts/common/Chart.yaml', content: chartYaml('common', '1.9.0') },
    ]);
    const { charts, isCut } = await read(
      'dependencies:\n- {name: redis, version: ^2, repository: "oci://r.lan/charts", alias: cache, condition: cache.enabled, tags: [db]}\n',
      { name: 'app/charts/redis-2.1.0.tgz', content: inner },
      { name: 'app/charts/stray/Chart.yaml', content: chartYaml('extra', '0.1.0') },
    );
    expect(isCut).toBe(false);
    expect(charts.map(({ name, version, path, isArchive }) => [name, version, path, isArchive])).toEqual([
      ['app', '1.0.0', '', false],
      ['redis', '2.1.0', 'charts/redis-2.1.0.tgz', true],
      ['common', '1.9.0', 'charts/redis-2.1.0.tgz/charts/common', false],
      ['extra', '0.1.0', 'charts/stray', false],
    ]);
    expect(charts[0]?.dependencies).toEqual([
      {
        name: 'redis',
        alias: 'cache',
        version: '^2',
        repository: 'oci://r.lan/charts',
        condition: 'cache.enabled',
        tags: ['db'],
        lockedVersion: null,
        default: { isOn: true, by: null, key: null },
        chart: 1,
        fits: true,
        conflict: null,
      },
    ]);
    expect(charts[0]?.unnamed).toEqual([3]);
    expect(charts[1]?.dependencies[0]).toMatchObject({ name: 'common', chart: 2 });
  });

  it('may be missing, of another version, broken or unreadable', async () => {
    const { charts } = await read(
      'dependencies: [{name: gone, version: "1"}, {name: old, version: ^2}, {name: odd, version: "1"}]\n',
      { name: 'app/charts/old/Chart.yaml', content: chartYaml('old', '1.0.0') },
      { name: 'app/charts/odd/Chart.yaml', content: '[' },
      { name: 'app/charts/broken.tgz', content: 'x' },
    );
    const [app] = charts;
    expect(app?.dependencies).toMatchObject([
      { chart: null, fits: false },
      { chart: 1, fits: false },
      { chart: 2, fits: false },
    ]);
    expect(charts.slice(1)).toMatchObject([{ version: '1.0.0' }, { name: 'odd', isUnreadable: true }]);
    expect(app?.brokenArchives).toEqual(['charts/broken.tgz']);
  });

  it('may get into each other’s way', async () => {
    expect(await conflicts('{name: a, version: "1"}, {name: a, version: "2"}')).toEqual(['same-name', 'same-name']);
    expect(await conflicts('{name: a, repository: "https://x", alias: b}, {name: a, repository: "https://y"}')).toEqual(
      ['other-repository', 'other-repository'],
    );
    expect(await conflicts('{name: a, alias: b}, {name: a, alias: c}')).toEqual([null, null]);
  });

  it('have a lock file that may be old, of names that only its author knows, or unreadable', async () => {
    const lock = 'dependencies: [{name: a, version: 1.2.3}]\ndigest: sha256:0\ngenerated: "2026-01-01T00:00:00Z"\n';
    expect(await lockOf('https://x', lock)).toEqual(['differs', '1.2.3']);
    expect(await lockOf('@x', lock)).toEqual(['unknown', '1.2.3']);
    expect(await lockOf('alias:x', lock)).toEqual(['unknown', '1.2.3']);
    expect(await lockOf('https://x', '[')).toEqual(['unreadable', null]);
  });

  it('are bounded, and so are their texts', async () => {
    const many = Array.from({ length: 1500 }, (_, index) => `{name: a${index}, version: "1"}`).join(', ');
    const { charts, isCut } = await read(`dependencies: [${many}]\n`);
    expect([charts[0]?.dependencies.length, isCut]).toEqual([1000, true]);
    const long = await read(`dependencies: [{name: "${'x'.repeat(10_000)}", version: "1"}]\n`);
    expect(long.charts[0]?.dependencies[0]?.name).toHaveLength(501);
  });

  it('are not known where Chart.yaml is missing or broken', async () => {
    await expect(withUnpacked(rawTgz([{ name: 'app/x', content: '' }]), readDependencies)).rejects.toThrow(
      'no Chart.yaml',
    );
    const broken = rawTgz([{ name: 'app/Chart.yaml', content: '[' }]);
    await expect(withUnpacked(broken, readDependencies)).rejects.toThrow("Its Chart.yaml can't be read");
  });
});

describe('a value before anybody sets any', () => {
  const outer = valuesLayer([], Buffer.from('a: {ok: true}\nb: {ok: "true", x: null}\ntags: {t: false}\n'));
  const inner = valuesLayer(
    ['b'],
    Buffer.from('x: false\nok: true\nz: true\ntags: {t: true, u: true}\n---\nz: false\n'),
  );

  it.each([
    ['a.ok', true],
    ['b.ok', null],
    // Helm 4: a null in the values of the chart takes nothing away.
    ['b.x', false],
    ['b.z', false],
    ['a.ok.more', null],
    ['none', null],
  ])('%s is %s', (path, value) => {
    expect(booleanAt([outer, inner], path.split('.'))).toBe(value);
  });

  it('may be a tag, of which the outer chart decides', () => {
    expect([tagAt([outer, inner], 't'), tagAt([outer, inner], 'u'), tagAt([outer, inner], 'v')]).toEqual([
      false,
      true,
      null,
    ]);
  });

  it('is none where the values can’t be read', () => {
    expect(booleanAt([valuesLayer([], Buffer.from('[')), valuesLayer([], null)], ['a'])).toBeNull();
  });
});
