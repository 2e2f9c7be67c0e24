import { expect, test } from 'vitest';
import { previewGroups } from '../../../../../renderer/features/release-wizard/preview-entries';
import type { ManifestResource } from '../../../../../shared/manifest';
import { previewIdSchema, type InstallPreview } from '../../../../../shared/release-preview';

function resource(kind: string, name: string, hookEvents: string[] = []): ManifestResource {
  return { apiVersion: 'v1', kind, name, namespace: null, source: null, hookEvents, text: `kind: ${kind}` };
}

const empty: InstallPreview = {
  kind: 'install',
  id: previewIdSchema.parse('6f3cf3a2-4ac1-4bd5-a7a7-2c9d43b3f0aa'),
  place: { context: 'kind-dev', namespace: 'shop', name: 'shop' },
  chart: { name: 'shop', version: '1.0.0', appVersion: '' },
  resources: [],
  crds: [],
  images: [],
  notes: '\n',
  warnings: [],
};

test('CRDs come first, hooks are apart, resources stand by kind and name', () => {
  const groups = previewGroups({
    ...empty,
    crds: [resource('CustomResourceDefinition', 'coupons')],
    resources: [
      resource('Service', 'b'),
      resource('Job', 'after', ['post-install']),
      resource('Deployment', 'z'),
      resource('Service', 'a'),
    ],
    images: ['one', 'two'],
    notes: 'Hello',
  });
  expect(groups.map(({ title, entries }) => [title, entries.map(({ name }) => name)])).toEqual([
    ['CRDs, made first', ['coupons']],
    ['Resources', ['z', 'a', 'b']],
    ['Hooks', ['after']],
    ['More', ['Images', 'Notes']],
  ]);
  expect(groups[2]?.entries[0]?.kind).toBe('Job · post-install');
  const keys = groups.flatMap(({ entries }) => entries.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test('what there is none of has no group', () => {
  expect(previewGroups(empty)).toEqual([]);
});
