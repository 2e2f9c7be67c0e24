/** A manifest as a list of resources, what Secrets hold hidden. */
import type { ManifestResource } from '../../../shared/manifest';
import { documentPlaces } from './documents';
import { hideInDocument } from './hide-secrets';
import { readResourceHeader } from './resource-header';

/** In the order of the stream, hooks among them where it has them. */
export async function listResources(stream: string): Promise<readonly ManifestResource[]> {
  const resources: ManifestResource[] = [];
  for (const { start, end } of documentPlaces(stream)) {
    const document = stream.slice(start, end);
    const header = readResourceHeader(document);
    const { apiVersion = '', kind = '', name = '', namespace = null, hookEvents = [] } = header ?? {};
    const source = /^# Source: (.+?)\r?$/m.exec(document)?.[1] ?? null;
    const text = await hideInDocument(document, header);
    resources.push({ apiVersion, kind, name, namespace, source, hookEvents: [...hookEvents], text });
  }
  return resources;
}
