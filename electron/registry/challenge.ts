/**
 * Reads WWW-Authenticate (RFC 9110, section 11.6.1): several headers or several challenges in one, quoted and bare values,
 * escapes, token68. Broken input gives fewer challenges, never an exception.
 */

export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** Names in lower case, values unescaped. */
  readonly parameters: ReadonlyMap<string, string>;
}

export type ChosenChallenge =
  | {
      readonly scheme: 'bearer';
      readonly realm: string;
      readonly service?: string;
      readonly scopes: readonly string[];
      readonly error?: string;
    }
  | { readonly scheme: 'basic' };

/** The challenges in the order in which they stand. */
export function parseChallenges(headers: readonly string[]): readonly Challenge[] {
  return headers.flatMap((header) => parseHeader(header));
}

/** Bearer where it names a realm, else Basic, else null: no other scheme is spoken (Negotiate, Digest). */
export function chooseChallenge(challenges: readonly Challenge[]): ChosenChallenge | null {
  for (const { scheme, parameters } of challenges) {
    const realm = parameters.get('realm');
    if (scheme !== 'bearer' || !realm) continue;
    const service = parameters.get('service');
    const error = parameters.get('error');
    return {
      scheme: 'bearer',
      realm,
      ...(service === undefined ? {} : { service }),
      scopes: (parameters.get('scope') ?? '').split(' ').filter((scope) => scope !== ''),
      ...(error === undefined ? {} : { error }),
    };
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : null;
}

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy;
/** Not in the grammar, but sent: bare realms with `:` and `/`. */
const BARE_VALUE = /[^\s,"]+/y;
const TO_NEXT_COMMA = /[^,]*/y;

function parseHeader(header: string): readonly Challenge[] {
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    if (match) position = pattern.lastIndex;
    return match;
  };

  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  while (position < header.length) {
    take(SEPARATORS);
    if (position >= header.length) break;
    const start = position;
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined) {
      take(TO_NEXT_COMMA);
      if (position === start) break;
      continue;
    }
    const open = challenges.at(-1);
    if (open && take(EQUALS)) {
      const value = take(QUOTED)?.[1]?.replace(/\\(.)/gs, '$1') ?? take(BARE_VALUE)?.[0];
      // The first of two parameters of one name counts.
      if (value !== undefined && !open.parameters.has(name)) open.parameters.set(name, value);
      continue;
    }
    challenges.push({ scheme: name, parameters: new Map() });
    take(SPACE);
    take(TOKEN68);
  }
  return challenges;
}
