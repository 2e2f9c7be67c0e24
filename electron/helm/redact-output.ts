/**
 * Takes out of helm's words what it was given in confidence: values that the user typed, what Secrets hold, and everything that looks
 * like a secret. For standard error, live output and the details of errors. Nothing of it knows what is shown on purpose, such as a
 * manifest: see manifest/hide-secrets.ts.
 */
import { homedir } from 'node:os';
import {
  decodeYaml,
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  isYamlTyped,
  type YamlValue,
} from '../../shared/yaml/decode';
import { YamlError } from '../../shared/yaml/yaml-error';
import { createRedactor, redact } from '../log/redact';
import { secretValues } from './manifest/contents';

export interface OutputRedaction {
  /** The YAML that helm gets as overrides; '' for none. */
  readonly values: string;
  /** Manifests whose Secrets must not be seen, such as what a dry run gave. */
  readonly manifests: readonly string[];
  /** What is shown although somebody may have typed it as a value as well: release, namespace, chart. */
  readonly publicWords: readonly string[];
}

/** Says nothing by itself, and would hide the log instead of a secret. */
const COMMON_WORD = /^(?:true|false|null|none|default|latest)$/i;

/** Values of under four characters are left: searched for by themselves they would hit ordinary words. */
export function createOutputRedactor({ values, manifests, publicWords }: OutputRedaction): (text: string) => string {
  const shown = new Set(publicWords);
  const redactor = createRedactor({ homeFolder: homedir() });
  for (const value of [...typedValues(values), ...manifests.flatMap(secretValues)]) {
    // helm may quote one line of several, with or without its indent.
    for (const part of [value, ...value.split('\n').map((line) => line.trim())]) {
      if (!shown.has(part) && !COMMON_WORD.test(part)) redactor.addSecret(part);
    }
  }
  return (text) => redactor.redact(redact(text));
}

/** Every scalar of it. Of a text that can't be read, whatever stands behind a colon or a dash. */
function typedValues(yaml: string): readonly string[] {
  try {
    return scalars(decodeYaml(yaml).value);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const words = yaml.split('\n').map((line) => line.replace(/^[^:]*:[ \t]+|^[ \t]*-[ \t]+/, '').trim());
    return words.flatMap((word) => [word, word.replace(/^["']|["']$/g, '')]);
  }
}

function scalars(value: YamlValue): readonly string[] {
  if (value === null || isYamlRefused(value)) return [];
  if (typeof value === 'string') return [value];
  if (isYamlTyped(value)) return [value.text];
  if (isYamlList(value)) return value.flatMap(scalars);
  return isYamlMapping(value) ? [...value.values()].flatMap(scalars) : [];
}
