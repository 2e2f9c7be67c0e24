/** Chart.yaml, requirements.yaml and lock files as Helm's structs. */
import { describe, expect, it } from 'vitest';
import { readLock, readChartYaml } from '../../../../electron/charts/chart-yaml';

const read = (text: string): ReturnType<typeof readChartYaml> => readChartYaml(Buffer.from(text));

describe('readChartYaml', () => {
  it('reads every field', () => {
    const { metadata } = read(
      [
        'apiVersion: v2',
        'name: app',
        'version: 1.0.0',
        'home: h',
        'sources: [s]',
        'description: d',
        'keywords: [k]',
        'maintainers: [{name: ann, email: e, url: u}]',
        'icon: i',
        'condition: c',
        'tags: t',
        'appVersion: a',
        'deprecated: true',
        'annotations: {x: z}',
        'kubeVersion: kv',
        'type: library',
        'dependencies: [{name: dep, version: v, repository: r, condition: c, tags: [t], enabled: yes, import-values: [1, {child: a, parent: b}], alias: al}]',
      ].join('\n'),
    );
    expect(metadata).toEqual({
      apiVersion: 'v2',
      name: 'app',
      version: '1.0.0',
      home: 'h',
      sources: ['s'],
      description: 'd',
      keywords: ['k'],
      maintainers: [{ name: 'ann', email: 'e', url: 'u' }],
      icon: 'i',
      condition: 'c',
      tags: 't',
      appVersion: 'a',
      deprecated: true,
      annotations: new Map([['x', 'z']]),
      kubeVersion: 'kv',
      type: 'library',
      dependencies: [
        {
          name: 'dep',
          version: 'v',
          repository: 'r',
          condition: 'c',
          tags: ['t'],
          enabled: true,
          importValues: [1, new Map([['child', 'a'], ['parent', 'b']])], // prettier-ignore
          alias: 'al',
        },
      ],
    });
  });

  it('takes an empty file for a chart without anything', () => {
    expect(read('').metadata).toMatchObject({ name: '', version: '', maintainers: [], annotations: new Map() });
  });

  it('tells keys that stand twice and numbers that were taken as text', () => {
    const { metadata, duplicateKeys, converted } = read('name: a\nname: b\nappVersion: 1.10\n');
    expect(metadata.name).toBe('b');
    expect(duplicateKeys).toEqual(['name']);
    expect(converted).toEqual([{ field: 'appVersion', written: '1.10', read: '1.1' }]);
  });

  it('reads a second file into the first', () => {
    const before = read('name: app\nkeywords: [a, b]\n').metadata;
    const after = readChartYaml(Buffer.from('keywords: [c]\ndependencies: [{name: d}]\n'), before).metadata;
    expect(after).toMatchObject({ name: 'app', keywords: ['c'], dependencies: [{ name: 'd' }] });
  });

  it('keeps keys that JavaScript has a use for', () => {
    const { metadata } = read('annotations: {__proto__: x, constructor: z}\n__proto__: {name: evil}\nname: app\n');
    expect([...metadata.annotations]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'z'],
    ]);
    expect(metadata.name).toBe('app');
  });

  it.each([
    ['- a', 'expected a mapping'],
    ['name: [a]', 'name: expected text'],
    ['deprecated: "true"', 'deprecated: expected true or false'],
    ['maintainers: {name: a}', 'maintainers: expected a list'],
    ['maintainers: [a]', 'maintainers: expected a mapping'],
    ['annotations: {a: [b]}', 'annotations.a: expected text'],
    ['dependencies: [{enabled: 1}]', 'dependencies.enabled: expected true or false'],
    ['x: .nan', 'unsupported value'],
  ])('refuses %j', (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });
});

describe('readLock', () => {
  it('takes what helm writes', () => {
    const lock = 'dependencies:\n- name: a\n  version: 1.0.0\ndigest: sha256:0\ngenerated: "2026-01-01T00:00:00.5Z"\n';
    expect(readLock(Buffer.from(lock))).toMatchObject({ digest: 'sha256:0', generated: '2026-01-01T00:00:00.5Z' });
  });

  it('takes an empty file for none', () => {
    expect(readLock(Buffer.from('# nothing\n'))).toBeNull();
  });

  it.each(['generated: yesterday', 'digest: [a]', '- a'])('refuses %j', (text) => {
    expect(() => readLock(Buffer.from(text))).toThrow(/expected/);
  });
});
