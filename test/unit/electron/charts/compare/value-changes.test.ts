import { describe, expect, it } from 'vitest';
import { valueChanges } from '../../../../../electron/charts/compare/value-changes';
import { readValues } from '../../../../../electron/charts/compare/yaml-values';

function file(text: string) {
  return { ...readValues(Buffer.from(text)), path: 'values.yaml' };
}

/** Each change as one line. */
function told(from: string, to: string, prefix: readonly string[] = []): readonly string[] {
  return valueChanges(file(from), file(to), prefix).map((each) => {
    const former = each.formerPath === null ? '' : ` was ${each.formerPath.join('.')}`;
    const lines = `${each.fromPlace?.line ?? '-'}>${each.toPlace?.line ?? '-'}`;
    return `${each.change} ${each.path.join('.')}${former}: ${each.from ?? '-'} > ${each.to ?? '-'} (${each.count}) ${lines}`;
  });
}

describe('values', () => {
  it.each([
    ['nothing', 'a: 1\nb: [x, {y: 2}]\n', 'b:\n- x\n- y: 2\n# a comment\na: 1\n', []],
    ['a removed one', 'a: 1\nb: 2\n', 'a: 1\n', ['removed b: 2 > - (1) 2>-']],
    ['an added one', 'a: 1\n', 'a: 1\nb: true\n', ['added b: - > true (1) ->2']],
    ['another default', 'a:\n  b: 1\n', 'a:\n  b: "1"\n', ['changed a.b: 1 > "1" (1) 2>2']],
    ['a list, as a whole', 'a: [1]\n', 'a: [1, 2]\n', ['changed a: [1] > [1, 2] (1) 1>1']],
    [
      'a map that is gone, as one with its values counted',
      'web:\n  port: 80\n  tls: {on: yes, host: x}\n',
      '{}\n',
      ['removed web: {"port": 80, "tls": {"host": "x", "true": true}} > - (3) 1>-'],
    ],
    [
      'a map in place of nothing',
      'a: {}\nb:\n',
      'a: {x: 1}\nb: {z: 2}\n',
      ['added a.x: - > 1 (1) ->1', 'added b.z: - > 2 (1) ->2'],
    ],
    ['a map in place of a text', 'a: text\n', 'a: {x: 1}\n', ['changed a: "text" > {"x": 1} (1) 1>1']],
    ['the numbers that are the same', 'a: 1.0\nb: 0x10\n', 'a: 1\nb: 16\n', []],
    [
      'keys that objects have by themselves',
      '__proto__: 1\n',
      'constructor: 1\n',
      ['removed __proto__: 1 > - (1) 1>-', 'added constructor: - > 1 (1) ->1'],
    ],
  ])('tells %s', (_what, from, to, expected) => {
    expect(told(from, to)).toEqual(expected);
  });

  it.each([
    ['a similar key beside it', 'logLevel: "info"\n', 'loggingLevel: "info"\n', true],
    ['a map of the same values', 'web:\n  port: 8080\n  host: a\n', 'webServer:\n  port: 8080\n  host: a\n', true],
    [
      'the same key elsewhere',
      'a:\n  x: 1\n  storageClass: "fast-ssd"\nb: {x: 1}\n',
      'a: {x: 1}\nb: {x: 1, storageClass: "fast-ssd"}\n',
      true,
    ],
    ['the same key in a map with another name', 'web: {expose: true, z: 1}\n', 'webs: {expose: true, y: 2}\n', false],
    ['another value', 'logLevel: "info"\n', 'loggingLevel: "debug"\n', false],
    ['a key that is unlike', 'timeout: 3600\n', 'replicas: 3600\n', false],
    ['a value that stands anywhere, and a key that is hardly alike', 'enabled: true\n', 'expanded: true\n', false],
    ['a count under a like key', 'replicas: 1\n', 'replicaCount: 1\n', true],
    ['nothing, which stands anywhere', 'podLabels: {}\n', 'podLabelsExtra: {}\n', false],
    ['two that fit equally well', 'port: 8080\n', 'ports: 8080\nxport: 8080\n', false],
  ])('guesses a renamed one: %s', (_what, from, to, isRenamed) => {
    expect(told(from, to).some((line) => line.startsWith('renamed '))).toBe(isRenamed);
  });

  it('tells both paths of a renamed one, below the chart within', () => {
    expect(told('logLevel: "info"\n', 'a: 1\nloggingLevel: "info"\n', ['redis'])).toEqual([
      'renamed redis.loggingLevel was redis.logLevel: "info" > "info" (1) 1>2',
      'added redis.a: - > 1 (1) ->1',
    ]);
  });

  it('cuts long texts and deep paths', () => {
    const deep = `${Array.from({ length: 90 }, (_, at) => `${' '.repeat(at)}k${at}:`).join('\n')} x\n`;
    const [change] = valueChanges(file(deep), file(deep.replace(' x\n', ' y\n')), []);
    expect(change?.path).toHaveLength(64);
    const [long] = valueChanges(file('a: 1\n'), file(`a: ${'x'.repeat(5_000_000)}\n`), []);
    expect(long?.to).toHaveLength(300);
  });
});
