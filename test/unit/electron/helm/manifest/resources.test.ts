import { describe, expect, it } from 'vitest';
import { listImages } from '../../../../../electron/helm/manifest/contents';
import { documentPlaces } from '../../../../../electron/helm/manifest/documents';
import { hideSecrets } from '../../../../../electron/helm/manifest/hide-secrets';
import { readResourceHeader } from '../../../../../electron/helm/manifest/resource-header';
import { listResources } from '../../../../../electron/helm/manifest/resources';

const service =
  '# Source: demo/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: "shop"\n';

function texts(stream: string): readonly string[] {
  return documentPlaces(stream).map(({ start, end }) => stream.slice(start, end));
}

describe('documents', () => {
  it('are told apart at lines that begin with three dashes', () => {
    expect(texts(`---\n${service}---\r\na: 1\n--- # note\nb: |\n  ---\n---\n---\n`)).toEqual([
      service,
      'a: 1\n',
      '# note\nb: |\n  ---\n',
    ]);
  });

  it('are none where there are only comments', () => {
    expect(texts('---\n# Source: a\n\n---\n   \n')).toEqual([]);
    expect(texts('')).toEqual([]);
    expect(texts('a: 1')).toEqual(['a: 1']);
    expect(texts('--- {a: 1}\n---x: 1\n')).toEqual(['{a: 1}\n---x: 1\n']);
  });
});

it('lists resources with where they come from, and hooks', async () => {
  const hook = 'kind: Pod\nmetadata:\n  name: t\n  annotations:\n    "helm.sh/hook": test, post-install\n';
  expect(await listResources(`---\n${service}---\n${hook}`)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'web',
      namespace: 'shop',
      source: 'demo/templates/service.yaml',
      hookEvents: [],
      text: service,
    },
    {
      apiVersion: '',
      kind: 'Pod',
      name: 't',
      namespace: null,
      source: null,
      hookEvents: ['test', 'post-install'],
      text: hook,
    },
  ]);
});

function header(text: string): readonly (string | null)[] {
  const { kind, name } = readResourceHeader(text) ?? { kind: null, name: null };
  return [kind, name];
}

describe('what an object is', () => {
  it.each([
    ['usual', 'apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    name: no\n  name: a\nspec:\n  name: no\n'],
    ['CRLF', 'kind: Secret\r\nmetadata:\r\n  name: a\r\n'],
    ['in JSON', '{"kind": "Secret", "metadata": {"name": "a"}}'],
    ['quoted keys', '"kind": Secret\n"metadata": {name: a}\n'],
    ['quoted values and comments', 'kind: \'Secret\' # x\nmetadata: # y\n  # z\n  name: "a"\n'],
    ['indented', '  kind: Secret\n  metadata: {name: a}\n'],
    ['anchors', 'kind: &k Secret\nmetadata: &m\n  name: a\n'],
    ['escapes', 'kind: "S\\u0065cret"\nmetadata:\n  name: a\n'],
    ['a text over the margin that looks like it', 'x: "\nkind: ConfigMap\n"\nkind: Secret\nmetadata:\n  name: a\n'],
    ['the same, the key in quotes', 'x: "\nkind: ConfigMap\n  "\n"kind": Secret\nmetadata:\n  name: a\n'],
    ['the same, indented', ' x: "\nkind: ConfigMap\nmetadata:\n  name: b\n "\n kind: Secret\n metadata: {name: a}\n'],
    ['another line break', 'kind: ConfigMap\u2028kind: Secret\nmetadata:\n  name: a\n'],
    ['twice', 'kind: ConfigMap\nkind: Secret\nmetadata:\n  name: a\n'],
    ['such a text behind it', 'kind: Secret\nmetadata:\n  name: a\nx: "\nkind: ConfigMap\nfoo:\n  "\n'],
    [
      'the same, with another line break',
      '# x\u2028kind: Secret\nx: "\nkind: ConfigMap\nfoo:\n  "\nmetadata:\n  name: a\n',
    ],
    ['on the next line', 'kind:\n  Secret\nmetadata:\n  name: a\n'],
  ])('%s', (_title, text) => {
    expect(header(text)).toEqual(['Secret', 'a']);
  });

  it.each(['a: [', '- kind: Secret\n', 'text', 'kind:\n', 'kind: Secret\n\tname: a\n'])('is not told by %j', (text) => {
    expect(header(text)).toEqual([null, null]);
  });
});

describe('what Secrets hold', () => {
  it('is hidden, and not a byte beside it is touched', async () => {
    const secret = [
      '# Source: demo/templates/secret.yaml',
      'apiVersion: v1',
      'kind:   Secret   # as it was',
      'metadata: {name: a}',
      'data:',
      '  password: "aHVudGVyMg=="   # why',
      '  file: |-',
      '    bGluZQ==',
      '    bGluZQ==',
      '  "odd key":   aHVudGVyMg==',
      '  none:',
      'stringData: {a: hunter2, b: "x\\"y"}',
      'type: Opaque',
      '',
    ].join('\n');
    const hidden = secret
      .replace('"aHVudGVyMg=="', '••••••••')
      .replace('|-\n    bGluZQ==\n    bGluZQ==', '••••••••')
      .replace('aHVudGVyMg==', '••••••••')
      .replace('hunter2', '••••••••')
      .replace('"x\\"y"', '••••••••');
    const stream = `---\n${service}---\n${secret}---\n${service}`;
    expect(await hideSecrets(stream)).toBe(`---\n${service}---\n${hidden}---\n${service}`);
  });

  it.each([
    ['in JSON', '{"kind":"Secret","metadata":{"name":"a"},"data":{"p":"hunter2"}}'],
    ['in a list', 'kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  data: {p: hunter2}\n'],
    ['in a list of Secrets', 'kind: SecretList\nitems:\n- metadata: {name: a}\n  data:\n    p: hunter2\n'],
    ['by an alias', 'kind: Secret\nmetadata:\n  name: &p hunter2\ndata:\n  p: *p\n'],
    ['not as a mapping', 'kind: Secret\nmetadata: {name: a}\ndata: hunter2\n'],
    ['twice', 'kind: Secret\nmetadata: {name: a}\ndata: {p: hunter2}\ndata: {p: hunter2}\n'],
    ['as a list', 'kind: Secret\nmetadata: {name: a}\nstringData:\n  p: [hunter2]\n'],
    ['behind a tag', 'kind: Secret\nmetadata: {name: a}\ndata:\n  p: !!binary |\n    hunter2\n'],
    ['broken', 'kind: Secret\ndata:\n  p: hunter2\n bad\n'],
    ['of another kind too', 'kind: ConfigMap\nkind: Secret\nmetadata: {name: a}\ndata:\n  p: hunter2\n'],
  ])('%s', async (_title, text) => {
    expect(await hideSecrets(text)).not.toContain('hunter2');
    for (const resource of await listResources(text)) expect(resource.text).not.toContain('hunter2');
  });

  it('is theirs only', async () => {
    const others = ['ConfigMap', 'SealedSecret', 'List'].map(
      (kind) => `kind: ${kind}\nmetadata:\n  name: a\ndata:\n  a: text\nitems:\n- kind: ConfigMap\n  data: {a: b}\n`,
    );
    const stream = others.join('---\n');
    expect(await hideSecrets(stream)).toBe(stream);
  });
});

it('lists the images of pods, wherever their template stands', () => {
  const pod =
    '{initContainers: [{image: "c:1"}], containers: [{image: a:1}, {image: b}], volumes: [{image: {reference: d}}]}';
  const kinds = [
    `kind: Pod\nmetadata: {name: a}\nspec: ${pod}\n`,
    `kind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec: {containers: [{image: e}, {name: none}]}\n`,
    `kind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: f}]}}}}}\n`,
    `kind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    image: no\n`,
    `kind: Deployment\nmetadata: {name: odd}\nspec: []\n`,
  ];
  expect(listImages(kinds.join('---\n'))).toEqual(['a:1', 'b', 'c:1', 'd', 'e', 'f']);
});
