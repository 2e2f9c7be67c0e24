/** The changes that Artifact Hub's annotation lists, read simply: a YAML list of texts or of `kind` and `description`. */

export interface ChartChange {
  readonly kind: string | null;
  readonly description: string;
}

/** More than a reader reads; the annotation stays below with all of them. */
const MAX_CHANGES = 30;

/** Null where it is written in another way: the annotation is shown as it is. */
export function readChanges(annotation: string | undefined): readonly ChartChange[] | null {
  if (annotation === undefined) return null;
  const changes: { kind: string | null; description: string }[] = [];
  for (const line of annotation.split('\n')) {
    if (line.trim() === '') continue;
    const match = /^\s*(-\s+)?(?:(kind|description):\s*)?(.*)$/.exec(line);
    const [, dash, field, rest = ''] = match ?? [];
    const value = unquote(rest.trim());
    if (dash !== undefined) changes.push({ kind: null, description: '' });
    const current = changes.at(-1);
    if (current === undefined) return null;
    if (field === 'kind') current.kind = value;
    else if (field === 'description' || dash !== undefined) current.description = value;
  }
  const told = changes.filter(({ description }) => description !== '');
  return told.length === 0 ? null : told.slice(0, MAX_CHANGES);
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted?.[2] ?? text;
}
