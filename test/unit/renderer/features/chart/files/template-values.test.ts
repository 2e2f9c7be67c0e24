/** What a template reads of the values, and how files are coloured. */
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../../../renderer/features/chart/files/file-language';
import { usedValues, valuesFileOf } from '../../../../../../renderer/features/chart/files/template-values';

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
