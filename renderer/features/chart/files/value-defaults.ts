/** What values.yaml says of the values that a template reads: default, comment, place. Pure. */
import { valueAt, type HelmMap } from '../../../values/helm-value';
import { lineOf, readValues, type ReadValues } from '../../../values/read-values';
import { holdsSecret } from '../../../values/secret-path';
import { commentAt, placeOf } from '../../../values/value-places';
import { valueText } from '../../../values/value-text';

export interface ValueDefault {
  /** As one line of YAML, cut where it is long. Null where values.yaml has no such value. */
  readonly text: string | null;
  /** In values.yaml, counted from 1: of the value, or of what it would stand below. Null where not even that is there. */
  readonly line: number | null;
  readonly comment: string;
}

export interface ValueDefaults {
  readonly of: (path: string) => ValueDefault;
}

const MAX_SHOWN = 120;
const NOTHING: ValueDefault = { text: null, line: null, comment: '' };

/** Of a values.yaml that can't be read nothing is known. */
export function valueDefaults(valuesYaml: string): ValueDefaults {
  const read = readValues(valuesYaml);
  return { of: (path) => (read.ok ? defaultOf(path.split('.'), valuesYaml, read) : NOTHING) };
}

function defaultOf(
  path: readonly string[],
  text: string,
  { values, root }: Extract<ReadValues, { ok: true }>,
): ValueDefault {
  const place = placeOf(root, path);
  return {
    text: shown(path, values),
    line: place === null ? null : lineOf(text, place.from),
    comment: commentAt(text, root, path),
  };
}

function shown(path: readonly string[], values: HelmMap): string | null {
  const value = valueAt(values, path);
  if (value === undefined) return null;
  if (holdsSecret(path, value)) return 'hidden: it looks like a secret';
  const line = valueText(value);
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
