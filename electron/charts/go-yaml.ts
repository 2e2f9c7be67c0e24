/**
 * YAML as `sigs.k8s.io/yaml` writes it (go-yaml 2 behind Go's JSON), byte for byte: what `helm package` makes of Chart.yaml
 * and Chart.lock. Ported from go-yaml's emitter, in the one form that is used: UTF-8, blocks, 80 columns.
 */
import {
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  isYamlTyped,
  decodeYaml,
  type YamlValue,
} from '../../shared/yaml/decode';
import { formatGoDouble } from '../../shared/yaml/go-number';
import { isPlainText } from '../../shared/yaml/resolve';
import { encodeGoJson, type GoJsonValue } from './go-json';
import { compareGoYamlKeys } from './go-yaml-keys';

/** Behind this column a long text goes on in the next line, at its next space. */
const BEST_WIDTH = 80;
const INDENT = 2;
/** In bytes. Longer keys are written behind a question mark. */
const MAX_SIMPLE_KEY = 128;

/** Throws YamlError for text that Helm can't write either: control characters. */
export function encodeGoYaml(value: GoJsonValue): string {
  // As sigs.k8s.io/yaml does: the JSON is read as YAML, which is what tells whole numbers from others.
  const emitter = new Emitter();
  emitter.node(decodeYaml(encodeGoJson(value)).value, false);
  emitter.end();
  return emitter.text;
}

class Emitter {
  text = '';
  #column = 0;
  #indent = -1;
  #hasWhitespace = true;
  #isIndention = true;

  end(): void {
    this.#writeIndent();
  }

  node(value: YamlValue, isInMapping: boolean): void {
    if (isYamlMapping(value)) this.#mapping(value);
    else if (isYamlList(value)) this.#sequence(value, isInMapping);
    else if (typeof value === 'string') this.#string(value, false);
    else this.#plain(scalarText(value), true);
  }

  #mapping(mapping: ReadonlyMap<string, YamlValue>): void {
    if (mapping.size === 0) return this.#empty('{}');
    const before = this.#indent;
    this.#indent = before < 0 ? 0 : before + INDENT;
    for (const [key, value] of [...mapping].sort(([left], [right]) => compareGoYamlKeys(left, right))) {
      this.#writeIndent();
      const scalar = analyze(key);
      if (!scalar.isMultiline && Buffer.byteLength(key) <= MAX_SIMPLE_KEY) {
        this.#string(key, true);
        this.#indicator(':', false, false);
      } else {
        this.#indicator('?', true, true);
        this.#string(key, false);
        this.#writeIndent();
        this.#indicator(':', true, true);
      }
      this.node(value, true);
    }
    this.#indent = before;
  }

  #sequence(items: readonly YamlValue[], isInMapping: boolean): void {
    if (items.length === 0) return this.#empty('[]');
    const before = this.#indent;
    // A list that is the value of a key stands as far left as the key.
    const isIndentless = isInMapping && !this.#isIndention;
    this.#indent = before < 0 ? 0 : isIndentless ? before : before + INDENT;
    for (const item of items) {
      this.#writeIndent();
      this.#indicator('-', true, true);
      this.node(item, false);
    }
    this.#indent = before;
  }

  #empty(brackets: string): void {
    this.#indicator(brackets, true, false);
  }

  #string(text: string, isKey: boolean): void {
    const scalar = analyze(text);
    let style: 'plain' | 'single' | 'double' | 'literal' = text.includes('\n')
      ? 'literal'
      : isPlainText(text)
        ? 'plain'
        : 'double';
    if (isKey && scalar.isMultiline) style = 'double';
    if (style === 'plain' && (!scalar.isPlainAllowed || (text === '' && isKey))) style = 'single';
    if (style === 'single' && !scalar.isSingleQuotedAllowed) style = 'double';
    if (style === 'literal' && (!scalar.isBlockAllowed || isKey)) style = 'double';
    // What goes on in the next line stands deeper than what it belongs to.
    const before = this.#indent;
    this.#indent = before < 0 ? INDENT : before + INDENT;
    if (style === 'plain') this.#plain(text, !isKey);
    else if (style === 'single') this.#singleQuoted(text, !isKey);
    else if (style === 'double') this.#doubleQuoted(text, !isKey);
    else this.#literal(text);
    this.#indent = before;
  }

  #plain(text: string, mayBreak: boolean): void {
    if (!this.#hasWhitespace) this.#put(' ');
    this.#flowed(text, mayBreak, false);
    this.#hasWhitespace = false;
    this.#isIndention = false;
  }

  #singleQuoted(text: string, mayBreak: boolean): void {
    this.#indicator("'", true, false);
    this.#flowed(text, mayBreak, true);
    this.#indicator("'", false, false);
  }

  /** The text of plain and of single quoted scalars: broken at spaces, line breaks doubled. */
  #flowed(text: string, mayBreak: boolean, isQuoted: boolean): void {
    const characters = Array.from(text);
    let afterSpace = false;
    let afterBreak = false;
    for (const [index, character] of characters.entries()) {
      if (character === ' ') {
        const isInside = !isQuoted || (index > 0 && index < characters.length - 1);
        const breaks =
          mayBreak && !afterSpace && this.#column > BEST_WIDTH && isInside && characters[index + 1] !== ' ';
        if (breaks) this.#writeIndent();
        else this.#put(' ');
        afterSpace = true;
      } else if (isBreak(character)) {
        if (!afterBreak && character === '\n') this.#putBreak('\n');
        this.#putBreak(character);
        this.#isIndention = true;
        afterBreak = true;
      } else {
        if (afterBreak) this.#writeIndent();
        if (isQuoted && character === "'") this.#put("'");
        this.#put(character);
        this.#isIndention = false;
        afterSpace = false;
        afterBreak = false;
      }
    }
  }

  #doubleQuoted(text: string, mayBreak: boolean): void {
    this.#indicator('"', true, false);
    const characters = Array.from(text);
    let afterSpace = false;
    for (const [index, character] of characters.entries()) {
      if (!isPrintable(character) || isBreak(character) || character === '"' || character === '\\') {
        for (const part of escaped(character)) this.#put(part);
        afterSpace = false;
      } else if (character === ' ') {
        const isInside = index > 0 && index < characters.length - 1;
        if (mayBreak && !afterSpace && this.#column > BEST_WIDTH && isInside) {
          this.#writeIndent();
          if (characters[index + 1] === ' ') this.#put('\\');
        } else this.#put(' ');
        afterSpace = true;
      } else {
        this.#put(character);
        afterSpace = false;
      }
    }
    this.#indicator('"', false, false);
  }

  #literal(text: string): void {
    this.#indicator('|', true, false);
    this.#indicator(blockHints(text), false, false);
    this.#putBreak('\n');
    this.#isIndention = true;
    this.#hasWhitespace = true;
    let afterBreak = true;
    for (const character of text) {
      if (isBreak(character)) {
        this.#putBreak(character);
        this.#isIndention = true;
        afterBreak = true;
      } else {
        if (afterBreak) this.#writeIndent();
        this.#put(character);
        this.#isIndention = false;
        afterBreak = false;
      }
    }
  }

  #indicator(text: string, needsWhitespace: boolean, isIndention: boolean): void {
    if (text === '') return;
    if (needsWhitespace && !this.#hasWhitespace) this.#put(' ');
    for (const character of text) this.#put(character);
    this.#hasWhitespace = false;
    this.#isIndention &&= isIndention;
  }

  #writeIndent(): void {
    const indent = Math.max(this.#indent, 0);
    const isInLine = this.#column > indent || (this.#column === indent && !this.#hasWhitespace);
    if (!this.#isIndention || isInLine) this.#putBreak('\n');
    while (this.#column < indent) this.#put(' ');
    this.#hasWhitespace = true;
    this.#isIndention = true;
  }

  #put(character: string): void {
    this.text += character;
    this.#column += 1;
  }

  #putBreak(character: string): void {
    this.text += character;
    this.#column = 0;
  }
}

function scalarText(value: Exclude<YamlValue, string | readonly YamlValue[] | ReadonlyMap<string, YamlValue>>): string {
  if (value === null) return 'null';
  // JSON has no null among its keys.
  if (isYamlRefused(value)) throw value.refusal;
  if (!isYamlTyped(value)) return '';
  return typeof value.value === 'number' ? formatGoDouble(value.value) : String(value.value);
}

interface ScalarAnalysis {
  readonly isMultiline: boolean;
  readonly isPlainAllowed: boolean;
  readonly isSingleQuotedAllowed: boolean;
  readonly isBlockAllowed: boolean;
}

/** What go-yaml's yaml_emitter_analyze_scalar finds, for text in blocks. */
function analyze(text: string): ScalarAnalysis {
  if (text === '') {
    return { isMultiline: false, isPlainAllowed: true, isSingleQuotedAllowed: true, isBlockAllowed: false };
  }
  const characters = Array.from(text);
  const last = characters.at(-1) ?? '';
  const isSpecial = characters.some((character) => !isPrintable(character));
  const isMultiline = characters.some(isBreak);
  const hasSpaceBeforeBreak = / [\n\r\u0085\u2028\u2029]/u.test(text);
  const hasBreakBeforeSpace = /[\n\r\u0085\u2028\u2029] /u.test(text);
  const hasEdge = text.startsWith(' ') || isBreak(characters[0] ?? '') || last === ' ' || isBreak(last);
  const isRuined = hasSpaceBeforeBreak || isSpecial;
  return {
    isMultiline,
    isPlainAllowed: !isRuined && !hasBreakBeforeSpace && !isMultiline && !hasEdge && !hasBlockIndicator(text),
    isSingleQuotedAllowed: !isRuined && !hasBreakBeforeSpace,
    isBlockAllowed: !isRuined && last !== ' ',
  };
}

/** Characters that would mean something else in a plain scalar. */
function hasBlockIndicator(text: string): boolean {
  return (
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-](?:[ \t]|$)/.test(text) ||
    /:(?:[ \t]|$)/.test(text) ||
    /[ \t\n\r\u0085\u2028\u2029\0]#/u.test(text)
  );
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r' || /^[\u0085\u2028\u2029]$/u.test(character);
}

/** What go-yaml writes as it is: neither a tab nor anything beyond the first 65,536 characters. */
function isPrintable(character: string): boolean {
  return /^[\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/u.test(character);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return `\\${short}`;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** Whether the text begins with white space, and what becomes of the line breaks at its end. */
function blockHints(text: string): string {
  const characters = Array.from(text);
  const indent = /^[ \n\r\u0085\u2028\u2029]/u.test(text) ? String(INDENT) : '';
  if (!isBreak(characters.at(-1) ?? '')) return `${indent}-`;
  const keepsMore = characters.length === 1 || isBreak(characters.at(-2) ?? '');
  return `${indent}${keepsMore ? '+' : ''}`;
}
