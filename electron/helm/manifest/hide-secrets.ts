/**
 * Hides what Secrets hold in a manifest: each value of `data` and `stringData`, and not one byte beside them. A document in which
 * they can't be told for certain is left out as a whole.
 */
import type * as YamlPackage from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import { HIDDEN_VALUE } from '../../../shared/manifest';
import { documentPlaces } from './documents';
import { readResourceHeader, type ResourceHeader } from './resource-header';

const NOT_SHOWN = "# Not shown: this document may hold a Secret and can't be read for certain.\n";
const SECRET_FIELDS: ReadonlySet<unknown> = new Set(['data', 'stringData']);

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The whole stream, separators and all. */
export async function hideSecrets(stream: string): Promise<string> {
  let hidden = '';
  let rest = 0;
  for (const { start, end } of documentPlaces(stream)) {
    const text = stream.slice(start, end);
    hidden += stream.slice(rest, start) + (await hideInDocument(text, readResourceHeader(text)));
    rest = end;
  }
  return hidden + stream.slice(rest);
}

/** One document, `header` as it was read from it. */
export async function hideInDocument(text: string, header: ResourceHeader | null): Promise<string> {
  if (header === null) return NOT_SHOWN;
  // Lists can hold Secrets. Nobody writes them in charts, yet nothing keeps them from it.
  if (header.kind !== 'Secret' && !header.kind.endsWith('List')) return text;
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { version: '1.1', uniqueKeys: false, strict: false, logLevel: 'silent' });
  if (document.errors.length > 0 || hasAlias(document, yaml)) return NOT_SHOWN;
  const { contents } = document;
  if (!yaml.isMap(contents)) return NOT_SHOWN;
  const spans: Span[] = [];
  const secrets = header.kind === 'Secret' ? [contents] : secretsOfList(contents, header.kind, yaml);
  for (const secret of secrets) {
    for (const { key, value } of secret.items) {
      if (!yaml.isScalar(key) || !SECRET_FIELDS.has(key.value)) continue;
      const values = yaml.isMap(value) ? value.items.map((item) => item.value) : [value];
      for (const item of values) if (yaml.isNode(item)) spans.push(...spanOf(item));
    }
  }
  return replaceSpans(text, spans);
}

type Yaml = typeof YamlPackage;

/** The value may stand at an anchor elsewhere. */
function hasAlias(document: Document.Parsed, yaml: Yaml): boolean {
  let isFound = false;
  yaml.visit(document, {
    Alias() {
      isFound = true;
      return yaml.visit.BREAK;
    },
  });
  return isFound;
}

function secretsOfList(list: YAMLMap, kind: string, yaml: Yaml): readonly YAMLMap[] {
  return list.items.flatMap(({ key, value }) => {
    if (!yaml.isScalar(key) || key.value !== 'items' || !yaml.isSeq(value)) return [];
    return value.items.flatMap((item) => {
      if (!yaml.isMap(item)) return [];
      const itemKind = item.get('kind');
      // The items of a SecretList need not say what they are.
      return itemKind === 'Secret' || (kind === 'SecretList' && itemKind === undefined) ? [item] : [];
    });
  });
}

function spanOf({ range }: Node): readonly Span[] {
  if (!range) return [];
  const [start, end] = range;
  return end > start ? [{ start, end }] : [];
}

function replaceSpans(text: string, spans: readonly Span[]): string {
  let hidden = '';
  let rest = 0;
  for (const { start, end } of spans) {
    // A block of lines ends with the line break.
    const isBlock = text.charAt(end - 1) === '\n';
    hidden += text.slice(rest, start) + HIDDEN_VALUE + (isBlock ? '\n' : '');
    rest = end;
  }
  return hidden + text.slice(rest);
}
