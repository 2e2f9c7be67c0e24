/** A line of YAML in parts that are drawn alike: keys, values, comments, and the words that changed. Pure. */
import type { TextRange } from './changed-words';

export type PartKind = 'plain' | 'key' | 'string' | 'number' | 'boolean' | 'comment';

export interface LinePart {
  readonly text: string;
  readonly kind: PartKind;
  readonly isChanged: boolean;
}

const KEY = /^(\s*(?:- +)*)([\w./$-]+|"(?:[^"\\]|\\.)*"|'[^']*')(:(?= |$))(.*)$/;
const ITEM = /^(\s*(?:- +)+)(.*)$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const BOOLEAN = /^(?:true|false|null|~)$/;

/** In characters: the browser lays out no line of a megabyte in time. */
export const MAX_SHOWN_LENGTH = 2_000;
/** Marks of direction could show a text in another order than it has; the rest shows nothing at all. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A line as it is drawn: cut where it is long, and with words for characters that show nothing. */
export function shownLine(text: string): string {
  const rest = text.length - MAX_SHOWN_LENGTH;
  const cut = rest > 0 ? `${text.slice(0, MAX_SHOWN_LENGTH)}… ${rest.toLocaleString('en')} more characters` : text;
  return cut.replaceAll(UNSEEN, (sign) => {
    if (sign === '\r') return '␍';
    return `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** `words`: those that changed. */
export function lineParts(text: string, words: TextRange | undefined): readonly LinePart[] {
  const tokens = tokensOf(text);
  if (words === undefined) return tokens.map((token) => ({ ...token, isChanged: false }));
  const parts: LinePart[] = [];
  let at = 0;
  for (const { text: token, kind } of tokens) {
    const [from, to] = [at, at + token.length];
    const cuts = [from, clamp(words.from, from, to), clamp(words.to, from, to), to];
    for (let index = 0; index < 3; index += 1) {
      const piece = text.slice(cuts[index], cuts[index + 1]);
      if (piece !== '') parts.push({ text: piece, kind, isChanged: index === 1 });
    }
    at = to;
  }
  return parts;
}

interface Token {
  readonly text: string;
  readonly kind: PartKind;
}

function tokensOf(text: string): readonly Token[] {
  if (/^\s*#/.test(text)) return [{ text, kind: 'comment' }];
  const [, indent = '', key, colon = '', rest = ''] = KEY.exec(text) ?? [];
  if (key !== undefined) {
    return nonEmpty([
      { text: indent, kind: 'plain' },
      { text: key, kind: 'key' },
      { text: colon, kind: 'plain' },
      ...valueTokens(rest),
    ]);
  }
  const [, dash = '', value] = ITEM.exec(text) ?? [];
  return nonEmpty(value === undefined ? valueTokens(text) : [{ text: dash, kind: 'plain' }, ...valueTokens(value)]);
}

function valueTokens(text: string): readonly Token[] {
  const value = text.trim();
  return [{ text, kind: NUMBER.test(value) ? 'number' : BOOLEAN.test(value) ? 'boolean' : kindOfText(value) }];
}

/** What opens a block or a flow is no text. */
function kindOfText(value: string): PartKind {
  return /^(?:[|>][+-]?|[[\]{}]|$)/.test(value) ? 'plain' : 'string';
}

function nonEmpty(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ text }) => text !== '');
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}
