/** Values as arguments of helm. That helm gives them back is shown by test/integration/helm/set-argument.test.ts. */
import { describe, expect, it } from 'vitest';
import { readValues } from '../../../../renderer/values/read-values';
import { setArgument } from '../../../../renderer/values/set-argument';
import type { HelmValue } from '../../../../renderer/values/helm-value';

function valueOf(yaml: string): HelmValue {
  const read = readValues(`v: ${yaml}`);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.values.get('v') ?? null;
}

function text(path: readonly string[], yaml: string): string | undefined {
  return setArgument(path, valueOf(yaml))?.text;
}

describe('setArgument', () => {
  it.each([
    ['a text', 'v1', '--set image.tag=v1'],
    ['a number', '8080', '--set image.tag=8080'],
    ['a text that reads as a number', '"8080"', '--set-string image.tag=8080'],
    ['a text that reads as a boolean', '"true"', '--set-string image.tag=true'],
    ['a version that looks like a number', '"1.10"', '--set-string image.tag=1.10'],
    ['a fraction, which `--set` makes a text of', '0.5', '--set-json image.tag=0.5'],
    ['nothing', 'null', '--set image.tag=null'],
    ['an empty text', '""', '--set image.tag='],
    ['commas and backslashes', '"a,b\\\\c"', String.raw`--set 'image.tag=a\,b\\c'`],
    ['what would be a list', '"{a}"', String.raw`--set 'image.tag=\{a}'`],
    ['quotes of the shell', '"it\'s"', String.raw`--set 'image.tag=it'\''s'`],
    ['a list', '[a, "1"]', "--set 'image.tag[0]=a' --set-string 'image.tag[1]=1'"],
    ['a list of maps', '[{name: x, on: [1]}]', "--set 'image.tag[0].name=x' --set 'image.tag[0].true[0]=1'"],
    ['an empty list', '[]', "--set-json 'image.tag=[]'"],
    ['an empty map', '{}', "--set-json 'image.tag={}'"],
  ])('says %s', (_what, yaml, expected) => {
    expect(text(['image', 'tag'], yaml)).toBe(expected);
  });

  it('escapes what has a meaning in a key', () => {
    expect(text(['a.b/c', 'd[0]', '=,'], 'x')).toBe(String.raw`--set 'a\.b/c.d\[0\].\=\,=x'`);
  });

  it('says a long list as JSON, and has no words for an empty key or one that is too deep', () => {
    const long = `[${Array.from({ length: 30 }, (_none, at) => at).join(', ')}]`;
    expect(text(['a'], long)).toMatch(/^--set-json 'a=\[0,1,/);
    expect(text(['a', ''], 'x')).toBeUndefined();
    expect(
      text(
        Array.from({ length: 31 }, () => 'a'),
        'x',
      ),
    ).toBeUndefined();
    expect(text(['a'], '[{"": x}]')).toBe(`--set-json 'a=[{"":"x"}]'`);
  });

  it('leaves out what is likely a secret, also within a list', () => {
    expect(setArgument(['auth', 'password'], 'hunter2')).toEqual({ text: '--set auth.password=', isBlanked: true });
    expect(setArgument(['users'], valueOf('[{name: ana, token: hunter2}]'))).toEqual({
      text: "--set 'users[0].name=ana' --set 'users[0].token='",
      isBlanked: true,
    });
    expect(setArgument(['auth', 'existingSecret'], 'kept-in')?.isBlanked).toBe(false);
  });
});
