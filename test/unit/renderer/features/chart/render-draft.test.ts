import { expect, it } from 'vitest';
import { readWholeOverrides } from '../../../../../renderer/values/whole-overrides';
import {
  draftFor,
  draftProblems,
  templateOptionsOf,
  usableOverrides,
  type RenderDraft,
} from '../../../../../renderer/features/chart/render-draft';

it('begins with the name of the chart, as far as a release can have it', () => {
  expect(draftFor('traefik')).toMatchObject({ name: 'traefik', namespace: 'default', includeHooks: true });
  expect(draftFor('My_Chart').name).toBe('my-chart');
  expect(draftProblems(draftFor('x'.repeat(80)), null)).toEqual({});
});

it('says what is wrong with each field', () => {
  const draft = {
    ...draftFor('web'),
    name: '-f',
    namespace: 'a.b',
    kubernetesVersion: 'latest',
    apiVersions: 'a/v1 --x',
  };
  const problems = draftProblems(draft, null);
  expect(Object.keys(problems)).toEqual(['name', 'namespace', 'kubernetesVersion', 'apiVersions']);
  expect(problems.apiVersions).toContain('--x');
  expect(draftProblems({ ...draft, name: '123' }, null).name).toBeUndefined();
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

function wholeOf({ values, valuesFiles }: RenderDraft) {
  return readWholeOverrides(
    valuesFiles.below.map(({ text }) => text),
    values,
  );
}

it('gives helm the overrides over the files under them, and none that can not be used', () => {
  const draft = { ...draftFor('web'), values: 'a: 2\n' };
  expect(usableOverrides(wholeOf(draft))).toBe('a: 2\n');
  const valuesFiles = { own: null, below: [{ name: 'base.yaml', text: 'a: 1\nb: 1\n' }] };
  expect(usableOverrides(wholeOf({ ...draft, valuesFiles }))).toBe('"a": 2\n"b": 1\n');
  for (const wrong of [
    { ...draft, values: 'a: [' },
    { ...draft, values: 'a: 1\na: 2\n', valuesFiles },
    { ...draft, values: `# ${'x'.repeat(5 * 1024 * 1024)}\n` },
  ]) {
    expect(usableOverrides(wholeOf(wrong))).toBeNull();
    expect(draftProblems(wrong, wholeOf(wrong)).values).toBeDefined();
  }
});
