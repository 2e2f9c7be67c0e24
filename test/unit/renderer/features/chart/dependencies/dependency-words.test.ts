import { describe, expect, it } from 'vitest';
import {
  conflictWords,
  defaultWords,
  insideWords,
  lockWords,
  nameWords,
  originOf,
  summaryWords,
} from '../../../../../../renderer/features/chart/dependencies/dependency-words';
import type { ChartInside, DependencyInfo } from '../../../../../../shared/chart-dependencies';

function dependency(more: Partial<DependencyInfo> = {}): DependencyInfo {
  return {
    name: 'redis',
    alias: '',
    version: '^2',
    repository: '',
    condition: '',
    tags: [],
    lockedVersion: null,
    default: { isOn: true, by: null, key: null },
    chart: null,
    fits: more.chart !== undefined,
    conflict: null,
    ...more,
  };
}

function chart(more: Partial<ChartInside> = {}): ChartInside {
  return {
    name: 'app',
    version: '1.0.0',
    path: '',
    isArchive: false,
    isUnreadable: false,
    lock: null,
    dependencies: [],
    unnamed: [],
    brokenArchives: [],
    ...more,
  };
}

describe('where a dependency comes from', () => {
  it.each([
    ['oci://ghcr.io/acme/charts', 'ghcr.io', 'acme/charts/redis'],
    ['oci://localhost:5000/x/', 'localhost:5000', 'x/redis'],
  ])('%s is a place in a registry', (repository, address, path) => {
    expect(originOf(dependency({ repository }))).toMatchObject({
      kind: 'oci',
      reference: { address, repository: path },
    });
  });

  it.each([
    ['oci://user:secret@host/x', 'no address of a repository'],
    ['oci://', 'no address of a repository'],
    ['oci://ghcr.io/UPPER', 'no address of a repository'],
    ['OCI://ghcr.io/acme', 'no such kind'],
    ['https://charts.example.com', 'A classic repository'],
    ['file://../x', 'A folder where'],
    ['@stable', 'only its author’s Helm knows'],
    ['alias:stable', 'only its author’s Helm knows'],
    ['javascript:alert(1)', 'no such kind'],
    ['', 'Part of this chart'],
  ])('%s is told in words', (repository, words) => {
    const origin = originOf(dependency({ repository }));
    expect(origin.kind === 'words' ? origin.words : '').toContain(words);
  });

  it('takes no tag from a name', () => {
    expect(originOf(dependency({ name: 'redis:1.0.0', repository: 'oci://ghcr.io/acme' })).kind).toBe('words');
  });
});

it('has a name of its own where it has an alias', () => {
  expect(nameWords(dependency())).toEqual({ name: 'redis', of: null });
  expect(nameWords(dependency({ alias: 'cache' }))).toEqual({ name: 'cache', of: 'redis' });
});

it('is inside, of another version, unreadable or missing', () => {
  const charts = [chart(), chart({ name: 'redis', version: '2.1.0' })];
  expect(insideWords(dependency({ chart: 1 }), charts)).toMatchObject({ tone: 'good', text: 'Inside: 2.1.0' });
  expect(insideWords(dependency({ chart: 0, fits: false }), charts)).toMatchObject({
    tone: 'warning',
    text: 'Inside is 1.0.0',
    more: '^2 doesn’t take it, but Helm uses it all the same.',
  });
  const unreadable = [chart({ isUnreadable: true })];
  expect(insideWords(dependency({ chart: 0, fits: false }), unreadable)).toMatchObject({ text: 'Unreadable' });
  expect(insideWords(dependency(), charts)).toMatchObject({ tone: 'danger', text: 'Missing' });
});

it('is on or off for a reason', () => {
  expect(defaultWords(dependency())).toBeNull();
  expect(defaultWords(dependency({ default: { isOn: false, by: 'condition', key: 'redis.enabled' } }))).toBe(
    'redis.enabled is false',
  );
  expect(defaultWords(dependency({ condition: 'a.b', tags: ['x'] }))).toBe('a.b, tags.x have no value, so it is on');
});

it('may be in the way of another', () => {
  expect(conflictWords(dependency())).toBeNull();
  expect(conflictWords(dependency({ alias: 'cache', conflict: 'same-name' }))).toContain('is called cache, too');
  expect(conflictWords(dependency({ conflict: 'other-repository' }))).toContain('two repositories');
});

it.each([
  ['matches', 'info', 'Chart.lock of 3 Jan 2026 was made for exactly these'],
  ['differs', 'warning', 'was made for other dependencies'],
  ['unknown', 'info', 'can’t be told'],
  ['unreadable', 'warning', 'Chart.lock can’t be read'],
] as const)('a lock that %s', (state, tone, words) => {
  const lock = lockWords({ fileName: 'Chart.lock', generatedAt: '2026-01-03T12:00:00Z', state });
  expect(lock.tone).toBe(tone);
  expect(lock.text).toContain(words);
});

it('is summed up', () => {
  const summary = (dependencies: readonly DependencyInfo[], others: readonly ChartInside[]) =>
    summaryWords({ charts: [chart({ dependencies: [...dependencies] }), ...others], isCut: false });
  expect(summary([dependency({ chart: 1 })], [chart()])).toBe('1 dependency, all inside');
  expect(summary([dependency({ chart: 1 }), dependency()], [chart(), chart()])).toBe(
    '2 dependencies, 1 of them inside; 1 more chart within',
  );
  expect(summary([], [chart()])).toBe('No dependency is named; 1 more chart within');
});
