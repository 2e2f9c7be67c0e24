/**
 * Tags (`!!int`, `!local`, `!<uri>`), anchors and `%` directives of YAML 1.1 as libyaml reads them.
 */
import { isBlank, isBlankBreakOrEnd, isBreakOrEnd, type Cursor } from './cursor';

export interface Tag {
  /** `!`, `!!` or `!name!`; empty for a verbatim or a lone `!`, where `suffix` is the whole tag. */
  readonly handle: string;
  readonly suffix: string;
}

export function scanTag(cursor: Cursor): Tag {
  const tag = cursor.char(1) === '<' ? scanVerbatimTag(cursor) : scanShorthandTag(cursor);
  if (!isBlankBreakOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return tag;
}

function scanVerbatimTag(cursor: Cursor): Tag {
  cursor.position += 2;
  const suffix = scanUri(cursor, '');
  if (cursor.char() !== '>') cursor.fail("did not find the expected '>'");
  cursor.position += 1;
  return { handle: '', suffix };
}

function scanShorthandTag(cursor: Cursor): Tag {
  const handle = scanHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!')) return { handle, suffix: scanUri(cursor, '') };
  const suffix = scanUri(cursor, handle);
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

function scanHandle(cursor: Cursor): string {
  if (cursor.char() !== '!') cursor.fail("did not find expected '!'");
  const start = cursor.position;
  cursor.position += 1;
  cursor.readWord();
  if (cursor.char() === '!') cursor.position += 1;
  return cursor.text.slice(start, cursor.position);
}

const URI_CHARACTERS = /[\w;/?:@&=+$,.!~*'()[\]-]*/y;

/** `head` is a handle that turned out to be the beginning of the suffix: its `!` is dropped. */
function scanUri(cursor: Cursor, head: string): string {
  const start = cursor.position;
  let uri = head.slice(1) + cursor.readRun(URI_CHARACTERS);
  while (cursor.char() === '%') uri += scanUriEscapes(cursor) + cursor.readRun(URI_CHARACTERS);
  if (head === '' && cursor.position === start) cursor.fail('did not find expected tag URI');
  return uri;
}

function scanUriEscapes(cursor: Cursor): string {
  const escapes = /^(?:%[\da-f]{2})+/i.exec(cursor.text.slice(cursor.position, cursor.position + 3 * 1024))?.[0];
  if (escapes === undefined) cursor.fail('did not find URI escaped octet');
  cursor.position += escapes.length;
  try {
    return decodeURIComponent(escapes);
  } catch {
    return cursor.fail('found an incorrect UTF-8 octet in a tag');
  }
}

/** The name behind `&` or `*`. */
export function scanAnchorName(cursor: Cursor): string {
  cursor.position += 1;
  const name = cursor.readWord();
  if (name === '' || !(isBlankBreakOrEnd(cursor.code()) || '?:,]}%@`'.includes(cursor.char()))) {
    cursor.fail('did not find expected alphabetic or numeric character');
  }
  return name;
}

export type Directive =
  | { readonly name: 'YAML'; readonly version: string }
  | ({ readonly name: 'TAG'; readonly prefix: string } & Pick<Tag, 'handle'>);

export function scanDirective(cursor: Cursor): Directive {
  const line = cursor.line;
  cursor.position += 1;
  const name = cursor.readWord();
  if (!isBlankBreakOrEnd(cursor.code())) cursor.fail('found unexpected non-alphabetical character');
  const directive = scanDirectiveValue(cursor, name);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break', line);
  cursor.readBreak();
  return directive;
}

function scanDirectiveValue(cursor: Cursor, name: string): Directive {
  cursor.skipBlanks();
  if (name === 'YAML') {
    const version = /^\d{1,2}\.\d{1,2}(?!\d)/.exec(cursor.text.slice(cursor.position, cursor.position + 6))?.[0];
    if (version === undefined) cursor.fail('did not find expected version number');
    cursor.position += version.length;
    return { name, version };
  }
  if (name === 'TAG') {
    const handle = scanHandle(cursor);
    if (handle !== '!' && !handle.endsWith('!')) cursor.fail("did not find expected '!'");
    if (!isBlank(cursor.code())) cursor.fail('did not find expected whitespace');
    cursor.skipBlanks();
    const prefix = scanUri(cursor, '');
    if (!isBlankBreakOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
    return { name, handle, prefix };
  }
  return cursor.fail('found unknown directive name');
}
