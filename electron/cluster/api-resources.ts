/** Where a cluster keeps objects of a kind: asked of its discovery, once for each version of an API. */
import * as z from 'zod';
import type { ClusterConnection } from './cluster-connection';
import { ClusterError, isClusterError } from './cluster-error';

export interface ApiResource {
  /** `deployments`, as it stands in a path. */
  readonly plural: string;
  readonly isNamespaced: boolean;
}

export interface ApiResources {
  /** Null where the cluster has no such kind. Throws ClusterError, or the signal's reason. */
  find(apiVersion: string, kind: string): Promise<ApiResource | null>;
}

const listSchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** For as long as the connection is used. */
export function apiResourcesOf(connection: ClusterConnection, signal: AbortSignal): ApiResources {
  const asked = new Map<string, Promise<ReadonlyMap<string, ApiResource>>>();
  return {
    async find(apiVersion, kind) {
      let kinds = asked.get(apiVersion);
      if (kinds === undefined) {
        kinds = readKinds(connection, apiVersion, signal);
        asked.set(apiVersion, kinds);
      }
      return (await kinds).get(kind) ?? null;
    },
  };
}

async function readKinds(
  connection: ClusterConnection,
  apiVersion: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ApiResource>> {
  try {
    const answer = listSchema.safeParse(await connection.ask({ method: 'GET', path: apiPath(apiVersion), signal }));
    if (!answer.success) throw new ClusterError('invalid-answer', `not what a cluster answers to ${apiVersion}`);
    const kinds = answer.data.resources
      // `deployments/scale` and its like are parts of another.
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, kind, namespaced }) => [kind, { plural: name, isNamespaced: namespaced }] as const);
    return new Map(kinds);
  } catch (error) {
    if (isClusterError(error, 'not-found')) return new Map();
    throw error;
  }
}

export interface ApiObject {
  readonly apiVersion: string;
  readonly name: string;
  /** Left out of the path where the kind knows no namespaces. */
  readonly namespace: string;
}

/** Without a query. */
export function objectPath(resource: ApiResource, { name, ...at }: ApiObject): string {
  return `${listPath(resource, at)}/${encodeURIComponent(name)}`;
}

/** Of all objects of the kind in that namespace. Without a query. */
export function listPath(
  { plural, isNamespaced }: ApiResource,
  { apiVersion, namespace }: Omit<ApiObject, 'name'>,
): string {
  const within = isNamespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${apiPath(apiVersion)}${within}/${encodeURIComponent(plural)}`;
}

/** `/api/v1`, `/apis/apps/v1`. What a manifest says is no part of a path before it was looked at. */
function apiPath(apiVersion: string): string {
  const [first = '', second] = apiVersion.split('/').map(encodeURIComponent);
  return second === undefined ? `/api/${first}` : `/apis/${first}/${second}`;
}
