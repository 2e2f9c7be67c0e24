/** Where likely secrets stand in a text: by YAML's grammar, and by its lines while it is no YAML. */
import { describe, expect, it } from 'vitest';
import { joined, parsedSecretPlaces, secretPlaces, type SecretPlace } from '../../../../renderer/values/secret-places';
import { secretsByLine } from '../../../../renderer/values/secrets-by-line';

/** The text with `<name>` in the place of each hidden value. */
function hidden(text: string, places: readonly SecretPlace[]): string {
  return places.reduceRight((now, { from, to, name }) => `${now.slice(0, from)}<${name}>${now.slice(to)}`, text);
}

/** Each with what a reader sees of it. */
const TEXTS = {
  'plain, quoted, with a comment': [
    'auth:\n  user: ana\n  password: hunter2 # mine\n  "apiKey": "x: y"\n  token: \'it\'\'s\'\n',
    'auth:\n  user: ana\n  password: <auth.password> # mine\n  "apiKey": <auth.apiKey>\n  token: <auth.token>\n',
  ],
  'on many lines': [
    'password: a long\n  one\ntoken: "two\n  lines"\nnext: 1\n',
    'password: <password>\ntoken: <token>\nnext: 1\n',
  ],
  'a block': [
    'privateKey: |-\n  -----BEGIN\n\n  abc: def\n  # no comment\nnext: 1\n',
    'privateKey: |-\n  <privateKey>\nnext: 1\n',
  ],
  'in brackets': [
    'db: {user: ana, password: "a, b", port: 1}\nx: [{token: t}, {y: z}]\n',
    'db: {user: ana, password: <db.password>, port: 1}\nx: [{token: <x.token>}, {y: z}]\n',
  ],
  'lists and maps below a secret key': [
    'passwords: [a, b]\ntokens:\n- c\n- d\nsecrets:\n  name: open\n  data: {x: bG9n, y: aW4=}\nnext: 1\n',
    'passwords: [<passwords>, <passwords>]\ntokens:\n- <tokens>\n- <tokens>\nsecrets:\n  name: open\n  data: {x: <secrets.data.x>, y: <secrets.data.y>}\nnext: 1\n',
  ],
  'variables of an environment': [
    'extraEnv:\n- name: DB_PASSWORD\n  value: x\n- name: MODE\n  value: y\nenv: [{value: z, name: API_TOKEN}]\n',
    'extraEnv:\n- name: DB_PASSWORD\n  value: <extraEnv.DB_PASSWORD>\n- name: MODE\n  value: y\nenv: [{value: <env.API_TOKEN>, name: API_TOKEN}]\n',
  ],
  'anchors, aliases and tags': [
    'shared: &pw hunter2\npassword: *pw\ntoken: &t !!str 5\nloop: &l {secret: x}\n',
    'shared: &pw <password>\npassword: *pw\ntoken: &t !!str <token>\nloop: &l {secret: <loop.secret>}\n',
  ],
  'what was put away in a comment': [
    '# password: hunter2\n#token: abc\n# The password: see the manual\na: 1\n',
    '# password: <password>\n#token: <token>\n# The password: <password>\na: 1\n',
  ],
  'what says nothing': [
    'password: ""\ntoken: null\nsecret: true\nsecrets: {}\ncredentials: []\nsecretName: a\ntolerations: [{key: b, operator: Exists}]\n',
    'password: ""\ntoken: null\nsecret: true\nsecrets: {}\ncredentials: []\nsecretName: a\ntolerations: [{key: b, operator: Exists}]\n',
  ],
  'a second document': ['a: 1\n---\npassword: x\n', 'a: 1\n---\npassword: <password>\n'],
} as const;

describe('by the grammar', () => {
  it.each(Object.entries(TEXTS))('%s', (_what, [text, seen]) => {
    const places = parsedSecretPlaces(text);
    expect(hidden(text, places ?? [])).toBe(seen);
  });

  it('follows no loop of anchors', () => {
    expect(hidden('secret: &a [*a, x]\n', secretPlaces('secret: &a [*a, x]\n'))).toBe('secret: &a [*a, <secret>]\n');
  });
});

describe('by the lines of what is no YAML', () => {
  it.each([
    ['password: hunter2\nbroken', 'password: <password>\nbroken'],
    ['auth:\n\tpassword: hunter2\n', 'auth:\n\tpassword: <password>\n'],
    ['password: "hunter2\nnext: 1\n', 'password: <password>\nnext: 1\n'],
    ['password: "hunter2\n  goes on\nnext: 1\n', 'password: <password>\n  <password>\nnext: 1\n'],
    ['token: |\n  a: b\n   c\n\n  # d\nnext: [', 'token: |\n  <token>\n   <token>\n\n  <token>\nnext: ['],
    ['db: {password: hunter2, user: ana', 'db: {password: <password>, user: ana'],
    ['db: {user: ana, password: [a, b], x: "', 'db: {user: ana, password: <password>, x: "'],
    ['db: {password: "hunter2, x: 1', 'db: {password: <password>'],
    ['db: {\n  token: abc,\n  user: ana,\n', 'db: {\n  token: <token>\n  user: ana,\n'],
    [
      '- name: DB_PASSWORD\n  value: x\n- name: MODE\n  value: y\n[',
      '- name: DB_PASSWORD\n  value: <DB_PASSWORD>\n- name: MODE\n  value: y\n[',
    ],
    ['[{name: A_TOKEN, value: x}, {name: B, value: y}', '[{name: A_TOKEN, value: <A_TOKEN>}, {name: B, value: y}'],
    ['secrets:\n  name: open\n  a: 1\n- x\n[', 'secrets:\n  name: open\n  a: <secrets.a>\n- <secrets>\n['],
    ['secret: &x !!str abc\n[', 'secret: &x !!str <secret>\n['],
    ['# password: a\ntoken: b\n# c\n[', '# password: <password>\ntoken: <token>\n# c\n['],
  ])('%j', (text, seen) => {
    expect(parsedSecretPlaces(text)).toBeNull();
    expect(hidden(text, secretPlaces(text))).toBe(seen);
  });

  it('looks at a part of a text only, where it is asked to', () => {
    const text = 'token: a\ntoken: b\ntoken: c\n';
    expect(secretsByLine(text, { from: 9, to: 18 })).toEqual([{ from: 16, to: 17, name: 'token' }]);
  });
});

describe('joined', () => {
  it('keeps apart what only touches, and makes one of what overlaps', () => {
    const first = { from: 0, to: 5, name: 'a' };
    const second = { from: 5, to: 9, name: 'b' };
    const third = { from: 8, to: 12, name: 'c' };
    expect(joined([second, first, third])).toEqual([first, { from: 5, to: 12, name: 'b' }]);
  });
});
