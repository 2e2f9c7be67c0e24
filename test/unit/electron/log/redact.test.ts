import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../../../electron/log/redact';

const HOME = '/home/ana';
const { redact } = createRedactor({ homeFolder: HOME });
const R = '[redacted]';

describe('what looks like a secret', () => {
  const cases: readonly (readonly [title: string, text: string, expected: string])[] = [
    ['a Basic header', 'Authorization: Basic YW5hOmh1bnRlcjI=', `Authorization: ${R}`],
    ['a Bearer header, any case', 'authorization:bearer abc.def-ghi', `authorization:${R}`],
    [
      'a proxy header',
      '> Proxy-Authorization: Basic YW5hOmh1bnRlcjI=\n> Host: x',
      `> Proxy-Authorization: ${R}\n> Host: x`,
    ],
    ['a header of Docker', 'X-Registry-Auth: eyJ1c2VybmFtZSI6ImFuYSJ9', `X-Registry-Auth: ${R}`],
    ['a cookie', 'set-cookie: session=abc; Path=/; HttpOnly', `set-cookie: ${R}`],
    ['a scheme and its value in a sentence', 'sent Bearer abcDEF123 to it', `sent Bearer ${R} to it`],
    ['a Basic value of letters only', 'sent Basic dXNlcjpwYXNz', `sent Basic ${R}`],
    ['a Negotiate value', 'Negotiate YIIJvwYGKwYBBQUCoIIJszCC', `Negotiate ${R}`],
    ['user info of a URL', 'https://ana:hunter2@ghcr.io/v2/', `https://${R}@ghcr.io/v2/`],
    ['a password with an @', 'https://ana:p@ss@ghcr.io/v2/', `https://${R}@ghcr.io/v2/`],
    ['a token in the place of the user', 'oci://ghs_short@ghcr.io/a', `oci://${R}@ghcr.io/a`],
    ['user info without a scheme', 'proxy ana:hunter2@proxy.lan:3128', `proxy ${R}@proxy.lan:3128`],
    [
      'the values of a signed query',
      'https://s3.example/blob?X-Amz-Algorithm=AWS4&X-Amz-Signature=0a1b2c&X-Amz-Credential=AKIA%2F20',
      `https://s3.example/blob?X-Amz-Algorithm=${R}&X-Amz-Signature=${R}&X-Amz-Credential=${R}`,
    ],
    ['the state of an upload', '/v2/a/blobs/uploads/1?_state=Zm9v-_=', `/v2/a/blobs/uploads/1?_state=${R}`],
    ['a value with a % in its name', '/x?a%5Bb%5D=secret', `/x?a%5Bb%5D=${R}`],
    ['a token in a fragment', 'https://x/#access_token=abc', `https://x/#access_token=${R}`],
    ['fields of JSON', '{"token":"abc","expires_in":300}', `{"token":"${R}","expires_in":300}`],
    ['a field with an escaped quote', String.raw`{"password":"a\"b","n":1}`, `{"password":"${R}","n":1}`],
    ['a field that ends in a backslash', String.raw`{"password":"a\\","n":1}`, `{"password":"${R}","n":1}`],
    [
      'JSON in JSON',
      String.raw`{"body":"{\"identitytoken\":\"a\\\"b\",\"n\":1}"}`,
      String.raw`{"body":"{\"identitytoken\":\"[redacted]\",\"n\":1}"}`,
    ],
    ['JSON that was cut off', '{"access_token":"abcdef', `{"access_token":"${R}`],
    ['spaces around the colon', '"refresh_token" : "abc"', `"refresh_token" : "${R}"`],
    ['what util.inspect prints', "{ auth: 'YW5hOnB3', n: 1 }", `{ auth: '${R}', n: 1 }`],
    [
      'raw headers in a list',
      "[ 'authorization', 'abcdef', 'accept', '*/*' ]",
      `[ 'authorization', '${R}', 'accept', '*/*' ]`,
    ],
    ['a bare field', 'password=hunter2, user=ana', `password=${R}, user=ana`],
    [
      'a form',
      'grant_type=refresh_token&refresh_token=abc&service=x',
      `grant_type=refresh_token&refresh_token=${R}&service=x`,
    ],
    ['YAML', 'client-secret: abc\nname: x', `client-secret: ${R}\nname: x`],
    [
      'a program argument',
      'helm registry login --username ana --password hunter2',
      `helm registry login --username ana --password ${R}`,
    ],
    ['a program argument with =', '--password=hunter2 x', `--password=${R} x`],
    ['a JSON web token', 'got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl-_ back', `got ${R} back`],
    ['a token of GitHub', `got ghp_${'a1B2'.repeat(9)}.`, `got ${R}.`],
    ['a token of GitLab', `got glpat-${'a1-B2_'.repeat(4)} back`, `got ${R} back`],
    ['a token of Docker Hub', `got dckr_pat_${'a1-B2_'.repeat(4)} back`, `got ${R} back`],
    [
      'a private key',
      'x\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----\ny',
      `x\n${R}\ny`,
    ],
    ['a private key that was cut off', '-----BEGIN PRIVATE KEY-----\nMIIE', R],
  ];
  test.each(cases)('%s', (_title, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

describe('what must stay readable', () => {
  test.each([
    [
      'a challenge',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull"',
    ],
    ['a bare challenge', 'Basic realm=zot'],
    ['a sentence about schemes', 'Basic authentication was refused; Bearer token exchange comes next.'],
    ['a request', 'GET https://ghcr.io/v2/_catalog?n=100&last=a%2Fb'],
    ['a token request', 'https://auth.docker.io/token?service=registry.docker.io&scope=repository:a/b:pull,push'],
    ['an upload', 'PUT /v2/a/blobs/uploads/1?digest=sha256:0a1b'],
    ['a Link header', '</v2/_catalog?last=x&n=100>; rel="next"'],
    ['a media type', 'content-type: text/html;charset=utf-8'],
    ['a reference', `localhost:5000/acme/app:1.4.2@sha256:${'ab'.repeat(32)}`],
    ['flags about secrets', '{"hasCredential":true,"token":null,"tokenExpiresInMs":300}'],
    ['flags as printed', '{ hasCredential: false, credential: { kind: 1 } }'],
    ['reading from standard input', 'helm registry login --password-stdin ghcr.io'],
    ['another folder', '/home/anabel/x and /var/home/ana/x'],
  ])('%s', (_title, text) => {
    expect(redact(text)).toBe(text);
  });

  test('what was redacted once stays the same', () => {
    const text = 'Authorization: Basic YW5h\npassword=x https://a:b@c/?d=e {"token":"f"} --token g Bearer hhh';
    expect(redact(redact(text))).toBe(redact(text));
  });
});

describe('the home folder', () => {
  test.each([
    ['a path', 'open /home/ana/.docker/config.json', 'open ~/.docker/config.json'],
    ['the folder itself', "ENOENT: '/home/ana'", "ENOENT: '~'"],
    ['the end of a sentence', 'in /home/ana.', 'in ~.'],
    ['a file URL', 'at file:///home/ana/app.js:1:2', 'at file:~/app.js:1:2'],
  ])('%s', (_title, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('on Windows: either slash, doubled backslashes, any case, in a URL', () => {
    const windows = createRedactor({ homeFolder: String.raw`C:\Users\Ana María` });
    expect(windows.redact(String.raw`C:\Users\Ana María\x`)).toBe(String.raw`~\x`);
    expect(windows.redact('c:/users/ana maría/x')).toBe('~/x');
    expect(windows.redact(JSON.stringify(String.raw`C:\Users\Ana María\x`))).toBe(String.raw`"~\\x"`);
    expect(windows.redact('file:///C:/Users/Ana%20Mar%C3%ADa/x')).toBe('file:///~/x');
  });

  test('a home that is the root hides nothing', () => {
    expect(createRedactor({ homeFolder: '/' }).redact('/usr/lib')).toBe('/usr/lib');
  });
});

describe('secrets that are known', () => {
  const SECRETS = [
    'correct horse battery',
    'pä$$wörd/+?&=%"\\\'',
    'x7',
    'line\nbreak\ttab',
    'a'.repeat(9000),
    '\u{1F511}key',
    'half \ud83d pair',
    '$& $1 $$',
  ];

  test.each(SECRETS.map((secret) => [secret.slice(0, 20), secret] as const))('%s, in any form', (_title, secret) => {
    const redactor = createRedactor({ homeFolder: HOME });
    redactor.addSecret(secret, 'ana');
    const bytes = Buffer.from(secret);
    const pair = Buffer.from(`ana:${secret}`);
    const everywhere = [
      pair.toString('base64'),
      pair.toString('base64url'),
      encodeURIComponent(pair.toString('base64')),
    ];
    const long = [
      secret,
      JSON.stringify(secret),
      JSON.stringify(JSON.stringify({ x: secret })),
      encodeURIComponent(bytes.toString()),
      encodeURIComponent(bytes.toString()).toLowerCase(),
      encodeURI(bytes.toString()),
      new URLSearchParams({ x: bytes.toString() }).toString(),
      bytes.toString('base64'),
      bytes.toString('base64url'),
      ...['', 'x', 'xy', 'bob:', 'Zürich:'].flatMap((before) => [
        Buffer.from(`${before}${secret}`).toString('base64'),
        Buffer.from(`{"u":"${before}","p":"${secret}"}`).toString('base64url'),
      ]),
    ];
    for (const form of secret.length < 4 ? everywhere : [...everywhere, ...long]) {
      const redacted = redactor.redact(`before <${form}> after`);
      expect(redacted).toContain('before <');
      expect(redacted).toContain('> after');
      expect(redacted).toContain(R);
      // Nothing longer than a chance hit of it is left.
      for (const part of partsOf(form)) expect(redacted).not.toContain(part);
    }
  });

  test('one that contains another leaves no rest', () => {
    const redactor = createRedactor({ homeFolder: HOME });
    redactor.addSecret('hunter');
    redactor.addSecret('hunter2-the-second');
    expect(redactor.redact('<hunter2-the-second>')).toBe(`<${R}>`);
  });

  test('every place of it', () => {
    const redactor = createRedactor({ homeFolder: HOME });
    redactor.addSecret('hunter2');
    expect(redactor.redact('hunter2 hunter2,xhunter2x')).toBe(`${R} ${R},x${R}x`);
  });

  test('too short to be searched for: words stay, fields go', () => {
    const redactor = createRedactor({ homeFolder: HOME });
    redactor.addSecret('pw', 'ana');
    redactor.addSecret('');
    expect(redactor.redact('the pwd command, password=pw')).toBe(`the pwd command, password=${R}`);
  });
});

test('a hostile text takes time in proportion to its length', () => {
  const redactor = createRedactor({ homeFolder: HOME });
  redactor.addSecret('hunter2-hunter2', 'ana');
  const units = ['a', 'a.', 'eyJa-', 'a:', 'a://', '"token":"', '\\', 'aHVu', '?a=', 'Bearer ', '/home/', '@'];
  // Half a second for all of them; a quadratic pattern runs into the test's time-out.
  for (const unit of units) {
    const text = `${unit.repeat(Math.ceil(200_000 / unit.length))} password=hunter3`;
    expect(redactor.redact(text)).not.toContain('hunter3');
  }
});

function partsOf(form: string): readonly string[] {
  const length = Math.min(form.length, 12);
  return [
    form.slice(0, length),
    form.slice(Math.floor((form.length - length) / 2)).slice(0, length),
    form.slice(-length),
  ];
}
