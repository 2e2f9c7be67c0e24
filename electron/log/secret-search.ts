/**
 * Finds known secrets in text in each form in which they travel: raw, JSON-escaped, URL- and form-encoded, and inside
 * base64 whatever stands before and after them. Holds the secrets in memory; never gives one out.
 */

export interface SecretSearch {
  readonly add: (secret: string, username?: string) => void;
  readonly replaceAll: (text: string, replacement: string) => string;
}

/** Shorter ones would hit ordinary words and hide the log instead of the secret. */
const MIN_SECRET_LENGTH = 4;
const BEFORE_IN_BASE64 = /[A-Za-z0-9+/_-]/;
const AFTER_IN_BASE64 = /[A-Za-z0-9+/_=-]/;

export function createSecretSearch(): SecretSearch {
  const plain = new Set<string>();
  const inBase64 = new Set<string>();
  return {
    add(secret, username) {
      if (username !== undefined && secret !== '') {
        for (const form of base64Forms(Buffer.from(`${username}:${secret}`))) plain.add(form);
      }
      if (secret.length < MIN_SECRET_LENGTH) return;
      for (const form of plainForms(secret)) plain.add(form);
      for (const core of base64Cores(secret)) inBase64.add(core);
    },
    replaceAll(text, replacement) {
      const left = longestFirst(inBase64).reduce((rest, core) => replaceRuns(rest, core, replacement), text);
      return longestFirst(plain).reduce((rest, form) => rest.replaceAll(form, () => replacement), left);
    },
  };
}

/** A secret that contains another one must go first, or its rest would stay. */
function longestFirst(forms: ReadonlySet<string>): string[] {
  const sorted = [...forms];
  sorted.sort((a, b) => b.length - a.length);
  return sorted;
}

function plainForms(secret: string): readonly string[] {
  // Half a surrogate pair can't be sent, and encodeURIComponent throws for it: what is sent instead is U+FFFD.
  const sendable = Buffer.from(secret).toString();
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(sendable);
  const inForm = new URLSearchParams([['', sendable]]).toString().slice(1);
  return [
    secret,
    sendable,
    inJson,
    // JSON that is itself a string in JSON.
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    inForm,
    // encodeURI leaves these alone, and so do many servers that print a URL.
    encodeURI(sendable),
    ...[inUrl, inForm].map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())),
  ];
}

/** Of a whole value: standard and URL alphabet, and percent-encoded; with the padding, which the text may have or not. */
function base64Forms(bytes: Buffer): readonly string[] {
  const standard = bytes.toString('base64');
  return [standard, standard.replace(/=+$/, ''), bytes.toString('base64url'), encodeURIComponent(standard)];
}

/**
 * The characters that base64 gives for the secret wherever it stands: one form for each of the three places that its
 * first byte can have in a group of three. Characters that share bits with a neighbour are not among them.
 */
function base64Cores(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(start, end);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(core)];
  });
}

/** Replaces each stretch of base64 that holds `core`, whole: what stands beside it shares bits with the secret. */
function replaceRuns(text: string, core: string, replacement: string): string {
  let result = '';
  let rest = 0;
  for (let found = text.indexOf(core); found >= 0; found = text.indexOf(core, rest)) {
    let start = found;
    while (start > rest && BEFORE_IN_BASE64.test(text.charAt(start - 1))) start -= 1;
    let end = found + core.length;
    while (end < text.length && AFTER_IN_BASE64.test(text.charAt(end))) end += 1;
    result += text.slice(rest, start) + replacement;
    rest = end;
  }
  return result + text.slice(rest);
}
