/**
 * Markdown in GitHub's flavour as blocks of clean HTML, one after another, and its headings. Runs in a worker: what is made to be
 * slow holds up nothing there. Pure.
 */
import { Marked, type Token, type Tokens } from 'marked';
import { addressesFor } from './addresses';
import { cleanHtml, ID_PREFIX } from './clean-html';
import { codeHtml } from './code-html';

export interface Heading {
  /** As the element has it. */
  readonly id: string;
  readonly level: number;
  readonly text: string;
}

/** A piece of the text, or all of it. */
export interface MarkdownText {
  readonly blocks: readonly string[];
  readonly headings: readonly Heading[];
}

/** In characters of HTML: the window begins with the first part while the others are made. */
const PART_LENGTH = 40_000;

/** HTML that one block opens and another closes belongs together, up to this many characters. */
const MAX_BLOCK_LENGTH = 200_000;
const ALERT = /^\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*(?:\n|$)/;

/**
 * The text part by part, in its order. `folder`: where it lies in its archive, '' or with a slash at its end. Throws RangeError
 * where it is nested deeper than can be read.
 */
export function* markdownParts(text: string, folder: string): Generator<MarkdownText> {
  let headings: Heading[] = [];
  const marked = new Marked({ gfm: true }, { renderer: rendererFor((heading) => headings.push(heading)) });
  const addresses = addressesFor(folder);
  let blocks: string[] = [];
  let length = 0;
  let held: Token[] = [];
  let heldLength = 0;
  let depth = 0;
  const tokens = marked.lexer(text);
  const flush = (): void => {
    if (held.length > 0) {
      const clean = cleanHtml(marked.parser(held), addresses);
      if (clean.trim() !== '') blocks.push(clean);
      length += clean.length;
    }
    held = [];
    heldLength = 0;
    depth = 0;
  };
  for (const token of tokens) {
    held.push(token);
    heldLength += token.raw.length;
    if (token.type === 'html') depth += openedBy(token.raw);
    if (depth <= 0 || heldLength > MAX_BLOCK_LENGTH) flush();
    if (length < PART_LENGTH) continue;
    yield { blocks, headings };
    blocks = [];
    headings = [];
    length = 0;
  }
  flush();
  if (blocks.length > 0) yield { blocks, headings };
}

/** How many tags of those that hold others it opens and leaves open. */
function openedBy(html: string): number {
  let depth = 0;
  for (const [, slash] of html.matchAll(
    /<(\/?)(?:a|blockquote|dd|details|div|dl|dt|li|ol|p|pre|span|summary|table|tbody|td|th|thead|tr|ul)\b[^>]*>/gi,
  )) {
    depth += slash === '/' ? -1 : 1;
  }
  return depth;
}

function rendererFor(onHeading: (heading: Heading) => void) {
  const known = new Map<string, number>();
  return {
    heading(this: { parser: { parseInline: (tokens: Token[]) => string } }, { tokens, depth }: Tokens.Heading): string {
      const inner = this.parser.parseInline(tokens);
      const text = plainText(inner);
      const id = uniqueId(text, known);
      onHeading({ id: ID_PREFIX + id, level: depth, text });
      return `<h${depth} id="${id}">${inner}</h${depth}>\n`;
    },
    code({ text, lang = '' }: Tokens.Code): string {
      return `<pre><code>${codeHtml(text, lang)}</code></pre>\n`;
    },
    blockquote(this: { parser: { parse: (tokens: Token[]) => string } }, { tokens, text }: Tokens.Blockquote): string {
      const [, kind] = ALERT.exec(text) ?? [];
      const inner = this.parser.parse(tokens);
      if (kind === undefined) return `<blockquote>\n${inner}</blockquote>\n`;
      const title = kind.charAt(0) + kind.slice(1).toLowerCase();
      return `<blockquote>\n<p><strong>${title}</strong></p>${inner.replace(/\[!\w+\]\s*(?:<br>)?/, '')}</blockquote>\n`;
    },
  };
}

/** What a reader sees of the HTML of one line. */
function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

/** As GitHub makes them, so that links within the text lead where they were meant to. */
function uniqueId(text: string, known: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const count = known.get(slug) ?? 0;
  known.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}
