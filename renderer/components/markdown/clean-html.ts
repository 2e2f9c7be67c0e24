/**
 * HTML that somebody else wrote, written anew from what is allowed: each tag and attribute that comes out was made here. What
 * isn't known is left out, its text kept; what holds no text for readers goes with all that is in it. The first of two
 * defences, so that nothing forbidden is ever parsed: sanitize.ts is the second. Pure.
 */

/** What is told of an address: pictures and links that can't be taken as they are. */
export interface Addresses {
  /** The `src` of a picture: the tag to put in its place. */
  readonly image: (source: string, words: string) => string;
  /** The attributes of the link, or null for one that leads nowhere. */
  readonly link: (href: string) => string | null;
}

const TAGS: ReadonlySet<string> = new Set(
  (
    'a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre q s samp small span strong ' +
    'sub summary sup table tbody td tfoot th thead tr u ul var'
  ).split(' '),
);
/** Space directly within them means nothing. */
const BARE: ReadonlySet<string> = new Set(['dl', 'ol', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul']);
/** The text stands on a page with headings of its own, of which two are above it. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['h1', 'h3'],
  ['h2', 'h4'],
  ['h3', 'h5'],
  ['h4', 'h6'],
  ['h5', 'h6'],
]);
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img']);
/** Their content is no text for readers, or is text that tags don't end. */
const WITH_CONTENT =
  'script|style|iframe|object|noscript|noembed|noframes|template|svg|math|title|textarea|xmp|select|audio|video|canvas';
const DROPPED = new RegExp(`^(?:${WITH_CONTENT})$`);
const ALIGN = /^(?:left|center|right)$/i;
const CODE_CLASS = /^code-[a-z]+$/;
/** Ids and names of the page itself can't be taken: each gets this in front. */
export const ID_PREFIX = 'readme-';

const TAG =
  /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/]+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)[\s/]*>/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

export function cleanHtml(html: string, addresses: Addresses): string {
  return new Cleaner(html, addresses).clean();
}

class Cleaner {
  readonly #html: string;
  readonly #addresses: Addresses;
  #out = '';
  /** Tags of ours that are open, with how each is closed. */
  readonly #open: { readonly name: string; readonly end: string }[] = [];

  constructor(html: string, addresses: Addresses) {
    this.#html = html;
    this.#addresses = addresses;
  }

  clean(): string {
    const html = this.#html;
    let position = 0;
    while (position < html.length) {
      const next = html.indexOf('<', position);
      if (next < 0) break;
      this.#addText(html.slice(position, next));
      position = next + this.#takeTag(next);
    }
    this.#addText(html.slice(position));
    while (this.#open.length > 0) this.#out += this.#open.pop()?.end ?? '';
    return this.#out;
  }

  #addText(text: string): void {
    // Line breaks between the rows of a long table would be a third of all that the page is made of.
    const isBetween = BARE.has(this.#open.at(-1)?.name ?? '') && text.trim() === '';
    if (!isBetween) this.#out += textOf(text);
  }

  /** How many characters were taken. */
  #takeTag(start: number): number {
    const html = this.#html;
    if (html.startsWith('<!--', start)) return endOf(html, '-->', start + 4) - start;
    if (html.startsWith('<!', start) || html.startsWith('<?', start)) return endOf(html, '>', start + 2) - start;
    TAG.lastIndex = start;
    const match = TAG.exec(html);
    if (match === null) {
      this.#out += '&lt;';
      return 1;
    }
    const [whole, slash, rawName = '', attributes = ''] = match;
    const name = rawName.toLowerCase();
    if (DROPPED.test(name))
      return slash === '/' ? whole.length : endOfContent(html, name, start + whole.length) - start;
    if (slash === '/') this.#close(name);
    else this.#openTag(name, attributesOf(attributes));
    return whole.length;
  }

  #close(name: string): void {
    const index = this.#open.map((tag) => tag.name).lastIndexOf(name);
    if (index < 0) return;
    while (this.#open.length > index) this.#out += this.#open.pop()?.end ?? '';
  }

  #openTag(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'img') {
      this.#out += this.#addresses.image(attributes.get('src') ?? '', attributes.get('alt') ?? '');
      return;
    }
    if (name === 'input' && attributes.get('type') === 'checkbox') {
      this.#out += attributes.has('checked') ? '☑' : '☐';
      return;
    }
    if (!TAGS.has(name)) return;
    if (VOID.has(name)) {
      this.#out += `<${name}>`;
      return;
    }
    if (this.#open.length >= MAX_DEPTH) return;
    const written = WRITTEN.get(name) ?? name;
    this.#out += `<${written}${this.#attributes(name, attributes)}>`;
    this.#open.push({ name, end: `</${written}>` });
  }

  #attributes(name: string, attributes: ReadonlyMap<string, string>): string {
    let out = '';
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id !== undefined && id !== '') out += attribute('id', ID_PREFIX + id);
    const align = attributes.get('align');
    if (align !== undefined && ALIGN.test(align)) out += attribute('align', align.toLowerCase());
    const className = attributes.get('class');
    if (name === 'span' && className !== undefined && CODE_CLASS.test(className)) out += attribute('class', className);
    for (const span of ['colspan', 'rowspan', 'start']) {
      const value = attributes.get(span);
      if (value !== undefined && /^\d{1,3}$/.test(value)) out += attribute(span, value);
    }
    if (name === 'details' && attributes.has('open')) out += ' open';
    const href = attributes.get('href');
    if (name === 'a' && href !== undefined) out += this.#addresses.link(href) ?? '';
    return out;
  }
}

/** Nested deeper nothing is read by anybody, and a browser takes long to lay it out. */
const MAX_DEPTH = 64;

/** Behind `mark`, or at the end of the text. */
function endOf(html: string, mark: string, from: number): number {
  const index = html.indexOf(mark, from);
  return index < 0 ? html.length : index + mark.length;
}

function endOfContent(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found === null ? html.length : endOf(html, '>', found.index);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    // The first counts, as in browsers.
    if (!found.has(key)) found.set(key, decoded(double ?? single ?? bare ?? ''));
  }
  return found;
}

export function attribute(name: string, value: string): string {
  return ` ${name}="${escaped(value)}"`;
}

/** For text and for quoted attributes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text between tags, its references kept: they are of characters only. */
function textOf(text: string): string {
  return text.replaceAll('>', '&gt;');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  tab: '\t',
  newline: '\n',
};

/** As far as it matters: an address is judged by what a browser would read of it. */
function decoded(value: string): string {
  return value.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hexadecimal, name) => {
    const code =
      decimal === undefined
        ? hexadecimal === undefined
          ? null
          : Number.parseInt(String(hexadecimal), 16)
        : Number(decimal);
    if (code !== null) return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd';
    const known = String(name).toLowerCase();
    return Object.hasOwn(NAMED, known) ? (NAMED[known] ?? whole) : whole;
  });
}
