/** A values file as Helm reads it, and what Chartroom doesn't let through though Helm would: silently lost values. */
import { decodeYaml, isYamlList, isYamlMapping, isYamlRefused, type YamlValue } from '../../shared/yaml/decode';
import type { YamlNode } from '../../shared/yaml/parser';
import { YamlError } from '../../shared/yaml/yaml-error';
import type { HelmMap, HelmValue } from './helm-value';

/** Something in the text that must be corrected before it is used. */
export interface TextProblem {
  /** A sentence for the user. */
  readonly message: string;
  /** Counted from 1; absent where the problem is not at one place. */
  readonly line?: number;
}

export type ReadValues =
  | {
      readonly ok: true;
      readonly values: HelmMap;
      /** With the place of each value; null for a text without any. */
      readonly root: YamlNode | null;
    }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

/** Never throws: a text that can't be used comes back with its problems. */
export function readValues(text: string): ReadValues {
  const read = readDefaults(text);
  return read.ok && read.remarks.length > 0 ? { ok: false, problems: read.remarks } : read;
}

/** A chart's own values.yaml, which nobody here can put right: `remarks` are what Helm takes without a word. */
export type ReadDefaults =
  | (Extract<ReadValues, { readonly ok: true }> & { readonly remarks: readonly TextProblem[] })
  | Extract<ReadValues, { readonly ok: false }>;

/** Never throws. */
export function readDefaults(text: string): ReadDefaults {
  try {
    const { root, value, duplicates } = decodeYaml(text);
    if (value !== null && !isYamlMapping(value)) {
      const message = 'Values are keys with values, such as “replicas: 2”. This is something else.';
      return { ok: false, problems: [{ message, line: lineOf(text, root?.start ?? 0) }] };
    }
    const remarks = duplicates.map(({ key, start }) => ({
      message: `“${key}” stands twice here. Helm would take the last one without a word: remove one.`,
      line: lineOf(text, start),
    }));
    const second = secondDocument(text, root);
    if (second !== null) {
      remarks.push({
        message: 'A second document begins here. Helm reads only the first: bring them together.',
        line: lineOf(text, second),
      });
    }
    const values = value === null ? new Map<string, HelmValue>() : mapOf(value);
    return { ok: true, values, root, remarks };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { ok: false, problems: [problemOf(text, error)] };
  }
}

/** Counted from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function mapOf(value: ReadonlyMap<string, YamlValue>): HelmMap {
  return new Map([...value].map(([key, item]) => [key, helmValue(item)]));
}

/** Numbers become 64-bit floats, as they do in Helm on their way through JSON. Throws YamlError where JSON has no form. */
function helmValue(value: YamlValue): HelmValue {
  if (value === null || typeof value === 'string') return value;
  if (isYamlMapping(value)) return mapOf(value);
  if (isYamlList(value)) return value.map(helmValue);
  if (isYamlRefused(value)) throw value.refusal;
  if (typeof value.value === 'boolean') return value.value;
  const number = Number(value.value);
  if (!Number.isFinite(number)) throw new YamlError(`“${value.text}” has no form in JSON`, value.line);
  return number;
}

/** Offset of the separator behind the first document; null where nothing follows it. */
function secondDocument(text: string, root: YamlNode | null): number | null {
  const separator = /^---(?=\s|$)/gm;
  separator.lastIndex = root?.end ?? 0;
  const found = root === null ? null : separator.exec(text);
  return found === null || text.slice(found.index + 3).trim() === '' ? null : found.index;
}

function problemOf(text: string, { message, line }: YamlError): TextProblem {
  if (line === undefined) return { message: `Helm can't read this: ${message}.` };
  // What is wrong often shows a line earlier or later than the tab that caused it.
  const isTabbed = [line - 1, line, line - 2].some((index) => /^ *\t/.test(text.split('\n')[index] ?? ''));
  if (isTabbed) return { message: 'A line is indented with a tab. YAML takes spaces only.', line };
  return { message: `Helm can't read this: ${message.replace(/^line \d+: /, '')}.`, line };
}
