/**
 * Single values of a chart as they stand before anybody sets any: its own values over those of the charts within, as Helm lays them on
 * each other. Made to decide conditions and tags; merges nothing.
 */
import { isYamlMapping, isYamlTyped, type YamlMapping, type YamlValue } from '../../shared/yaml/decode';
import { YamlError } from '../../shared/yaml/yaml-error';
import { valuesDocuments } from './values-yaml';
import { decodeYamlBytes } from './yaml-bytes';

/** The values of one chart, and the keys below which they stand. */
export interface ValuesLayer {
  readonly path: readonly string[];
  /** The last document first: it wins. */
  readonly documents: readonly YamlMapping[];
}

/** `bytes`: of values.yaml; null where there is none. What can't be read counts as empty: Helm says so in its own words. */
export function valuesLayer(path: readonly string[], bytes: Buffer | null): ValuesLayer {
  if (bytes === null) return { path, documents: [] };
  try {
    const documents: YamlMapping[] = [];
    for (const document of valuesDocuments(bytes)) {
      const { value } = decodeYamlBytes(document);
      if (isYamlMapping(value)) documents.unshift(value);
    }
    return { path, documents };
  } catch (error) {
    if (error instanceof YamlError) return { path, documents: [] };
    throw error;
  }
}

/** `layers`: outer charts first. Null where there is no boolean. */
export function booleanAt(layers: readonly ValuesLayer[], path: readonly string[]): boolean | null {
  for (const layer of layers) {
    if (!layer.path.every((key, index) => path[index] === key)) continue;
    const found = firstOf(layer.documents, path.slice(layer.path.length));
    // A null in a chart's own values takes nothing away from a chart within.
    if (found !== undefined && found !== null)
      return isYamlTyped(found) && typeof found.value === 'boolean' ? found.value : null;
  }
  return null;
}

/** Of the tables `tags` of all these charts, outer ones first. Null where there is no boolean. */
export function tagAt(layers: readonly ValuesLayer[], tag: string): boolean | null {
  return booleanAt(
    layers.map(({ documents }) => ({ path: [], documents })),
    ['tags', tag],
  );
}

function firstOf(documents: readonly YamlMapping[], path: readonly string[]): YamlValue | undefined {
  for (const document of documents) {
    let value: YamlValue | undefined = document;
    for (const key of path) value = value !== undefined && isYamlMapping(value) ? value.get(key) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
