import { describe, expect, it } from 'vitest';
import {
  imagesInAnnotations,
  imagesInTemplate,
  imagesInValues,
  parseImage,
  type FoundImage,
} from '../../../../../electron/charts/compare/find-images';
import { imageChanges } from '../../../../../electron/charts/compare/image-changes';
import { readValues } from '../../../../../electron/charts/compare/yaml-values';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function inValues(text: string, appVersion = '9.9'): readonly string[] {
  const { values } = readValues(Buffer.from(text));
  return imagesInValues(values, { prefix: ['web'], appVersion }).map(told);
}
function told({ name, tag, digest, isAssumed, foundIn }: FoundImage): string {
  return `${name} ${tag ?? '-'}${isAssumed ? '?' : ''} ${digest?.slice(0, 9) ?? '-'} in ${foundIn}`;
}

const image = (name: string, tag: string, foundIn: string): FoundImage => ({
  name,
  tag,
  digest: null,
  isAssumed: false,
  foundIn,
});

describe('images', () => {
  it.each([
    ['nginx', 'nginx', null],
    ['docker.io/library/nginx:1.27', 'docker.io/library/nginx', '1.27'],
    ['localhost:5000/a/b:x', 'localhost:5000/a/b', 'x'],
    [`quay.io/a/b@${DIGEST}`, 'quay.io/a/b', null],
    ['https://example.com/x.png', null, null],
    ['{{ .Values.x }}', null, null],
    ['two words', null, null],
    ['x'.repeat(5_000_000), null, null],
  ])('are read from %.40s', (text, name, tag) => {
    const parsed = parseImage(text);
    expect([parsed?.name ?? null, parsed?.tag ?? null]).toEqual([name, tag]);
  });

  it.each([
    ['image: {registry: quay.io, repository: a/b, tag: v1}', ['quay.io/a/b v1 - in web.image']],
    ['image: {repository: a/b, tag: ""}', ['a/b 9.9? - in web.image']],
    [`image: {repository: a/b, digest: "${DIGEST}"}`, ['a/b - sha256:aa in web.image']],
    ['image: {repository: a/b, tag: 1.10}', ['a/b 1.10 - in web.image']],
    ['proxy: {image: traefik, tag: latest}', ['traefik latest - in web.proxy']],
    ['initImage: busybox:1.36', ['busybox:1.36'.replace(':', ' ') + ' - in web.initImage']],
    ['list: [{image: "a/b:1"}]', ['a/b 1 - in web.list.0.image']],
    ['backgroundImage: sunset', []],
    ['chart: {repository: "https://charts.example.com", tag: x}', []],
    ['image: {repository: null, tag: null}', []],
  ])('are found in values: %s', (text, expected) => {
    expect(inValues(text)).toEqual(expected);
  });

  it('are found in annotations and templates as they stand there', () => {
    const annotations = new Map([['artifacthub.io/images', '- name: x\n  image: a/b:1\n- image: "{{ x }}"\n- 5\n']]);
    expect(imagesInAnnotations(annotations).map(told)).toEqual(['a/b 1 - in artifacthub.io/images']);
    expect(imagesInAnnotations(new Map([['artifacthub.io/images', 'a: [']]))).toEqual([]);
    const template =
      '  - image: "a/b:1"  # why\n    image: {{ .Values.image }}\n    image: a/c:{{ .x }}\n    myimage: a/d:1\n';
    expect(imagesInTemplate(template, 'templates/a.yaml').map(told)).toEqual(['a/b 1 - in templates/a.yaml']);
  });

  it('belong together by their place, then by their name', () => {
    const changes = imageChanges(
      [
        image('a/b', '1', 'image'),
        image('old/x', '1', 'x.image'),
        image('moved', '1', 'here'),
        image('same', '1', 'q'),
        image('gone', '1', 'g'),
      ],
      [
        image('a/b', '2', 'image'),
        image('new/x', '1', 'x.image'),
        image('moved', '2', 'there'),
        image('same', '1', 'r'),
        image('fresh', '1', 'f'),
      ],
    );
    const words = changes.map(
      ({ change, from, to }) =>
        `${change} ${from?.name ?? '-'}:${from?.tag ?? '-'} > ${to?.name ?? '-'}:${to?.tag ?? '-'}`,
    );
    expect(words).toEqual([
      'same same:1 > same:1',
      'changed a/b:1 > a/b:2',
      'changed old/x:1 > new/x:1',
      'changed moved:1 > moved:2',
      'removed gone:1 > -:-',
      'added -:- > fresh:1',
    ]);
  });
});
