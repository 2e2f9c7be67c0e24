/** Answers in the forms of helm 3.17.3 and 4.2.3, cut to what matters. */
import { describe, expect, it } from 'vitest';
import {
  readDetails,
  readHistory,
  readMetadata,
  readRelease,
  readReleases,
  splitChartName,
} from '../../../../electron/helm/answers';
import { parseGoTime } from '../../../../electron/helm/go-time';

describe('Go’s times', () => {
  it.each([
    ['2026-11-24 20:48:21.123456789 +0000 UTC', Date.UTC(2026, 10, 24, 20, 48, 21, 123)],
    ['2026-11-24 21:48:21.5 +0100 CET m=+0.143', Date.UTC(2026, 10, 24, 20, 48, 21, 500)],
    ['2026-11-24T20:48:21.123456789Z', Date.UTC(2026, 10, 24, 20, 48, 21, 123)],
    ['2026-11-24T15:18:21-05:30', Date.UTC(2026, 10, 24, 20, 48, 21)],
    ['0001-01-01 00:00:00 +0000 UTC', null],
    ['0001-01-01T00:00:00Z', null],
    ['', null],
    ['yesterday', null],
  ])('%s', (text, time) => {
    expect(parseGoTime(text)).toBe(time);
  });
});

it.each([
  ['traefik-41.3.0', 'traefik', '41.3.0'],
  ['my-chart-1.2.3-rc.1', 'my-chart', '1.2.3-rc.1'],
  ['app-1.2.3-2.0.0', 'app', '1.2.3-2.0.0'],
  ['app-2-1.2.3+build.7', 'app-2', '1.2.3+build.7'],
  ['old-v1.2', 'old', 'v1.2'],
  ['nothing', 'nothing', ''],
])('%s is a name and a version', (joined, name, version) => {
  expect(splitChartName(joined)).toEqual({ name, version });
});

it('reads a list', () => {
  const row = {
    name: 'web',
    namespace: 'shop',
    revision: '12',
    updated: '2026-11-24 20:48:21.1 +0000 UTC',
    status: 'pending-upgrade',
    chart: 'demo-1.0.0',
    app_version: '2.0',
  };
  expect(readReleases(JSON.stringify([row, { ...row, status: 'new-status', updated: '', app_version: '' }]))).toEqual([
    {
      name: 'web',
      namespace: 'shop',
      revision: 12,
      status: 'pending-upgrade',
      chart: { name: 'demo', version: '1.0.0' },
      appVersion: '2.0',
      updatedAt: Date.UTC(2026, 10, 24, 20, 48, 21, 100),
    },
    expect.objectContaining({ status: 'unknown', updatedAt: null, appVersion: '' }),
  ]);
  expect(readReleases('[]')).toEqual([]);
});

it('reads a history, newest first', () => {
  const row = {
    revision: 1,
    updated: '2026-11-24T20:48:21Z',
    status: 'superseded',
    chart: 'demo-1.0.0',
    app_version: '',
  };
  const history = readHistory(
    JSON.stringify([row, { ...row, revision: 2, status: 'deployed', description: 'Upgrade complete' }]),
  );
  expect(history.map(({ revision, description }) => [revision, description])).toEqual([
    [2, 'Upgrade complete'],
    [1, ''],
  ]);
});

it('reads metadata of both', () => {
  const three = {
    name: 'web',
    chart: 'demo',
    version: '1.0.0',
    appVersion: '2.0',
    namespace: 'shop',
    revision: 1,
    status: 'deployed',
    deployedAt: '2026-11-24T20:48:21Z',
  };
  expect(readMetadata(JSON.stringify(three))).toMatchObject({
    chart: { name: 'demo', version: '1.0.0' },
    labels: null,
    applyMethod: null,
  });
  const four = { ...three, labels: { a: '1' }, applyMethod: 'ssa', annotations: null, dependencies: [] };
  expect(readMetadata(JSON.stringify(four))).toMatchObject({ labels: { a: '1' }, applyMethod: 'server-side' });
});

describe('a release', () => {
  const answer = {
    name: 'web',
    info: {
      first_deployed: '2026-11-24T20:48:21Z',
      last_deployed: '2026-11-24T20:49:21Z',
      deleted: '',
      description: 'Install complete',
      status: 'deployed',
      notes: 'Hello',
    },
    config: { password: 'hunter2' },
    manifest: 'kind: Secret',
    hooks: [{ name: 'h', kind: 'Pod', path: 'demo/templates/h.yaml', manifest: 'm', events: ['test'], last_run: {} }],
    version: 3,
    namespace: 'shop',
  };

  it('comes with its manifest and hooks from an install', () => {
    expect(readRelease(JSON.stringify(answer))).toEqual({
      name: 'web',
      namespace: 'shop',
      revision: 3,
      status: 'deployed',
      description: 'Install complete',
      notes: 'Hello',
      firstDeployedAt: Date.UTC(2026, 10, 24, 20, 48, 21),
      lastDeployedAt: Date.UTC(2026, 10, 24, 20, 49, 21),
      deletedAt: null,
      manifest: 'kind: Secret',
      hooks: [
        {
          name: 'h',
          kind: 'Pod',
          source: 'demo/templates/h.yaml',
          events: ['test'],
          weight: 0,
          deletePolicies: [],
          manifest: 'm',
        },
      ],
    });
  });

  it('holds nothing of it as a status, nor what helm 4 adds', () => {
    const { deleted: _deleted, ...info } = answer.info;
    const live = { ...info, resources: { 'v1/Secret': [{ data: { password: 'aHVudGVyMg==' } }] } };
    const text = JSON.stringify(readDetails(JSON.stringify({ ...answer, info: live, hooks: null })));
    expect(text).not.toMatch(/hunter2|aHVudGVyMg|Secret/);
    expect(text).toContain('"deletedAt":null');
  });

  it('is refused where it is another thing', () => {
    for (const text of ['', 'Pulled: x', 'null', '{}', '[]'])
      expect(() => readRelease(text)).toThrow(/JSON|invalid_type/);
    expect(() => readReleases('null')).toThrow(/invalid_type/);
  });
});
