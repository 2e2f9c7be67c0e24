/**
 * Chart.yaml and requirements.yaml into Helm's structs, as sigs.k8s.io/yaml and Go's encoding/json do it: numbers and
 * booleans become text where text is wanted, unknown fields are left alone, field names match whatever their case.
 * Nothing is validated here (helm-metadata.ts does that).
 */
import type { GoJsonValue } from './go-json';
import { compareUtf8 } from './go-json';
import { formatGoFloat } from './go-number';
import type { HelmDependency, HelmMaintainer, HelmMetadata } from './helm-types';
import { decodeYaml, isYamlMapping, isYamlTyped, type YamlMapping, type YamlValue } from './yaml/decode';
import { YamlError } from './yaml/yaml-error';

/** Null stands for a `null` in a list, which Helm refuses later. */
export interface RawMetadata extends Omit<HelmMetadata, 'maintainers' | 'dependencies'> {
  readonly maintainers: readonly (HelmMaintainer | null)[];
  readonly dependencies: readonly (HelmDependency | null)[];
}

export interface ChartYaml {
  readonly metadata: RawMetadata;
  readonly duplicateKeys: readonly string[];
  /** Text fields whose value was written as a number or boolean: name and text as written, and what Helm makes of it. */
  readonly converted: readonly { readonly field: string; readonly written: string; readonly read: string }[];
}

export const EMPTY_METADATA: RawMetadata = {
  name: '',
  home: '',
  sources: [],
  version: '',
  description: '',
  keywords: [],
  maintainers: [],
  icon: '',
  apiVersion: '',
  condition: '',
  tags: '',
  appVersion: '',
  deprecated: false,
  annotations: new Map(),
  kubeVersion: '',
  dependencies: [],
  type: '',
};

/** Reads a file into `before`: what the file doesn't name stays. Throws YamlError where Helm refuses it. */
export function readChartYaml(bytes: Uint8Array, before: RawMetadata = EMPTY_METADATA): ChartYaml {
  const { value, duplicateKeys } = decodeYaml(bytes);
  if (value === null) return { metadata: before, duplicateKeys, converted: [] };
  if (!isYamlMapping(value)) throw new YamlError('cannot unmarshal into a Chart: it is not a mapping');
  const reader = new StructReader(value, [
    'annotations',
    'dependencies',
    'maintainers',
    ...TEXT_FIELDS,
    ...OTHER_FIELDS,
  ]);
  const text = (field: (typeof TEXT_FIELDS)[number]): string => reader.text(field) ?? before[field];
  return {
    duplicateKeys,
    converted: reader.converted,
    metadata: {
      name: text('name'),
      home: text('home'),
      sources: reader.texts('sources') ?? before.sources,
      version: text('version'),
      description: text('description'),
      keywords: reader.texts('keywords') ?? before.keywords,
      maintainers: reader.list('maintainers', readMaintainer) ?? before.maintainers,
      icon: text('icon'),
      apiVersion: text('apiVersion'),
      condition: text('condition'),
      tags: text('tags'),
      appVersion: text('appVersion'),
      deprecated: reader.boolean('deprecated') ?? before.deprecated,
      annotations: reader.textMap('annotations', before.annotations) ?? before.annotations,
      kubeVersion: text('kubeVersion'),
      dependencies: reader.list('dependencies', readDependency) ?? before.dependencies,
      type: text('type'),
    },
  };
}

const TEXT_FIELDS = [
  'name',
  'home',
  'version',
  'description',
  'icon',
  'apiVersion',
  'condition',
  'tags',
  'appVersion',
  'kubeVersion',
  'type',
] as const;
const OTHER_FIELDS = ['sources', 'keywords', 'deprecated'] as const;

function readMaintainer(mapping: YamlMapping): HelmMaintainer {
  const reader = new StructReader(mapping, ['name', 'email', 'url']);
  return { name: reader.text('name') ?? '', email: reader.text('email') ?? '', url: reader.text('url') ?? '' };
}

function readDependency(mapping: YamlMapping): HelmDependency {
  const fields = ['name', 'version', 'repository', 'condition', 'tags', 'enabled', 'import-values', 'alias'];
  const reader = new StructReader(mapping, fields);
  return {
    name: reader.text('name') ?? '',
    version: reader.text('version') ?? '',
    repository: reader.text('repository') ?? '',
    condition: reader.text('condition') ?? '',
    tags: reader.texts('tags') ?? [],
    enabled: reader.boolean('enabled') ?? false,
    importValues: reader.anything('import-values') ?? [],
    alias: reader.text('alias') ?? '',
  };
}

/** The fields of one mapping. Undefined is what isn't there; `null` leaves a field as it was, as in Go. */
class StructReader {
  readonly converted: { field: string; written: string; read: string }[] = [];
  readonly #values = new Map<string, YamlValue>();

  constructor(mapping: YamlMapping, fields: readonly string[]) {
    const folded = new Map(fields.map((field) => [field.toLowerCase(), field]));
    // Go reads the JSON of a map, whose keys are sorted: of two spellings the last one in that order wins.
    for (const key of [...mapping.keys()].sort(compareUtf8)) {
      const field = folded.get(key.toLowerCase());
      if (field !== undefined) this.#values.set(field, mapping.get(key) ?? null);
    }
  }

  text(field: string): string | undefined {
    const value = this.#values.get(field);
    if (value === undefined || value === null) return undefined;
    const text = toText(value, field);
    if (isYamlTyped(value)) this.converted.push({ field, written: value.text, read: text });
    return text;
  }

  boolean(field: string): boolean | undefined {
    const value = this.#values.get(field);
    if (value === undefined || value === null) return undefined;
    if (!isYamlTyped(value) || typeof value.value !== 'boolean') throw wrongType(field, 'true or false');
    return value.value;
  }

  texts(field: string): readonly string[] | undefined {
    return this.#items(field)?.map((item) => (item === null ? '' : toText(item, field)));
  }

  textMap(field: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> | undefined {
    const value = this.#values.get(field);
    if (value === undefined) return undefined;
    if (value === null) return new Map();
    if (!isYamlMapping(value)) throw wrongType(field, 'a mapping');
    // Go adds to the map that is there.
    const map = new Map(before);
    for (const [key, item] of value) map.set(key, item === null ? '' : toText(item, `${field}.${key}`));
    return map;
  }

  list<Item>(field: string, read: (mapping: YamlMapping) => Item): readonly (Item | null)[] | undefined {
    return this.#items(field)?.map((item) => {
      if (item === null) return null;
      if (!isYamlMapping(item)) throw wrongType(field, 'a list of mappings');
      return read(item);
    });
  }

  anything(field: string): readonly GoJsonValue[] | undefined {
    return this.#items(field)?.map(toJson);
  }

  #items(field: string): readonly YamlValue[] | undefined {
    const value = this.#values.get(field);
    if (value === undefined) return undefined;
    if (value === null) return [];
    if (!isList(value)) throw wrongType(field, 'a list');
    return value;
  }
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function toText(value: Exclude<YamlValue, null>, field: string): string {
  if (typeof value === 'string') return value;
  if (!isYamlTyped(value)) throw wrongType(field, 'text');
  return typeof value.value === 'number' ? formatGoFloat(value.value) : String(value.value);
}

/** Go holds every number of an `any` as a 64-bit float. */
function toJson(value: YamlValue): GoJsonValue {
  if (value === null || typeof value === 'string') return value;
  if (isYamlTyped(value)) return typeof value.value === 'bigint' ? Number(value.value) : value.value;
  if (isYamlMapping(value)) return new Map([...value].map(([key, item]) => [key, toJson(item)]));
  return value.map(toJson);
}

function wrongType(field: string, expected: string): YamlError {
  return new YamlError(`${field}: expected ${expected}`);
}
