/** Names of archive entries: which Helm reads and as what, which it refuses, which lead out of the chart's folder. */
import { describe, expect, it } from 'vitest';
import { isStraying, pathInChart } from '../../../../electron/charts/entry-path';

describe('pathInChart', () => {
  it.each([
    ['app/Chart.yaml', 'Chart.yaml'],
    ['app/templates/a.yaml', 'templates/a.yaml'],
    ['./Chart.yaml', 'Chart.yaml'],
    ['/Chart.yaml', 'Chart.yaml'],
    ['other/values.yaml', 'values.yaml'],
    ['app/./a//b/', 'a/b'],
    ['app/a/../b', 'b'],
    ['/etc/passwd', 'etc/passwd'],
    ['../x', 'x'],
    ['app\\templates\\a.yaml', 'templates/a.yaml'],
    ['app\\a/b', 'a/b'],
    ['C:\\x\\y', 'x/y'],
  ])('reads %j as Helm does', (name, path) => {
    expect(pathInChart(name)).toBe(path);
  });

  it.each([
    ['app//etc/passwd', 'unsafe-path', 'absolute paths'],
    ['app/../x', 'unsafe-path', 'parent directory'],
    ['app/a/../../x', 'unsafe-path', 'parent directory'],
    ['app\\..\\x', 'unsafe-path', 'parent directory'],
    ['app/..x', 'unsafe-path', 'parent directory'],
    ['app/C:/x', 'unsafe-path', 'illegally named files'],
    ['app', 'unsafe-path', 'outside the base directory'],
    ['app/.', 'unsafe-path', 'outside the base directory'],
    ['', 'unsafe-path', 'outside the base directory'],
    ['Chart.yaml', 'no-chart-yaml', 'not in base directory'],
    ['Chart.yaml/x', 'no-chart-yaml', 'not in base directory'],
  ])('refuses %j', (name, code, words) => {
    const expected = {
      code,
      details: expect.stringContaining(words),
      message: expect.stringContaining('helm package'),
    };
    expect(() => pathInChart(name)).toThrow(expect.objectContaining(expected));
  });
});

describe('isStraying', () => {
  it.each(['/etc/passwd', '//x', '../x', 'app/a/../b', 'C:/x', 'C:\\x', 'c:\\x\\y', '\\server\\share', 'app\\..\\x'])(
    'tells %j from an honest path',
    (name) => {
      expect(isStraying(name)).toBe(true);
    },
  );

  it.each(['app/x', './x', 'app/..x', 'app/x..', 'app\\x', 'app//x'])('takes %j for honest', (name) => {
    expect(isStraying(name)).toBe(false);
  });
});
