/**
 * What looks like a secret: headers, user info and queries of URLs, fields named like one, tokens known by their form.
 * Patterns only; every one is linear in the length of the text, with bounded look-back.
 */

export const REDACTED = '[redacted]';

/** Names whose value is one, in JSON, headers, query strings, forms and program arguments. */
const SENSITIVE_NAME =
  /^(?:.*(?:passw(?:or)?d|passphrase|secret|token|credential|api-?key|private-?key|access-?key|signature|cookie|authorization).*|auth|x-registry-auth|pwd|sig|jwt|pat)$/i;
/** Names with one of those words whose value is none. */
const HARMLESS_NAME = /(?:count|length|size|bytes|kind|type|ms|expires?(?:in|at)?)$/i;

/** Whether a field or header of this name holds a secret. */
export function isSensitiveName(name: string): boolean {
  const plain = name.replaceAll('_', '-');
  return SENSITIVE_NAME.test(plain) && !HARMLESS_NAME.test(plain);
}

/** Query parameters of the registry protocol that say what was asked for. Any other value may be a signature. */
const HARMLESS_PARAMETERS: ReadonlySet<string> = new Set([
  'artifactType',
  'charset',
  'digest',
  'from',
  'grant_type',
  'last',
  'mount',
  'n',
  'page',
  'page_size',
  'scope',
  'service',
  'with_tag',
]);

/** Words that follow Basic and Bearer in a sentence or a challenge, where no value does. */
const NO_CREDENTIAL =
  /^(?:realm|service|scope|error|charset|auth|authentication|authorization|challenges?|and|or|is|was|not|login|logins|scheme|token|tokens|exchange|header|headers|credentials?|realms)$/i;

type Replace = (text: string) => string;

const PRIVATE_KEY =
  /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g;
const JSON_WEB_TOKEN = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g;
/** GitHub, GitLab, Docker Hub, DigitalOcean, Azure DevOps and npm mark theirs; AWS its key ids. */
const MARKED_TOKEN =
  /\b(?:gh[opsur]_\w{16,}|github_pat_\w{16,}|gl[a-z]{1,8}-[\w-]{16,}|dckr_[a-z]{2,4}_[\w-]{16,}|do[opr]_v1_\w{16,}|npm_\w{16,}|(?:AKIA|ASIA)[A-Z0-9]{16})/g;
/** The whole of the user info: a token may stand where the name does. The last `@` before the path ends it. */
const URL_USER_INFO = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]*@/gi;
/** `user:password@host` without a scheme. `name:tag@sha256:…` is a reference. */
const BARE_USER_INFO = /(?<![\w.%+/@-])[\w.%+-]{1,64}:[^\s/@:"']{1,256}@(?!sha(?:256|512):)(?=[\w[])/gi;
const QUERY_VALUE = /([?&;#])([\w.~%[\]-]{1,128})=([^\s&#"'<>;\\]*)/g;
/** To the end of the line, or of the quotes that it stands in. */
const HEADER_LINE =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-registry-auth)(\s{0,8}[:=]\s{0,8})([^\s"'][^\r\n"']*)/gi;
const SCHEME_AND_CREDENTIAL = /\b(Basic|Bearer|Negotiate|NTLM)(\s{1,8})([\w.~+/-]+=*)/gi;
/** A name, perhaps in quotes, perhaps escaped ones, then `:`, `=` or `,`, then a value in such quotes. */
const QUOTED_FIELD = /(?<![\w-])([\w-]{1,64})(\\{0,8}["']?\s{0,8}(?:[:=]|(?<=["']\s{0,8}),)\s{0,8}\\{0,8}["'])/g;
const BARE_FIELD = /(?<![\w-])([\w-]{1,64})(["']?\s{0,4}[:=]\s{0,4})(?![\s"'\\])([^\s"',;&)}\]]+)/g;
const PROGRAM_ARGUMENT = /(?<![\w-])(--?[\w-]{1,64})(\s{1,4})(?!-)(\S+)/g;

const REPLACEMENTS: readonly Replace[] = [
  (text) => text.replaceAll(PRIVATE_KEY, REDACTED),
  (text) => text.replaceAll(HEADER_LINE, (_all, name: string, colon: string) => `${name}${colon}${REDACTED}`),
  replaceQuotedFields,
  (text) => text.replaceAll(URL_USER_INFO, `$1${REDACTED}@`),
  (text) => text.replaceAll(BARE_USER_INFO, `${REDACTED}@`),
  (text) =>
    text.replaceAll(QUERY_VALUE, (all: string, before: string, name: string) =>
      HARMLESS_PARAMETERS.has(name) ? all : `${before}${name}=${REDACTED}`,
    ),
  (text) =>
    text.replaceAll(SCHEME_AND_CREDENTIAL, (all: string, scheme: string, space: string, value: string) =>
      NO_CREDENTIAL.test(value.replace(/[=.]+$/, '')) ? all : `${scheme}${space}${REDACTED}`,
    ),
  (text) => text.replaceAll(BARE_FIELD, replaceBareField),
  (text) =>
    text.replaceAll(PROGRAM_ARGUMENT, (all: string, name: string, space: string) =>
      isSensitiveName(name.replace(/^-+/, '')) && !name.endsWith('-stdin') ? `${name}${space}${REDACTED}` : all,
    ),
  (text) => text.replaceAll(JSON_WEB_TOKEN, REDACTED),
  (text) => text.replaceAll(MARKED_TOKEN, REDACTED),
];

/** The text without what looks like a secret. */
export function redactPatterns(text: string): string {
  return REPLACEMENTS.reduce((rest, replace) => replace(rest), text);
}

function replaceBareField(all: string, name: string, separator: string, value: string): string {
  // Nothing secret: a word of JSON, the start of an object or list, or what was redacted before (without its bracket).
  const isPlain = /^(?:true|false|null|undefined|[[{]+|\[redacted)$/i.test(value);
  return isPlain || !isSensitiveName(name) ? all : `${name}${separator}${REDACTED}`;
}

/** `"password":"…"` to the quote that ends it, counted by hand: how often that quote is escaped is told by the one that opens. */
function replaceQuotedFields(text: string): string {
  let result = '';
  let rest = 0;
  for (const match of text.matchAll(QUOTED_FIELD)) {
    const [all, name = '', opening = ''] = match;
    if (match.index < rest || !isSensitiveName(name)) continue;
    const start = match.index + all.length;
    const depth = /\\*$/.exec(opening.slice(0, -1))?.[0].length ?? 0;
    result += text.slice(rest, start) + REDACTED;
    rest = endOfQuoted(text, start, opening.slice(-1), depth);
  }
  return result + text.slice(rest);
}

/**
 * Where the value ends whose opening quote had `depth` backslashes; the end of the text where it never does. Each level
 * of JSON in JSON doubles the backslashes: in the value a quote has 2 × depth + 1 of them, and a backslash is
 * 2 × (depth + 1) of them, so what is left of the closing quote's by that number is `depth`.
 */
function endOfQuoted(text: string, start: number, quote: string, depth: number): number {
  let backslashes = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === quote && backslashes % (2 * (depth + 1)) === depth) return index - depth;
    backslashes = character === '\\' ? backslashes + 1 : 0;
  }
  return text.length;
}
