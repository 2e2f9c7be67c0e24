/** Whether a CRD of a chart is in the cluster, and as the chart has it. */
import * as z from 'zod';
import type { ClusterConnection } from './cluster-connection';
import { ClusterError } from './cluster-error';

/** `unknown`: the user may not look. */
export type CrdState = 'missing' | 'same' | 'different' | 'unknown';

const crdSchema = z.object({ spec: z.unknown() });

/** `spec`: the chart's, as JSON. Throws ClusterError, or the signal's reason. */
export async function readCrdState(
  connection: ClusterConnection,
  { name, spec }: { readonly name: string; readonly spec: unknown },
  { signal }: { readonly signal: AbortSignal },
): Promise<CrdState> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(name)}`;
  try {
    const answer = crdSchema.safeParse(await connection.ask({ method: 'GET', path, signal }));
    if (!answer.success) return 'unknown';
    return isContained(spec, answer.data.spec) ? 'same' : 'different';
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    if (error.code === 'not-found') return 'missing';
    if (error.code === 'forbidden') return 'unknown';
    throw error;
  }
}

/** Whether `whole` has all that `part` has: a cluster adds its own defaults. */
export function isContained(part: unknown, whole: unknown): boolean {
  if (part === null || part === undefined) return true;
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) && part.length === whole.length && part.every((item, at) => isContained(item, whole[at]))
    );
  }
  if (typeof part === 'object') {
    if (typeof whole !== 'object' || whole === null) return isEmpty(part);
    const other = new Map<string, unknown>(Object.entries(whole));
    return Object.entries(part).every(([name, value]) => isContained(value, other.get(name)));
  }
  // A cluster leaves out what is empty or false.
  return part === whole || (whole === undefined && (part === '' || part === false));
}

function isEmpty(part: object): boolean {
  return Object.values(part).every((value) => isContained(value, undefined));
}
