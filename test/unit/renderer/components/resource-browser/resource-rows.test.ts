import { expect, it } from 'vitest';
import {
  resourceRows,
  WHOLE_KEY,
  type ListedResource,
} from '../../../../../renderer/components/resource-browser/resource-rows';

const resource = (kind: string, name: string, more: Partial<ListedResource> = {}): ListedResource => ({
  kind,
  name,
  namespace: null,
  source: null,
  hookEvents: [],
  text: '',
  ...more,
});
const RESOURCES = [
  resource('Service', 'web'),
  resource('Job', 'migrate', { hookEvents: ['pre-install'], namespace: 'shop', source: 'web/templates/job.yaml' }),
  resource('Service', 'api', { text: 'a: 1' }),
  resource('', ''),
];

const found = (filter: string) => resourceRows(RESOURCES, 'all', filter).map(({ name }) => name);

it('stands by kind and name, behind all of them together', () => {
  const rows = resourceRows(RESOURCES, 'all', '');
  expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'All All manifests',
    'Job migrate',
    'Service api',
    'Service web',
    'Unreadable ',
  ]);
  expect(rows[0]).toMatchObject({ key: WHOLE_KEY, text: 'all' });
  expect(rows[1]?.note).toBe('in shop · hook: pre-install · web/templates/job.yaml');
  expect(rows[2]).toMatchObject({ text: 'a: 1' });
});

it('finds every word in kind, name, hook and template', () => {
  expect(found('service')).toEqual(['api', 'web']);
  expect(found('SERV ap')).toEqual(['api']);
  expect(found('pre-install')).toEqual(['migrate']);
  expect(found('job.yaml shop')).toEqual(['migrate']);
  expect(found('nothing')).toEqual([]);
});
