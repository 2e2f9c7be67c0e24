/**
 * What was changed in the cluster by hand since a revision: each of its objects as it is now, beside what applying the revision again
 * would make of it, which the cluster itself says by a dry run. Changes nothing. What Secrets hold stays in here.
 */
import type * as YamlPackage from 'yaml';
import * as z from 'zod';
import type { ClusterDrift, Uncompared } from '../../shared/manifest-diff';
import { apiResourcesOf, objectPath, type ApiResources } from '../cluster/api-resources';
import type { ClusterConnection } from '../cluster/cluster-connection';
import { ClusterError, isClusterError } from '../cluster/cluster-error';
import { documentPlaces } from '../helm/manifest/documents';
import { readResourceHeader, type ResourceHeader } from '../helm/manifest/resource-header';
import { diffManifests } from './diff-manifests';
import { fewAtOnce } from './few-at-once';
import { QUESTIONS_AT_ONCE } from './limits';
import { readManifestTexts, type ReleaseAccess, type RevisionPlace } from './release-reader';

/**
 * As a manager of its own: what helm owns and the manifest doesn't name (its own labels) would be taken away otherwise. By force, since
 * what others took over is what is looked for.
 */
const DRY_RUN = '?dryRun=All&fieldManager=chartroom-compare&force=true';

/** What the cluster keeps about an object, and changes with every look at it. */
const OWN_METADATA: ReadonlySet<string> = new Set([
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
  'selfLink',
]);

/** What kubectl applied last: another copy of the object, and of a Secret one in clear. */
const APPLIED_COPY = 'kubectl.kubernetes.io/last-applied-configuration';

const objectSchema = z.looseObject({
  metadata: z.looseObject({ annotations: z.record(z.string(), z.unknown()).optional() }),
});
type ClusterObject = z.infer<typeof objectSchema>;

interface Compared {
  /** YAML; '' for one that is not there. */
  readonly wanted: string;
  readonly live: string;
}

/** Its hooks are left out: they come and go. Throws what reading the manifest throws, ContextError, or the signal's reason. */
export async function readDrift(access: ReleaseAccess, at: RevisionPlace, signal: AbortSignal): Promise<ClusterDrift> {
  const { place } = at;
  const { manifest } = await readManifestTexts(access, at, signal);
  const yaml = await import('yaml');
  const compared: Compared[] = [];
  const uncompared: Uncompared[] = [];
  await access.ask(place.context, async (connection) => {
    const kinds = apiResourcesOf(connection, signal);
    const objects = documentPlaces(manifest).flatMap(({ start, end }) => {
      const text = manifest.slice(start, end);
      const header = readResourceHeader(text);
      return header === null ? [] : [{ header, text }];
    });
    const answers = await fewAtOnce(objects, QUESTIONS_AT_ONCE, ({ header, text }) =>
      compareOne({ connection, kinds, yaml, namespace: place.namespace, signal }, header, text),
    );
    for (const answer of answers) {
      if ('why' in answer) uncompared.push(answer);
      else compared.push(answer);
    }
  });
  const [wanted, live] = [streamOf(compared.map((each) => each.wanted)), streamOf(compared.map((each) => each.live))];
  return { resources: [...(await diffManifests(wanted, live, place))], uncompared };
}

interface Comparing {
  readonly connection: ClusterConnection;
  readonly kinds: ApiResources;
  readonly yaml: typeof YamlPackage;
  /** The release's. */
  readonly namespace: string;
  readonly signal: AbortSignal;
}

async function compareOne(
  { connection, kinds, yaml, namespace, signal }: Comparing,
  { apiVersion, kind, name, namespace: own }: ResourceHeader,
  text: string,
): Promise<Compared | Uncompared> {
  try {
    const resource = await kinds.find(apiVersion, kind);
    if (resource === null) return { kind, name, why: 'kind-unknown', message: '' };
    const path = objectPath(resource, { apiVersion, name, namespace: own ?? namespace });
    const live = await readLive(connection, path, signal);
    // What is not there is told as such: a dry run would make it anew.
    if (live === null) return { wanted: text, live: '' };
    const wanted = await ask(connection, { method: 'PATCH', path: `${path}${DRY_RUN}`, applied: text, signal });
    return { wanted: textOf(wanted, yaml), live: textOf(live, yaml) };
  } catch (error) {
    if (isClusterError(error, 'forbidden')) return { kind, name, why: 'forbidden', message: error.message };
    if (isClusterError(error, 'rejected')) return { kind, name, why: 'refused', message: error.message };
    throw error;
  }
}

async function readLive(
  connection: ClusterConnection,
  path: string,
  signal: AbortSignal,
): Promise<ClusterObject | null> {
  try {
    return await ask(connection, { method: 'GET', path, signal });
  } catch (error) {
    if (isClusterError(error, 'not-found')) return null;
    throw error;
  }
}

async function ask(
  connection: ClusterConnection,
  question: Parameters<ClusterConnection['ask']>[0],
): Promise<ClusterObject> {
  const answer = objectSchema.safeParse(await connection.ask(question));
  if (!answer.success) throw new ClusterError('invalid-answer', `not what a cluster answers to ${question.path}`);
  return answer.data;
}

/** Without what the cluster alone says of it, in one order. */
function textOf(object: ClusterObject, yaml: typeof YamlPackage): string {
  const { status: _status, metadata, ...rest } = object;
  const own = Object.fromEntries(Object.entries(metadata).filter(([key]) => !OWN_METADATA.has(key)));
  const { [APPLIED_COPY]: _copy, ...annotations } = metadata.annotations ?? {};
  if (Object.keys(annotations).length > 0) own['annotations'] = annotations;
  else delete own['annotations'];
  return yaml.stringify(
    { ...rest, metadata: own },
    { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function streamOf(documents: readonly string[]): string {
  return documents.filter((text) => text !== '').join('\n---\n');
}
