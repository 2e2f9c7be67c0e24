/** What a template reads of the values, and what values.yaml says of it. */
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../../../renderer/features/chart/files/file-language';
import { usedValues, valuesFileOf } from '../../../../../../renderer/features/chart/files/template-values';
import { valueDefaults } from '../../../../../../renderer/features/chart/files/value-defaults';

describe('usedValues', () => {
  it('finds them by their text, with their first line', () => {
    const text = `{{ .Values.image.tag }}
{{- with $.Values.image }}{{ .Values.image.tag }}{{ end }}
{{ $x.Values.no }} {{ my.Values.no }} {{ .Values }} {{ index .Values "no" }}
{{ (.Values.a_1).b }}`;
    expect(usedValues(text)).toEqual([
      { path: 'image.tag', line: 1, count: 2 },
      { path: 'image', line: 2, count: 1 },
      { path: 'a_1', line: 4, count: 1 },
    ]);
  });

  it.each([
    ['templates/a.yaml', 'values.yaml'],
    ['charts/redis-1.tgz/templates/a.yaml', 'charts/redis-1.tgz/values.yaml'],
    ['charts/a/charts/b/templates/charts/x.yaml', 'charts/a/charts/b/values.yaml'],
  ])('%s reads %s', (template, values) => {
    expect(valuesFileOf(template)).toBe(values);
  });
});

describe('valueDefaults', () => {
  const defaults = valueDefaults(`image:
  # -- The tag.
  tag: "1.10"
  list: [a, b]
auth: { password: hunter2, existingSecret: x, token: "" }
`);

  it('says the default, its line and its comment', () => {
    expect(defaults.of('image.tag')).toEqual({ text: '"1.10"', line: 3, comment: 'The tag.' });
    expect(defaults.of('image.list')).toMatchObject({ text: '[a, b]', line: 4 });
    expect(defaults.of('image.not')).toEqual({ text: null, line: 1, comment: '' });
    expect(defaults.of('not.there')).toEqual({ text: null, line: null, comment: '' });
  });

  it('shows no secret', () => {
    expect(defaults.of('auth.password').text).toBe('hidden: it looks like a secret');
    expect(defaults.of('auth').text).toBe('hidden: it looks like a secret');
    expect(defaults.of('auth.existingSecret').text).toBe('x');
    expect(defaults.of('auth.token').text).toBe('""');
  });

  it('knows nothing of a text that can’t be read, and cuts what is long', () => {
    expect(valueDefaults('a: [').of('a')).toEqual({ text: null, line: null, comment: '' });
    expect(valueDefaults(`a: ${'x'.repeat(500)}`).of('a').text).toHaveLength(121);
  });
});

it.each([
  ['templates/_helpers.tpl', 'template'],
  ['charts/a/templates/NOTES.txt', 'template'],
  ['values.yaml', 'yaml'],
  ['values.schema.json', 'yaml'],
  ['Chart.lock', 'yaml'],
  ['README.md', 'text'],
  ['.helmignore', 'text'],
])('%s is coloured as %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
