/**
 * The changes that Artifact Hub's annotation lists. Reads only the plain way of writing them, not YAML at large:
 * whatever it is not sure of it must leave to the raw annotation, never show half of it.
 */

export interface ChartChange {
  readonly kind: string | null;
  readonly description: string;
}

interface OpenEntry {
  kind: string | null;
  description: string | null;
  readonly isText: boolean;
}

/** More than a reader reads. */
const MAX_CHANGES = 30;

/** Spaces, a dash with its spaces if an entry starts, the rest. */
const LINE = /^( *)(- +)?(\S.*)$/;

/** What begins something else than plain text in YAML, or follows it as a key's value or comment. */
const NOT_PLAIN = /^[[\]{}|>&*!%@`"'#,]|^[-?:](?:\s|$)|:(?:\s|$)|\s#/;

/**
 * A list of plain texts, or of one-line `kind` and `description`; `links` are passed over.
 * Null where it is written in another way or is longer than 30: the annotation is shown as it is.
 */
export function readChanges(annotation: string | undefined): readonly ChartChange[] | null {
  if (annotation === undefined) return null;
  const entries: OpenEntry[] = [];
  let listIndent: number | null = null;
  let fieldIndent = 0;
  let isInLinks = false;
  for (const line of annotation.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, spaces = '', dash = '', rest = ''] = LINE.exec(line) ?? [];
    if (rest === '') return null;
    const indent = spaces.length;
    if (isInLinks && (indent > fieldIndent || (indent === fieldIndent && dash !== ''))) continue;
    isInLinks = false;

    const startsEntry = dash !== '';
    if (startsEntry) {
      listIndent ??= indent;
      if (indent !== listIndent) return null;
      fieldIndent = indent + dash.length;
    } else if (indent !== fieldIndent) return null;

    const field = /^(kind|description|links):(?:\s+(.*))?$/.exec(rest.trimEnd());
    if (startsEntry) entries.push({ kind: null, description: null, isText: field === null });
    const entry = entries.at(-1);
    if (entry === undefined || (!startsEntry && entry.isText)) return null;
    if (field?.[1] === 'links') {
      if (field[2] !== undefined) return null;
      isInLinks = true;
      continue;
    }
    const name = field?.[1] === 'kind' ? 'kind' : 'description';
    const value = readScalar(field === null ? rest.trim() : (field[2] ?? ''));
    if (value === null || entry[name] !== null) return null;
    entry[name] = value;
  }
  return entries.length > MAX_CHANGES ? null : closeEntries(entries);
}

function closeEntries(entries: readonly OpenEntry[]): readonly ChartChange[] | null {
  const changes: ChartChange[] = [];
  for (const { kind, description } of entries) {
    if (description === null) return null;
    changes.push({ kind, description });
  }
  return changes.length === 0 ? null : changes;
}

/** Null for what is not one plain or simply quoted text. */
function readScalar(text: string): string | null {
  const single = /^'((?:[^']|'')+)'$/.exec(text)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const double = /^"([^"\\]+)"$/.exec(text)?.[1];
  if (double !== undefined) return double;
  return text === '' || NOT_PLAIN.test(text) ? null : text;
}
