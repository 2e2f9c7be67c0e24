import { describe, expect, test } from 'vitest';
import { chooseChallenge, parseChallenges } from '../../../../electron/registry/challenge';

function read(...headers: readonly string[]) {
  return parseChallenges(headers).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

describe('parseChallenges', () => {
  test('keeps commas and spaces inside quotes: several scopes in one challenge', () => {
    const scope = 'repository:acme/app:pull,push repository:acme/base:pull';
    expect(read(`Bearer realm="https://auth.example/token",service="reg",scope="${scope}"`)).toEqual([
      ['bearer', { realm: 'https://auth.example/token', service: 'reg', scope }],
    ]);
  });

  test('unescapes quoted values and takes bare ones', () => {
    expect(read('Bearer realm="say \\"hi\\" \\\\ there" , service=reg.example , error=invalid_token')).toEqual([
      ['bearer', { realm: 'say "hi" \\ there', service: 'reg.example', error: 'invalid_token' }],
    ]);
  });

  test('takes a bare realm that no grammar allows', () => {
    expect(read('Bearer realm=https://auth.example/token,service=reg')).toEqual([
      ['bearer', { realm: 'https://auth.example/token', service: 'reg' }],
    ]);
  });

  test('reads two challenges in one header and in two headers alike', () => {
    const bearer = 'Bearer realm="https://auth.example/token",service="reg"';
    const basic = 'Basic realm="reg"';
    const expected = [
      ['bearer', { realm: 'https://auth.example/token', service: 'reg' }],
      ['basic', { realm: 'reg' }],
    ];
    expect(read(`${bearer},${basic}`)).toEqual(expected);
    expect(read(bearer, basic)).toEqual(expected);
  });

  test('names are case-insensitive, white space around = is let pass', () => {
    expect(read('BEARER Realm = "x" ,\tSERVICE="y"')).toEqual([['bearer', { realm: 'x', service: 'y' }]]);
  });

  test('passes over token68 and bare schemes', () => {
    expect(read('Negotiate YWJj==, NTLM, Basic realm="reg"')).toEqual([
      ['negotiate', {}],
      ['ntlm', {}],
      ['basic', { realm: 'reg' }],
    ]);
  });

  test.each(['', ',,,', '=', '"', 'Bearer realm="open', 'Bearer =x', '\u00ff\u00fe', 'Bearer realm="a" "b" c'])(
    'does not throw for %j',
    (header) => {
      expect(() => parseChallenges([header])).not.toThrow();
    },
  );

  test('the first of two parameters of one name counts', () => {
    expect(read('Bearer realm="first",realm="second"')).toEqual([['bearer', { realm: 'first' }]]);
  });
});

describe('chooseChallenge', () => {
  test('prefers Bearer, wherever it stands', () => {
    const chosen = chooseChallenge(
      parseChallenges(['Basic realm="r", Bearer realm="https://a.example",scope="x:y:z  u:v:w"']),
    );
    expect(chosen).toEqual({ scheme: 'bearer', realm: 'https://a.example', scopes: ['x:y:z', 'u:v:w'] });
  });

  test('falls back to Basic where Bearer names no realm, and beside Negotiate', () => {
    expect(chooseChallenge(parseChallenges(['Bearer service="x"', 'basic realm=zot']))).toEqual({ scheme: 'basic' });
    expect(chooseChallenge(parseChallenges(['Negotiate, Basic realm="x"']))).toEqual({ scheme: 'basic' });
  });

  test('knows no other scheme', () => {
    expect(chooseChallenge(parseChallenges(['Negotiate', 'Digest realm="x", nonce="y"']))).toBeNull();
  });
});
