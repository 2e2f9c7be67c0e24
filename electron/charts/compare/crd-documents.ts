/**
 * The CRDs in a text, told line by line: their schemas are long, and reading all of one as YAML would take most of the time that a
 * comparison may. Works in templates, too. Pure.
 */
import type { CrdVersion } from '../../../shared/comparison';
import { cutText } from './change-list';

export interface CrdDocument {
  /** `<plural>.<group>`; a template's own words where it is made by one. */
  readonly name: string;
  /** Null where they are not written as usual. */
  readonly versions: CrdVersion[] | null;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

const KIND = /^kind:[ \t]*["']?CustomResourceDefinition\b/m;
const MAX_VERSIONS = 64;

export function crdDocuments(text: string): readonly CrdDocument[] {
  if (!KIND.test(text)) return [];
  const documents: CrdDocument[] = [];
  let line = 1;
  for (const document of text.split(/^---(?=\s|$)/m)) {
    if (KIND.test(document)) {
      const lines = document.split('\n');
      const own = document.trim();
      documents.push({ name: cutText(nameOf(lines) ?? ''), versions: versionsOf(lines), line, text: own });
    }
    line += document.split('\n').length - 1;
  }
  return documents;
}

function nameOf(lines: readonly string[]): string | null {
  const metadata = blockBelow(lines, /^metadata:\s*(?:#.*)?$/);
  const [first = ''] = metadata;
  const own = metadata.filter((line) => indentOf(line) === indentOf(first));
  return own.map((line) => entryOf(line, 'name')).find((name) => name !== null) ?? null;
}

function versionsOf(lines: readonly string[]): CrdVersion[] | null {
  const spec = blockBelow(lines, /^spec:\s*(?:#.*)?$/);
  const items = blockBelow(spec, /^\s+versions:\s*(?:#.*)?$/, { takesItems: true });
  const [first] = items;
  if (first === undefined) return null;
  const dash = indentOf(first);
  const versions: { name: string; isServed: boolean; isStorage: boolean; isDeprecated: boolean }[] = [];
  for (const line of items) {
    const isItem = indentOf(line) === dash && line.slice(dash).startsWith('- ');
    if (isItem) versions.push({ name: '', isServed: true, isStorage: false, isDeprecated: false });
    const version = versions.at(-1);
    // Of an item only its own keys, which stand two further in.
    const own = isItem ? `${' '.repeat(dash + 2)}${line.slice(dash + 2)}` : line;
    if (version === undefined || indentOf(own) !== dash + 2) continue;
    const name = entryOf(own, 'name');
    if (name !== null) version.name = cutText(name);
    if (entryOf(own, 'served') === 'false') version.isServed = false;
    if (entryOf(own, 'storage') === 'true') version.isStorage = true;
    if (entryOf(own, 'deprecated') === 'true') version.isDeprecated = true;
  }
  const named = versions.filter(({ name }) => name !== '').slice(0, MAX_VERSIONS);
  return named.length === 0 ? null : named;
}

/** The lines below the first one that `key` fits, as far as they stand further in. */
function blockBelow(
  lines: readonly string[],
  key: RegExp,
  { takesItems = false }: { readonly takesItems?: boolean } = {},
): readonly string[] {
  const start = lines.findIndex((line) => key.test(line));
  if (start < 0) return [];
  const indent = indentOf(lines[start] ?? '');
  const block: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const own = indentOf(line);
    // A list may stand as far in as its key.
    const isWithin = own > indent || (takesItems && own === indent && line.slice(own).startsWith('- '));
    if (!isWithin && !line.slice(own).startsWith('{{')) break;
    if (isWithin) block.push(line);
  }
  return block;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function entryOf(line: string, key: string): string | null {
  const text = line.trimStart();
  if (!text.startsWith(`${key}:`)) return null;
  return text
    .slice(key.length + 1)
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
}
