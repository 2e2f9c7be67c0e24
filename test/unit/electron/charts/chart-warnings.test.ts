/** What is pushed as Helm pushes it, though its author most likely did not mean it. */
import { describe, expect, it } from 'vitest';
import { chartWarnings } from '../../../../electron/charts/chart-warnings';
import { loadChart } from '../../../../electron/charts/load-chart';
import { UnpackBudget } from '../../../../electron/charts/unpack-budget';
import { rawTgz, type RawEntry } from '../../../support/tar-bytes';

async function warningsOf(chartYaml: string, ...others: readonly RawEntry[]): Promise<readonly string[]> {
  async function* packed(): AsyncGenerator<Uint8Array> {
    yield rawTgz([{ name: 'app/Chart.yaml', content: chartYaml }, ...others]);
  }
  const chart = await loadChart(packed(), { budget: new UnpackBudget(), signal: new AbortController().signal });
  return chartWarnings(chart).map(({ code, message }) => `${code}: ${message}`);
}

const SOUND = 'apiVersion: v2\nname: app\nversion: 1.0.0\n';

describe('chartWarnings', () => {
  it('has nothing to say of a sound chart', async () => {
    expect(await warningsOf(`${SOUND}appVersion: 1.10.0\nannotations: {a: "1"}\n`)).toEqual([]);
  });

  it.each<[string, string, readonly RawEntry[], RegExp]>([
    ['deprecated', `${SOUND}deprecated: true\n`, [], /^deprecated: /],
    ['links', SOUND, [{ name: 'app/l', type: '2' }], /^link-entry: It holds links/],
    ['a byte order mark', `\ufeff${SOUND}`, [], /^byte-order-mark: /],
    ['a loose version', 'apiVersion: v2\nname: app\nversion: v1.2\n', [], /^loose-version: helm won't find v1\.2/],
    ['its own time', `${SOUND}annotations: {org.opencontainers.image.created: x}\n`, [], /^created-overridden: /],
    ['requirements.yaml in v2', SOUND, [{ name: 'app/requirements.yaml' }], /^requirements-in-v2: /],
    ['an unquoted number', `${SOUND}appVersion: 1.10\n`, [], /^unquoted-number: appVersion: 1\.10 is read as 1\.1\./],
    ['a key twice', `${SOUND}home: a\nhome: b\n`, [], /^duplicate-key: Chart\.yaml has home twice/],
    ['an absolute path', SOUND, [{ name: '/etc/x' }], /^straying-entry: It holds \/etc\/x, a path that leads out/],
    [
      'several of them',
      SOUND,
      [{ name: '/etc/x' }, { name: '../y' }, { name: '/z' }],
      /^straying-entry: It holds \/etc\/x and 2 more paths/,
    ],
  ])('tells of %s', async (_name, chartYaml, others, words) => {
    expect(await warningsOf(chartYaml, ...others)).toEqual([expect.stringMatching(words)]);
  });

  it('says nothing of numbers that are read as they are written, nor of requirements.yaml in v1', async () => {
    expect(await warningsOf(`${SOUND}appVersion: 12\n`)).toEqual([]);
    expect(await warningsOf('name: app\nversion: 1.0.0\n', { name: 'app/requirements.yaml' })).toEqual([]);
  });
});
