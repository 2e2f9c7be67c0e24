/** The CRDs that a chart brings, and what the cluster has of them already. */
import type { ManifestResource } from '../../shared/manifest';
import type { InstallFacts } from '../charts/install-facts';
import { readCrdState, type CrdState } from '../cluster/crd-question';
import { listResources } from '../helm/manifest/resources';
import type { ClusterAccess } from './cluster-access';
import { fewAtOnce } from './few-at-once';
import { QUESTIONS_AT_ONCE } from './limits';

export interface ChartCrd {
  readonly resource: ManifestResource;
  readonly state: CrdState;
}

/** Throws ContextError, or the signal's reason. */
export async function readChartCrds(
  access: Pick<ClusterAccess, 'ask'>,
  context: string,
  { crds }: InstallFacts,
  signal: AbortSignal,
): Promise<readonly ChartCrd[]> {
  const resources: ManifestResource[] = [];
  for (const { path, text } of crds) {
    for (const resource of await listResources(text)) resources.push({ ...resource, source: path });
  }
  if (resources.length === 0) return [];
  const { parse } = await import('yaml');
  return access.ask(context, (connection) =>
    fewAtOnce(resources, QUESTIONS_AT_ONCE, async (resource) => ({
      resource,
      state: await readCrdState(connection, { name: resource.name, spec: specOf(resource.text, parse) }, { signal }),
    })),
  );
}

function specOf(text: string, parse: (text: string) => unknown): unknown {
  try {
    const object = parse(text);
    return typeof object === 'object' && object !== null && 'spec' in object ? object.spec : undefined;
  } catch {
    // Helm says what is wrong with it; here it counts as one that differs from nothing.
    return undefined;
  }
}
