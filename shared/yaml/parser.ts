/**
 * The first document of a YAML text as a tree of nodes, by libyaml's grammar. What stands behind it is not looked at,
 * just as Helm doesn't. Types are not decided here (decode.ts does that).
 */
import { Scanner, type Token, type TokenKind } from './scanner';
import type { Tag } from './scan-tag';
import { YamlError } from './yaml-error';

interface NodeCommon {
  /** Resolved tag, as `tag:yaml.org,2002:int`; empty where none was written. */
  readonly tag: string;
  /** Counted from 0. */
  readonly line: number;
  /** Offsets into the text: from the first character (of an anchor or tag, where one is written) to behind the last. */
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends NodeCommon {
  readonly kind: 'scalar';
  readonly value: string;
  /** Without quotes and without a tag: the text decides the type. */
  readonly plain: boolean;
}

export interface SequenceNode extends NodeCommon {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

export interface MappingNode extends NodeCommon {
  readonly kind: 'mapping';
  readonly pairs: readonly YamlPair[];
}

export interface AliasNode extends NodeCommon {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: YamlNode;
}

export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
export type YamlPair = readonly [key: YamlNode, value: YamlNode];

/** Null for a text without a document. Throws YamlError where Helm's reader does. */
export function parseYaml(text: string): YamlNode | null {
  return new Parser(text).document();
}

interface Properties {
  readonly tag: string;
  readonly anchor: string;
  readonly line: number;
  readonly start: number;
}

/** A collection is known by its anchor before its end is. */
type Open<Node extends NodeCommon> = Omit<Node, 'end'> & { end: number };

const AFTER_DOCUMENT: ReadonlySet<TokenKind> = new Set(['directive', 'document-start', 'document-end', 'stream-end']);
const NO_BLOCK_VALUE: ReadonlySet<TokenKind> = new Set(['key', 'value', 'block-end']);
const NO_BLOCK_ITEM: ReadonlySet<TokenKind> = new Set(['block-entry', 'block-end']);
const NO_INDENTLESS_ITEM: ReadonlySet<TokenKind> = new Set(['block-entry', 'key', 'value', 'block-end']);

class Parser {
  readonly #scanner: Scanner;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #handles = new Map<string, string>();
  /** Offset behind the last token taken that is written down; the ends of blocks are not. */
  #lastEnd = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  document(): YamlNode | null {
    const first = this.#peek();
    if (first === 'stream-end') return null;
    const explicit = first === 'directive' || first === 'document-start';
    if (first === 'directive') this.#directives();
    if (!this.#handles.has('!')) this.#handles.set('!', '!');
    if (!this.#handles.has('!!')) this.#handles.set('!!', 'tag:yaml.org,2002:');
    if (explicit) this.#expect('document-start', 'did not find expected <document start>');
    const node = explicit && AFTER_DOCUMENT.has(this.#peek()) ? this.#empty() : this.#node(true, false);
    // The token behind it is scanned, which may fail, but not looked at.
    this.#peek();
    return node;
  }

  #directives(): void {
    let hasVersion = false;
    for (let token = this.#token(); token.directive; token = this.#token()) {
      const { directive, line } = token;
      if (directive.name === 'YAML') {
        if (hasVersion) throw new YamlError('found duplicate %YAML directive', line);
        if (!/^0?1\.0?1$/.test(directive.version)) throw new YamlError('found incompatible YAML document', line);
        hasVersion = true;
      } else {
        if (this.#handles.has(directive.handle)) throw new YamlError('found duplicate %TAG directive', line);
        this.#handles.set(directive.handle, directive.prefix);
      }
      this.#skip();
    }
  }

  /** `block`: where block collections may stand. `indentless`: where `- a` may stand at its key's own column. */
  #node(block: boolean, indentless: boolean): YamlNode {
    if (this.#peek() === 'alias') return this.#alias();
    const properties = this.#properties();
    const token = this.#token();
    if (indentless && token.kind === 'block-entry')
      return this.#sequence(properties, (items) => this.#indentlessItems(items));
    switch (token.kind) {
      case 'scalar':
        this.#skip();
        return this.#scalar(properties, token.text, token.plain);
      case 'flow-sequence-start':
        this.#skip();
        return this.#sequence(properties, (items) => this.#flowItems(items));
      case 'flow-mapping-start':
        this.#skip();
        return this.#mapping(properties, (pairs) => this.#flowPairs(pairs));
      case 'block-sequence-start':
        if (!block) break;
        this.#skip();
        return this.#sequence(properties, (items) => this.#blockItems(items));
      case 'block-mapping-start':
        if (!block) break;
        this.#skip();
        return this.#mapping(properties, (pairs) => this.#blockPairs(pairs));
      default:
        break;
    }
    if (properties.anchor !== '' || properties.tag !== '') return this.#scalar(properties, '', true);
    throw new YamlError('did not find expected node content', token.line);
  }

  #alias(): AliasNode {
    const { text: name, line, start, end } = this.#token();
    const target = this.#anchors.get(name);
    if (!target) throw new YamlError(`unknown anchor '${name}' referenced`, line);
    this.#skip();
    return { kind: 'alias', tag: '', line, start, end, name, target };
  }

  /** An anchor and a tag, in either order, each at most once. */
  #properties(): Properties {
    const { line, start } = this.#token();
    let anchor = '';
    let tag = '';
    for (const kinds of [
      ['anchor', 'tag'],
      ['anchor', 'tag'],
    ] as const) {
      const token = this.#token();
      if (token.kind === kinds[0] && anchor === '') anchor = token.text;
      else if (token.kind === kinds[1] && token.tag && tag === '') tag = this.#resolveTag(token.tag, token.line);
      else break;
      this.#skip();
    }
    return { anchor, tag, line, start };
  }

  #resolveTag({ handle, suffix }: Tag, line: number): string {
    const tag = handle === '' ? suffix : (this.#handles.get(handle) ?? '') + suffix;
    if (tag === '' || (handle !== '' && !this.#handles.has(handle))) {
      throw new YamlError('found undefined tag handle', line);
    }
    return tag;
  }

  #scalar({ anchor, tag, line, start }: Properties, value: string, plain: boolean): ScalarNode {
    const isPlain = (plain && tag === '') || tag === '!';
    return this.#remember(anchor, { kind: 'scalar', tag, line, start, end: this.#lastEnd, value, plain: isPlain });
  }

  /** The node is known by its anchor before its items are read, so that an alias within it is seen as a loop. */
  #sequence({ anchor, tag, line, start }: Properties, read: (items: YamlNode[]) => void): SequenceNode {
    const items: YamlNode[] = [];
    const node: Open<SequenceNode> = { kind: 'sequence', tag, line, start, end: start, items };
    this.#remember(anchor, node);
    read(items);
    node.end = this.#lastEnd;
    return node;
  }

  #mapping({ anchor, tag, line, start }: Properties, read: (pairs: YamlPair[]) => void): MappingNode {
    const pairs: YamlPair[] = [];
    const node: Open<MappingNode> = { kind: 'mapping', tag, line, start, end: start, pairs };
    this.#remember(anchor, node);
    read(pairs);
    node.end = this.#lastEnd;
    return node;
  }

  #blockItems(items: YamlNode[]): void {
    while (this.#skipIf('block-entry')) {
      items.push(NO_BLOCK_ITEM.has(this.#peek()) ? this.#empty() : this.#node(true, false));
    }
    this.#expect('block-end', "did not find expected '-' indicator");
  }

  #indentlessItems(items: YamlNode[]): void {
    while (this.#skipIf('block-entry')) {
      items.push(NO_INDENTLESS_ITEM.has(this.#peek()) ? this.#empty() : this.#node(true, false));
    }
  }

  #blockPairs(pairs: YamlPair[]): void {
    while (this.#skipIf('key')) {
      const key = NO_BLOCK_VALUE.has(this.#peek()) ? this.#empty() : this.#node(true, true);
      const hasValue = this.#skipIf('value') && !NO_BLOCK_VALUE.has(this.#peek());
      pairs.push([key, hasValue ? this.#node(true, true) : this.#empty()]);
    }
    this.#expect('block-end', 'did not find expected key');
  }

  #flowItems(items: YamlNode[]): void {
    for (let isFirst = true; this.#peek() !== 'flow-sequence-end'; isFirst = false) {
      if (!isFirst) this.#expect('flow-entry', "did not find expected ',' or ']'");
      if (this.#peek() === 'flow-sequence-end') break;
      items.push(this.#peek() === 'key' ? this.#singlePair() : this.#node(false, false));
    }
    this.#skip();
  }

  /** `[a: b]` is a list with one mapping of one pair. */
  #singlePair(): MappingNode {
    const { line, end: start } = this.#token();
    this.#skip();
    let key: YamlNode;
    const next = this.#peek();
    if (next === 'value' || next === 'flow-entry' || next === 'flow-sequence-end') {
      // libyaml drops the token here, which makes such a list an error two tokens on.
      this.#skip();
      key = this.#empty();
    } else {
      key = this.#node(false, false);
    }
    let value: YamlNode | null = null;
    if (this.#skipIf('value')) {
      const after = this.#peek();
      if (after !== 'flow-entry' && after !== 'flow-sequence-end') value = this.#node(false, false);
    }
    const pairs: readonly YamlPair[] = [[key, value ?? this.#empty()]];
    return { kind: 'mapping', tag: '', line, start, end: this.#lastEnd, pairs };
  }

  #flowPairs(pairs: YamlPair[]): void {
    for (let isFirst = true; this.#peek() !== 'flow-mapping-end'; isFirst = false) {
      if (!isFirst) this.#expect('flow-entry', "did not find expected ',' or '}'");
      if (this.#peek() === 'flow-mapping-end') break;
      pairs.push(this.#skipIf('key') ? this.#flowPair() : [this.#node(false, false), this.#empty()]);
    }
    this.#skip();
  }

  #flowPair(): YamlPair {
    const next = this.#peek();
    const hasKey = next !== 'value' && next !== 'flow-entry' && next !== 'flow-mapping-end';
    const key = hasKey ? this.#node(false, false) : this.#empty();
    if (!this.#skipIf('value')) return [key, this.#empty()];
    const after = this.#peek();
    const hasValue = after !== 'flow-entry' && after !== 'flow-mapping-end';
    return [key, hasValue ? this.#node(false, false) : this.#empty()];
  }

  #empty(): ScalarNode {
    const place = { line: this.#token().line, start: this.#lastEnd, end: this.#lastEnd };
    return { kind: 'scalar', tag: '', ...place, value: '', plain: true };
  }

  #remember<Node extends YamlNode>(anchor: string, node: Node): Node {
    if (anchor !== '') this.#anchors.set(anchor, node);
    return node;
  }

  #skip(): void {
    const { start, end } = this.#token();
    if (end > start) this.#lastEnd = end;
    this.#scanner.skip();
  }

  #token(): Token {
    return this.#scanner.peek();
  }

  #peek(): TokenKind {
    return this.#scanner.peek().kind;
  }

  #skipIf(kind: TokenKind): boolean {
    if (this.#peek() !== kind) return false;
    this.#skip();
    return true;
  }

  #expect(kind: TokenKind, problem: string): void {
    if (!this.#skipIf(kind)) throw new YamlError(problem, this.#token().line);
  }
}
