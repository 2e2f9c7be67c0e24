import { expect, it } from 'vitest';
import { draftFor, draftProblems, templateOptionsOf } from '../../../../../renderer/features/chart/render-draft';

it('begins with the name of the chart, as far as a release can have it', () => {
  expect(draftFor('traefik')).toMatchObject({ name: 'traefik', namespace: 'default', includeHooks: true });
  expect(draftFor('My_Chart').name).toBe('my-chart');
  expect(draftProblems(draftFor('x'.repeat(80)))).toEqual({});
});

it('says what is wrong with each field', () => {
  const draft = {
    ...draftFor('web'),
    name: '-f',
    namespace: 'a.b',
    kubernetesVersion: 'latest',
    apiVersions: 'a/v1 --x',
  };
  const problems = draftProblems(draft);
  expect(Object.keys(problems)).toEqual(['name', 'namespace', 'kubernetesVersion', 'apiVersions']);
  expect(problems.apiVersions).toContain('--x');
  expect(draftProblems({ ...draft, name: '123' }).name).toBeUndefined();
});

it('takes API versions apart, and nothing for what is empty', () => {
  const draft = { ...draftFor('web'), kubernetesVersion: ' ', apiVersions: 'acme.dev/v1, acme.dev/v1/Widget  b/v2' };
  expect(templateOptionsOf(draft)).toEqual({
    kubernetesVersion: null,
    apiVersions: ['acme.dev/v1', 'acme.dev/v1/Widget', 'b/v2'],
    includeCrds: false,
    includeHooks: true,
    isUpgrade: false,
  });
});
