/** All that the values editor shows, made of a chart's texts and of the overrides' texts. Plain data, made in a worker. Pure. */
import type { ChartValues } from '../../shared/chart-content';
import { aliasedSecrets } from './aliased-secrets';
import { chartDefaults } from './chart-defaults';
import { equalValues, overrideAt, pathKey, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { mergeFiles } from './merge-values';
import { readDefaults, readValues, type ReadValues } from './read-values';
import { readSchema, schemaHint, typeWords, type JsonSchema, type SchemaHint } from './schema-hint';
import { commentsIn } from './value-places';
import { valueRows, type ValueRow } from './value-rows';
import { typeOf, valueText, valueTextUpTo, type ValueType } from './value-text';

export interface ChartSources {
  readonly charts: readonly ChartValues[];
  /** The overrides of the deployed revision, YAML; null where there is none. */
  readonly deployed: string | null;
}

/** Read once, while the overrides change. */
export interface OpenChart {
  readonly defaults: HelmMap;
  readonly deployed: HelmMap | undefined;
  readonly schemas: readonly { readonly path: ValuePath; readonly schema: JsonSchema }[];
  readonly comments: ReadonlyMap<string, string>;
  /** Keys of rows that are likely secrets, though what they are called doesn't say so. */
  readonly secretKeys: ReadonlySet<string>;
  /** Sentences about what of the chart can't be read. */
  readonly notes: readonly string[];
}

/** What is known of a value beside the values themselves. It never changes. */
export interface RowHint {
  /** As the table names it: `int, null`. */
  readonly type: string;
  /** What a text that is typed for it is meant to be. */
  readonly kind: ValueType;
  /** `integer or null, minimum 0, required`; '' where the schema says nothing. */
  readonly rule: string;
  readonly description: string;
  readonly comment: string;
  /** YAML, where only few values are possible. */
  readonly choices: readonly string[];
}

export interface ModelRow {
  readonly key: string;
  readonly path: ValuePath;
  readonly hint: RowHint;
  /** YAML on one line, cut at `MAX_CELL_LENGTH`; null where there is none. */
  readonly byDefault: string | null;
  readonly deployed: string | null;
  readonly now: string | null;
  /** The value is longer than `now`. */
  readonly isCut: boolean;
  /** Which of the texts it comes from; null: from the chart. */
  readonly origin: number | null;
  /** Another value than the default. */
  readonly isChanged: boolean;
  readonly isSecret: boolean;
}

/** A text that can't be used. */
export interface TextFault {
  readonly text: number;
  /** A sentence. */
  readonly message: string;
  /** Counted from 1; null where it is at no one place. */
  readonly line: number | null;
  readonly from: number;
  readonly to: number;
}

export interface ValuesModel {
  /** Null while one of the texts can't be read. */
  readonly rows: readonly ModelRow[] | null;
  /** There are more than `rows`. */
  readonly isCut: boolean;
  readonly faults: readonly TextFault[];
  readonly notes: readonly string[];
}

/** Real charts have some hundred, the largest some thousand. */
export const MAX_ROWS = 20_000;
/** A cell is a line; a whole script in it is cut. */
export const MAX_CELL_LENGTH = 2_000;
/** More choices than this are no help as buttons. */
const MAX_CHOICES = 8;

export function openChart({ charts, deployed }: ChartSources): OpenChart {
  const notes: string[] = [];
  const comments = new Map<string, string>();
  const secretKeys = new Set<string>();
  for (const { path, values } of charts) {
    const read = readDefaults(values ?? '');
    if (read.ok) {
      for (const key of aliasedSecrets(read.root, path)) secretKeys.add(key);
      for (const [key, words] of commentsIn(values ?? '', read.root, path)) {
        // What the chart around says of it goes before what the one within says.
        if (!comments.has(key)) comments.set(key, words);
      }
    } else {
      const file = path.length === 0 ? 'values.yaml of this chart' : `values.yaml of ${path.join('.')}`;
      const line = read.problems[0]?.line;
      notes.push(
        `The ${file} can't be read${line === undefined ? '' : ` at line ${line}`}: its values are missing here.`,
      );
    }
  }
  const schemas = charts.flatMap(({ path, schema }) => {
    const parsed = schema === null ? null : readSchema(schema);
    return parsed === null ? [] : [{ path, schema: parsed }];
  });
  const deployedValues = deployed === null ? undefined : readValues(deployed);
  if (deployedValues?.ok === true) for (const key of aliasedSecrets(deployedValues.root, [])) secretKeys.add(key);
  return {
    defaults: ownFirst(chartDefaults(charts), charts),
    deployed: deployedValues?.ok === true ? deployedValues.values : undefined,
    schemas,
    comments,
    secretKeys,
    notes,
  };
}

/** The chart's own keys in the order of its file, then those of the charts within it. */
function ownFirst(defaults: HelmMap, charts: ChartSources['charts']): HelmMap {
  const own = readDefaults(charts.find(({ path }) => path.length === 0)?.values ?? '');
  if (!own.ok) return defaults;
  const keys = new Set([...own.values.keys(), ...defaults.keys()]);
  return new Map([...keys].flatMap((key) => (defaults.has(key) ? [[key, defaults.get(key) ?? null]] : [])));
}

/** `texts`: a later one wins. `hints`: those found before, by the row's key; finding them is the slow part. */
export function valuesModel(chart: OpenChart, texts: readonly string[], hints: Map<string, RowHint>): ValuesModel {
  const { defaults, deployed, secretKeys, notes } = chart;
  const read = texts.map(readValues);
  const faults = read.flatMap((each, index) => faultsOf(each, texts[index] ?? '', index));
  const values = valuesOf(read);
  if (values === null) return { rows: null, isCut: false, faults, notes };
  const all = valueRows({ defaults, overrides: mergeFiles(values), deployed });
  const aliased = read.map((each) => (each.ok ? aliasedSecrets(each.root, []) : new Set<string>()));
  const isAliased = ({ key }: ValueRow): boolean => secretKeys.has(key) || aliased.some((keys) => keys.has(key));
  const rows = all
    .slice(0, MAX_ROWS)
    .map((row) =>
      Object.assign(
        modelRow(chart, row, lastSaying(values, row.path), hints),
        isAliased(row) ? { isSecret: true } : {},
      ),
    );
  return { rows, isCut: all.length > MAX_ROWS, faults, notes };
}

/** `origin`: which of the texts it comes from. */
export function modelRow(
  chart: Pick<OpenChart, 'schemas' | 'comments'>,
  row: ValueRow,
  origin: number | null,
  hints: Map<string, RowHint>,
): ModelRow {
  const { key, path, byDefault, now, isSecret } = row;
  let hint = hints.get(key);
  if (hint === undefined) hints.set(key, (hint = hintOf(chart, path, byDefault ?? now ?? row.deployed)));
  const defaultText = cellText(byDefault);
  const nowText = now === byDefault ? defaultText : cellText(now);
  return {
    key,
    path,
    hint,
    byDefault: defaultText,
    deployed: cellText(row.deployed),
    now: nowText,
    isCut: nowText !== null && nowText.length >= MAX_CELL_LENGTH,
    origin,
    isChanged: row.isOverridden && !equalValues(byDefault, now),
    isSecret,
  };
}

/** The values of each text; null where one can't be read. */
export function valuesOf(read: readonly ReadValues[]): readonly HelmMap[] | null {
  const values = read.flatMap((each) => (each.ok ? [each.values] : []));
  return values.length < read.length ? null : values;
}

/** Which of the texts says what counts for this value; null: none of them. */
export function lastSaying(values: readonly HelmMap[], path: ValuePath): number | null {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const each = values[index];
    if (each !== undefined && overrideAt(each, path) !== undefined) return index;
  }
  return null;
}

function faultsOf(read: ReadValues, text: string, index: number): readonly TextFault[] {
  if (read.ok) return [];
  return read.problems.map(({ message, line }) => {
    if (line === undefined) return { text: index, message, line: null, from: 0, to: 0 };
    const from = startOfLine(text, line);
    const end = text.indexOf('\n', from);
    return { text: index, message, line, from, to: end < 0 ? text.length : end };
  });
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let count = 1; count < line; count += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return start;
    start = end + 1;
  }
  return start;
}

/** What the schema says of a value; null where it says nothing. */
export function hintAt(schemas: OpenChart['schemas'], path: ValuePath): SchemaHint | null {
  for (const { path: at, schema } of schemas) {
    if (!at.every((key, index) => path[index] === key)) continue;
    const hint = schemaHint(schema, path.slice(at.length));
    if (hint !== null) return hint;
  }
  return null;
}

const SHORT_TYPES: Readonly<Record<string, string>> = {
  integer: 'int',
  boolean: 'bool',
  array: 'list',
  object: 'map',
};

const KINDS: Readonly<Record<string, ValueType>> = {
  string: 'string',
  integer: 'int',
  number: 'number',
  boolean: 'bool',
  array: 'list',
  object: 'map',
};

function hintOf(
  { schemas, comments }: Pick<OpenChart, 'schemas' | 'comments'>,
  path: ValuePath,
  value: HelmValue | undefined,
): RowHint {
  const hint = hintAt(schemas, path);
  const types = hint?.types ?? [];
  const [only, ...others] = types.filter((type) => type !== 'null');
  const own = typeOf(value ?? null);
  const bySchema = others.length === 0 && only !== undefined ? KINDS[only] : undefined;
  return {
    type: types.length === 0 ? own : types.map((type) => SHORT_TYPES[type] ?? type).join(', '),
    kind: own === 'null' ? (bySchema ?? own) : own,
    rule: [typeWords(types), ...(hint?.constraints ?? []), ...(hint?.isRequired === true ? ['required'] : [])]
      .filter((words) => words !== '')
      .join(', '),
    description: hint?.description ?? '',
    comment: comments.get(pathKey(path)) ?? '',
    choices: choicesOf(hint, own),
  };
}

function choicesOf(hint: SchemaHint | null, own: ValueType): readonly string[] {
  const listed = hint?.choices ?? [];
  if (listed.length === 0) return own === 'bool' ? ['true', 'false'] : [];
  const texts = listed.flatMap((choice) => (isScalar(choice) ? [valueText(choice)] : []));
  return texts.length > MAX_CHOICES || texts.length < listed.length ? [] : texts;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function cellText(value: HelmValue | undefined): string | null {
  return value === undefined ? null : valueTextUpTo(value, MAX_CELL_LENGTH);
}
