/** What a manifest's objects hold that is asked for by itself: container images, and the values of Secrets for the redaction. Pure. */
import { isYamlList, isYamlMapping, type YamlMapping, type YamlValue } from '../../../shared/yaml/decode';
import { documentPlaces } from './documents';
import { decodeObject, mappingOf, readResourceHeader, textOf } from './resource-header';

/** Where the template of their pods stands. */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};
const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

/** Each once, sorted. Those of pods; what operators make of their own kinds can't be known. */
export function listImages(stream: string): readonly string[] {
  const images = new Set<string>();
  for (const { start, end } of documentPlaces(stream)) {
    const text = stream.slice(start, end);
    const path = POD_PATHS[readResourceHeader(text)?.kind ?? ''];
    if (path === undefined) continue;
    const pod = path.reduce<YamlMapping | null>((at, key) => mappingOf(at?.get(key)), decodeObject(text));
    const spec = mappingOf(pod?.get('spec'));
    for (const container of CONTAINER_LISTS.flatMap((name) => mappingsIn(spec?.get(name)))) {
      images.add(textOf(container.get('image')));
    }
    for (const volume of mappingsIn(spec?.get('volumes'))) {
      images.add(textOf(mappingOf(volume.get('image'))?.get('reference')));
    }
  }
  images.delete('');
  return [...images].sort();
}

/** Names of the objects that are hooks. */
export function hookNames(stream: string): readonly string[] {
  const names = documentPlaces(stream).flatMap(({ start, end }) => {
    const header = readResourceHeader(stream.slice(start, end));
    return header === null || header.hookEvents.length === 0 ? [] : [header.name];
  });
  return names.filter((name) => name !== '');
}

/** The values of all Secrets, as they are written and, where that is base64, what it stands for. */
export function secretValues(stream: string): readonly string[] {
  const values = new Set<string>();
  for (const { start, end } of documentPlaces(stream)) {
    const text = stream.slice(start, end);
    const kind = readResourceHeader(text)?.kind ?? '';
    if (kind !== 'Secret' && !kind.endsWith('List')) continue;
    const object = decodeObject(text);
    for (const secret of kind === 'Secret' ? (object ? [object] : []) : mappingsIn(object?.get('items'))) {
      if (kind === 'List' && textOf(secret.get('kind')) !== 'Secret') continue;
      for (const value of mappingOf(secret.get('stringData'))?.values() ?? []) values.add(textOf(value));
      for (const value of mappingOf(secret.get('data'))?.values() ?? []) {
        const encoded = textOf(value);
        values.add(encoded).add(Buffer.from(encoded, 'base64').toString());
      }
    }
  }
  values.delete('');
  return [...values];
}

function mappingsIn(value: YamlValue | undefined): readonly YamlMapping[] {
  return value !== undefined && value !== null && isYamlList(value) ? value.filter(isYamlMapping) : [];
}
