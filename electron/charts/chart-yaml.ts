/**
 * Chart.yaml, requirements.yaml and the lock files as Helm's structs. Nothing is validated here (helm-metadata.ts does
 * that).
 */
import {
  goAnything,
  goBoolean,
  goList,
  goMap,
  goPointer,
  goStructOf,
  goText,
  goTime,
  type ConvertedScalar,
} from './go-struct';
import type { HelmDependency, HelmMaintainer, HelmMetadata } from './helm-types';
import { decodeYamlBytes } from './yaml-bytes';

/** Null stands for a `null` in a list, which Helm refuses later. */
export interface RawMetadata extends Omit<HelmMetadata, 'maintainers' | 'dependencies'> {
  readonly maintainers: readonly (HelmMaintainer | null)[];
  readonly dependencies: readonly (HelmDependency | null)[];
}

export interface ChartYaml {
  readonly metadata: RawMetadata;
  /** Keys that stand twice in one mapping. */
  readonly duplicateKeys: readonly string[];
  readonly converted: readonly ConvertedScalar[];
}

const maintainer = goStructOf<HelmMaintainer>(
  { name: goText, email: goText, url: goText },
  { name: '', email: '', url: '' },
);

const dependency = goStructOf<HelmDependency>(
  {
    name: goText,
    version: goText,
    repository: goText,
    condition: goText,
    tags: goList(goText),
    enabled: goBoolean,
    importValues: goList(goAnything),
    alias: goText,
  },
  { name: '', version: '', repository: '', condition: '', tags: [], enabled: false, importValues: [], alias: '' },
  { 'import-values': 'importValues' },
);

const metadata = goStructOf<RawMetadata>(
  {
    name: goText,
    home: goText,
    sources: goList(goText),
    version: goText,
    description: goText,
    keywords: goList(goText),
    maintainers: goList(goPointer(maintainer)),
    icon: goText,
    apiVersion: goText,
    condition: goText,
    tags: goText,
    appVersion: goText,
    deprecated: goBoolean,
    annotations: goMap(goText),
    kubeVersion: goText,
    dependencies: goList(goPointer(dependency)),
    type: goText,
  },
  {
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
  },
);

export interface ChartLock {
  /** RFC 3339, as it was written; empty where the file has none. */
  readonly generated: string;
  readonly digest: string;
  readonly dependencies: readonly (HelmDependency | null)[];
}

const lock = goPointer(
  goStructOf<ChartLock>(
    { generated: goTime, digest: goText, dependencies: goList(goPointer(dependency)) },
    { generated: '', digest: '', dependencies: [] },
  ),
);

/**
 * Reads Chart.yaml, or requirements.yaml into what Chart.yaml said: what the file doesn't name stays.
 * Throws YamlError where Helm refuses it.
 */
export function readChartYaml(bytes: Uint8Array, before: RawMetadata = metadata.zero): ChartYaml {
  const { value, duplicates } = decodeYamlBytes(bytes);
  const converted: ConvertedScalar[] = [];
  const duplicateKeys = [...new Set(duplicates.map(({ key }) => key))];
  return { metadata: metadata.decode(value, before, { field: '', converted }), duplicateKeys, converted };
}

/** Chart.lock or requirements.lock; null where the file says nothing. Throws YamlError where Helm refuses it. */
export function readLock(bytes: Uint8Array): ChartLock | null {
  return lock.decode(decodeYamlBytes(bytes).value, null, { field: '', converted: [] });
}
