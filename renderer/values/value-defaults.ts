/** What values.yaml says of the values that a template reads: default, comment, place. For a worker. Pure. */
import { valueAt } from './helm-value';
import { lineOf, readDefaults, type ReadDefaults } from './read-values';
import { commentAt, placeOf } from './value-places';
import { valueTextUpTo } from './value-text';

export interface ValueDefault {
  readonly path: string;
  /** As one line of YAML, cut where it is long. Null where values.yaml has no such value. */
  readonly text: string | null;
  /** In values.yaml, counted from 1: of the value, or of what it would stand below. Null where not even that is there. */
  readonly line: number | null;
  readonly comment: string;
}

const MAX_SHOWN = 120;

/** `paths`: with dots. Null for a values.yaml that can't be read. */
export function valueDefaults(valuesYaml: string, paths: readonly string[]): readonly ValueDefault[] | null {
  const read = readDefaults(valuesYaml);
  return read.ok ? paths.map((path) => defaultOf(path, valuesYaml, read)) : null;
}

function defaultOf(
  name: string,
  text: string,
  { values, root }: Extract<ReadDefaults, { readonly ok: true }>,
): ValueDefault {
  const path = name.split('.');
  const place = placeOf(root, path);
  const value = valueAt(values, path);
  const line = value === undefined ? null : valueTextUpTo(value, MAX_SHOWN + 1);
  return {
    path: name,
    text: line === null || line.length <= MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN)}…`,
    line: place === null ? null : lineOf(text, place.from),
    comment: commentAt(text, root, path),
  };
}
