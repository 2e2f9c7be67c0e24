import { expect, it } from 'vitest';
import { resourceRows, WHOLE_KEY } from '../../../../../renderer/features/chart/resource-rows';
import type { RenderedResource } from '../../../../../shared/rendered-chart';

const resource = (kind: string, name: string, more: Partial<RenderedResource> = {}): RenderedResource => ({
  apiVersion: 'v1',
  kind,
  name,
  namespace: null,
  source: null,
  hookEvents: [],
  start: 0,
  end: 1,
  ...more,
});
const RESOURCES = [
  resource('Service', 'web'),
  resource('Job', 'migrate', { hookEvents: ['pre-install'], namespace: 'shop', source: 'web/templates/job.yaml' }),
  resource('Service', 'api', { start: 5, end: 9 }),
  resource('', ''),
];

const found = (filter: string) => resourceRows(RESOURCES, 100, filter).map(({ name }) => name);

it('stands by kind and name, behind all of them together', () => {
  const rows = resourceRows(RESOURCES, 100, '');
  expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'All All manifests',
    'Job migrate',
    'Service api',
    'Service web',
    'Unreadable ',
  ]);
  expect(rows[0]).toMatchObject({ key: WHOLE_KEY, start: 0, end: 100 });
  expect(rows[1]?.note).toBe('in shop · hook: pre-install · web/templates/job.yaml');
  expect(rows[2]).toMatchObject({ start: 5, end: 9 });
});

it('finds every word in kind, name, hook and template', () => {
  expect(found('service')).toEqual(['api', 'web']);
  expect(found('SERV ap')).toEqual(['api']);
  expect(found('pre-install')).toEqual(['migrate']);
  expect(found('job.yaml shop')).toEqual(['migrate']);
  expect(found('nothing')).toEqual([]);
});
