/**
 * YAML 1.1 text as tokens, by libyaml's rules: which are not those of YAML 1.2 nor of the `yaml` package, and Helm's
 * verdict on a chart hangs on the difference. Measured on 4,000 mutated values files, that package took one in ten of
 * those that Helm refuses and refused some that Helm takes, at a second a megabyte.
 *
 * The hard part of YAML is that `a: b` is a mapping only once the `:` is seen. As libyaml does it, a token that may be
 * a key is remembered; when its `:` comes, the key and the start of the mapping are put before it.
 */
import { Cursor, isBlank, isBlankBreakOrEnd, isBreak, isEnd } from './cursor';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scan-scalar';
import { scanAnchorName, scanDirective, scanTag, type Directive, type Tag } from './scan-tag';

export type TokenKind =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'directive'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'anchor'
  | 'alias'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  /** Counted from 0. */
  readonly line: number;
  /** Offsets into the text; the same for what is not written, such as the end of a block. */
  readonly start: number;
  readonly end: number;
  /** A scalar's value or an anchor's name. */
  readonly text: string;
  /** A scalar without quotes, whose type its text decides. */
  readonly plain: boolean;
  readonly tag?: Tag;
  readonly directive?: Directive;
}

interface Place {
  readonly line: number;
  readonly position: number;
}

/** A token that becomes a key if a `:` follows on its line. */
interface SimpleKey {
  possible: boolean;
  /** Where the block mapping around it can only go on with a key. */
  readonly required: boolean;
  readonly tokenNumber: number;
  readonly line: number;
  readonly column: number;
  readonly position: number;
}

const NO_KEY: SimpleKey = { possible: false, required: false, tokenNumber: -1, line: 0, column: 0, position: 0 };

/** YAML 1.1, section 7.3.3: the `:` must come within 1,024 characters. */
const MAX_SIMPLE_KEY_LENGTH = 1024;

/** libyaml's own limit is 10,000; ours keeps the recursion of parser and decoder well within the stack. */
const MAX_DEPTH = 1000;

const FLOW_TOKENS: ReadonlyMap<string, TokenKind> = new Map([
  ['[', 'flow-sequence-start'],
  ['{', 'flow-mapping-start'],
  [']', 'flow-sequence-end'],
  ['}', 'flow-mapping-end'],
]);

export class Scanner {
  readonly #cursor: Cursor;
  #tokens: Token[] = [];
  /** How many tokens were handed out: the number of the first one waiting. */
  #taken = 0;
  #ended = false;
  #indent = -1;
  readonly #indents: number[] = [];
  /** One for each open flow collection and one for the block around. */
  readonly #simpleKeys: SimpleKey[] = [NO_KEY];
  readonly #keyByToken = new Map<number, SimpleKey>();
  #keyAllowed = true;

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** The next token, which stays. Behind the end of the stream it is `stream-end` for ever. */
  peek(): Token {
    while (!this.#ended && this.#needsMore()) this.#fetch();
    const token = this.#tokens[0];
    return token ?? this.#cursor.fail('the document has ended');
  }

  skip(): void {
    if (this.#tokens[0]?.kind === 'stream-end') return;
    this.#tokens.shift();
    this.#taken += 1;
  }

  get #inFlow(): boolean {
    return this.#simpleKeys.length > 1;
  }

  #needsMore(): boolean {
    if (this.#tokens.length === 0) return true;
    const key = this.#keyByToken.get(this.#taken);
    return key !== undefined && this.#isStillPossible(key);
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#skipToNextToken();
    this.#unrollIndent(cursor.column);
    const char = cursor.char();
    if (isEnd(cursor.code())) this.#fetchStreamEnd();
    else if (cursor.column === 0 && char === '%') this.#fetchDirective();
    else if (cursor.atDocumentIndicator('---')) this.#fetchDocumentIndicator('document-start');
    else if (cursor.atDocumentIndicator('...')) this.#fetchDocumentIndicator('document-end');
    else if (char === '[' || char === '{') this.#fetchFlowStart();
    else if (char === ']' || char === '}') this.#fetchFlowEnd();
    else if (char === ',') this.#fetchFlowEntry();
    else if (char === '-' && isBlankBreakOrEnd(cursor.code(1))) this.#fetchBlockEntry();
    else if (char === '?' && (this.#inFlow || isBlankBreakOrEnd(cursor.code(1)))) this.#fetchKey();
    else if (char === ':' && (this.#inFlow || isBlankBreakOrEnd(cursor.code(1)))) this.#fetchValue();
    else this.#fetchNodePart(char);
  }

  #fetchNodePart(char: string): void {
    const cursor = this.#cursor;
    const { line, position } = cursor;
    if (char === '|' || char === '>') {
      if (this.#inFlow) cursor.fail('found character that cannot start any token');
      this.#dropSimpleKey();
      this.#keyAllowed = true;
      this.#push('scalar', { line, position }, scanBlockScalar(cursor, this.#indent));
      return;
    }
    this.#saveSimpleKey();
    this.#keyAllowed = false;
    if (char === '*') this.#push('alias', { line, position }, scanAnchorName(cursor));
    else if (char === '&') this.#push('anchor', { line, position }, scanAnchorName(cursor));
    else if (char === '!') this.#fetchTag();
    else if (char === "'" || char === '"') this.#push('scalar', { line, position }, scanQuotedScalar(cursor));
    else this.#fetchPlainScalar(char);
  }

  #fetchTag(): void {
    const { line, position: start } = this.#cursor;
    const tag = scanTag(this.#cursor);
    this.#tokens.push({ kind: 'tag', line, start, end: this.#cursor.position, text: '', plain: false, tag });
  }

  #fetchPlainScalar(char: string): void {
    const cursor = this.#cursor;
    const { line, position } = cursor;
    const canStart =
      !(isBlank(cursor.code()) || '-?:,[]{}#&*!|>\'"%@`'.includes(char)) ||
      (char === '-' && !isBlank(cursor.code(1))) ||
      (!this.#inFlow && (char === '?' || char === ':'));
    if (!canStart) cursor.fail('found character that cannot start any token');
    const scalar = scanPlainScalar(cursor, this.#indent + 1, this.#inFlow);
    if (scalar.endsOnNewLine) this.#keyAllowed = true;
    this.#push('scalar', { line, position }, scalar.value, true);
  }

  #skipToNextToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      // A tab may not indent a key, but may stand before a value and between brackets.
      while (cursor.char() === ' ' || (cursor.char() === '\t' && (this.#inFlow || !this.#keyAllowed))) {
        cursor.position += 1;
      }
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (!this.#inFlow) this.#keyAllowed = true;
    }
  }

  #fetchStreamEnd(): void {
    this.#unrollIndent(-1);
    this.#dropSimpleKey();
    this.#keyAllowed = false;
    this.#push('stream-end', this.#cursor);
    this.#ended = true;
  }

  #fetchDirective(): void {
    this.#unrollIndent(-1);
    this.#dropSimpleKey();
    this.#keyAllowed = false;
    const { line, position: start } = this.#cursor;
    const directive = scanDirective(this.#cursor);
    const end = this.#cursor.position;
    this.#tokens.push({ kind: 'directive', line, start, end, text: '', plain: false, directive });
  }

  #fetchDocumentIndicator(kind: 'document-start' | 'document-end'): void {
    this.#unrollIndent(-1);
    this.#dropSimpleKey();
    this.#keyAllowed = false;
    this.#pushIndicator(kind, 3);
  }

  #fetchFlowStart(): void {
    const kind = FLOW_TOKENS.get(this.#cursor.char()) ?? 'flow-mapping-start';
    this.#saveSimpleKey();
    this.#simpleKeys.push(NO_KEY);
    this.#checkDepth(this.#simpleKeys.length);
    this.#keyAllowed = true;
    this.#pushIndicator(kind, 1);
  }

  #fetchFlowEnd(): void {
    const kind = FLOW_TOKENS.get(this.#cursor.char()) ?? 'flow-mapping-end';
    this.#dropSimpleKey();
    if (this.#inFlow) this.#simpleKeys.pop();
    this.#keyAllowed = false;
    this.#pushIndicator(kind, 1);
  }

  #fetchFlowEntry(): void {
    this.#dropSimpleKey();
    this.#keyAllowed = true;
    this.#pushIndicator('flow-entry', 1);
  }

  #fetchBlockEntry(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) this.#cursor.fail('block sequence entries are not allowed in this context');
      this.#rollIndent(this.#cursor, 'block-sequence-start');
    }
    this.#dropSimpleKey();
    this.#keyAllowed = true;
    this.#pushIndicator('block-entry', 1);
  }

  #fetchKey(): void {
    if (!this.#inFlow) {
      if (!this.#keyAllowed) this.#cursor.fail('mapping keys are not allowed in this context');
      this.#rollIndent(this.#cursor, 'block-mapping-start');
    }
    this.#dropSimpleKey();
    this.#keyAllowed = !this.#inFlow;
    this.#pushIndicator('key', 1);
  }

  #fetchValue(): void {
    const key = this.#simpleKey();
    if (this.#isStillPossible(key)) {
      const index = key.tokenNumber - this.#taken;
      this.#tokens.splice(index, 0, unwritten('key', key));
      this.#rollIndent(key, 'block-mapping-start', index);
      this.#forget(key);
      this.#keyAllowed = false;
    } else {
      if (!this.#inFlow) {
        if (!this.#keyAllowed) this.#cursor.fail('mapping values are not allowed in this context');
        this.#rollIndent(this.#cursor, 'block-mapping-start');
      }
      this.#keyAllowed = !this.#inFlow;
    }
    this.#pushIndicator('value', 1);
  }

  #simpleKey(): SimpleKey {
    return this.#simpleKeys.at(-1) ?? NO_KEY;
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const cursor = this.#cursor;
    if (key.line === cursor.line && cursor.position - key.position <= MAX_SIMPLE_KEY_LENGTH) return true;
    if (key.required) cursor.fail("could not find expected ':'", key.line);
    key.possible = false;
    return false;
  }

  #saveSimpleKey(): void {
    if (!this.#keyAllowed) return;
    this.#dropSimpleKey();
    const cursor = this.#cursor;
    const key: SimpleKey = {
      possible: true,
      required: !this.#inFlow && this.#indent === cursor.column,
      tokenNumber: this.#taken + this.#tokens.length,
      line: cursor.line,
      column: cursor.column,
      position: cursor.position,
    };
    this.#simpleKeys[this.#simpleKeys.length - 1] = key;
    this.#keyByToken.set(key.tokenNumber, key);
  }

  #dropSimpleKey(): void {
    const key = this.#simpleKey();
    if (!key.possible) return;
    if (key.required) this.#cursor.fail("could not find expected ':'", key.line);
    this.#forget(key);
  }

  #forget(key: SimpleKey): void {
    key.possible = false;
    this.#keyByToken.delete(key.tokenNumber);
  }

  /** Opens a block collection where the column is further in than that of the one around it. */
  #rollIndent(
    { column, position }: { readonly column: number; readonly position: number },
    kind: 'block-sequence-start' | 'block-mapping-start',
    index = this.#tokens.length,
  ): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#checkDepth(this.#indents.length);
    this.#tokens.splice(index, 0, unwritten(kind, { line: this.#cursor.line, position }));
  }

  /** Closes the block collections that are further in than `column`. */
  #unrollIndent(column: number): void {
    if (this.#inFlow) return;
    while (this.#indent > column) {
      this.#push('block-end', this.#cursor);
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #checkDepth(depth: number): void {
    if (depth > MAX_DEPTH) this.#cursor.fail(`exceeded max depth of ${MAX_DEPTH}`);
  }

  #pushIndicator(kind: TokenKind, length: number): void {
    const { line, position } = this.#cursor;
    this.#cursor.position += length;
    this.#push(kind, { line, position });
  }

  /** `from`: where the token begins; it ends where the cursor is, without the blanks and breaks that a scalar read on. */
  #push(kind: TokenKind, from: Place, text = '', plain = false): void {
    const { line, position: start } = from;
    this.#tokens.push({ kind, line, start, end: this.#cursor.trimmedEnd(start), text, plain });
  }
}

/** A token that the text only implies. */
function unwritten(kind: TokenKind, { line, position }: Place): Token {
  return { kind, line, start: position, end: position, text: '', plain: false };
}
