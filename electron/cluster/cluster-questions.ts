/** What is asked of a cluster: one function a question, answers checked. All throw ClusterError, or the signal's reason. */
import * as z from 'zod';
import type { ClusterAction, ClusterInfo, ClusterRules } from '../../shared/cluster';
import type { ClusterConnection, ClusterQuestion } from './cluster-connection';
import { ClusterError } from './cluster-error';

interface Asking {
  readonly signal?: AbortSignal;
}

/** Names, labels and uids only: of a Secret nothing that it holds is sent. */
const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const PAGE_SIZE = 500;

const versionSchema = z.object({ major: z.string(), minor: z.string(), gitVersion: z.string() });
const metadataSchema = z.object({
  metadata: z.object({ name: z.string(), uid: z.string(), labels: z.record(z.string(), z.string()).nullish() }),
});
const metadataListSchema = z.object({
  metadata: z.object({ continue: z.string().nullish() }),
  items: z.array(metadataSchema),
});
const accessSchema = z.object({ status: z.object({ allowed: z.boolean() }) });
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const rulesSchema = z.object({
  status: z.object({
    resourceRules: z
      .array(z.object({ verbs: texts, apiGroups: texts, resources: texts, resourceNames: texts }))
      .nullish(),
    incomplete: z.boolean().nullish(),
  }),
});

/** Whether it answers, and which version it is. Clusters tell that to everyone: it says nothing of the login. */
export async function readClusterInfo(connection: ClusterConnection, { signal }: Asking = {}): Promise<ClusterInfo> {
  const { major, minor, gitVersion } = await ask(
    connection,
    { method: 'GET', path: '/version', signal },
    versionSchema,
  );
  // Some write `31+` for a version with changes of their own.
  return { version: gitVersion, kubernetesVersion: `${major}.${minor.replace(/\D.*$/, '')}` };
}

/** Their names, sorted. `forbidden` for those who may see only theirs. */
export async function listNamespaces(
  connection: ClusterConnection,
  { signal }: Asking = {},
): Promise<readonly string[]> {
  const names: string[] = [];
  for (let next = ''; ;) {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(next === '' ? {} : { continue: next }) });
    const path = `/api/v1/namespaces?${query.toString()}`;
    const page = await ask(connection, { method: 'GET', path, accept: METADATA_LIST_ONLY, signal }, metadataListSchema);
    names.push(...page.items.map(({ metadata }) => metadata.name));
    next = page.metadata.continue ?? '';
    if (next === '') return names.sort();
  }
}

/** What tells it from every other: the uid of its namespace kube-system. Null for those who may not read it. */
export async function readClusterId(connection: ClusterConnection, { signal }: Asking = {}): Promise<string | null> {
  const question: ClusterQuestion = {
    method: 'GET',
    path: '/api/v1/namespaces/kube-system',
    accept: METADATA_ONLY,
    signal,
  };
  try {
    return (await ask(connection, question, metadataSchema)).metadata.uid;
  } catch (error) {
    if (error instanceof ClusterError && (error.code === 'forbidden' || error.code === 'not-found')) return null;
    throw error;
  }
}

/** Whether a namespace is there. Those who may not look get `forbidden`. */
export async function hasNamespace(
  connection: ClusterConnection,
  namespace: string,
  { signal }: Asking = {},
): Promise<boolean> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  try {
    await ask(connection, { method: 'GET', path, accept: METADATA_ONLY, signal }, metadataSchema);
    return true;
  } catch (error) {
    if (error instanceof ClusterError && error.code === 'not-found') return false;
    throw error;
  }
}

/** Whether the user may do it. Works for everyone who is logged in. */
export async function isAllowed(
  connection: ClusterConnection,
  { verb, group, resource, namespace }: ClusterAction,
  { signal }: Asking = {},
): Promise<boolean> {
  const resourceAttributes = { verb, group, resource, ...(namespace === null ? {} : { namespace }) };
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  return (await ask(connection, { method: 'POST', path, body, signal }, accessSchema)).status.allowed;
}

/** All that the user may do in a namespace. */
export async function readRules(
  connection: ClusterConnection,
  namespace: string,
  { signal }: Asking = {},
): Promise<ClusterRules> {
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const { status } = await ask(connection, { method: 'POST', path, body, signal }, rulesSchema);
  return {
    rules: (status.resourceRules ?? []).map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs,
      groups: apiGroups,
      resources,
      names: resourceNames,
    })),
    isIncomplete: status.incomplete ?? false,
  };
}

/** The labels that a revision of a release was given, which helm 3 doesn't tell. Null where its Secret is not there. */
export async function readReleaseLabels(
  connection: ClusterConnection,
  { namespace, name, revision }: { readonly namespace: string; readonly name: string; readonly revision: number },
  { signal }: Asking = {},
): Promise<Readonly<Record<string, string>> | null> {
  const secret = encodeURIComponent(`sh.helm.release.v1.${name}.v${revision}`);
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${secret}`;
  try {
    const { metadata } = await ask(connection, { method: 'GET', path, accept: METADATA_ONLY, signal }, metadataSchema);
    return metadata.labels ?? {};
  } catch (error) {
    if (error instanceof ClusterError && error.code === 'not-found') return null;
    throw error;
  }
}

export interface LabelledRevision {
  readonly namespace: string;
  readonly name: string;
  readonly revision: number;
  readonly labels: Readonly<Record<string, string>>;
}

const labelledListSchema = z.object({
  metadata: z.object({ continue: z.string().nullish() }),
  items: z.array(z.object({ metadata: z.object({ namespace: z.string(), labels: z.record(z.string(), z.string()) }) })),
});

/** All revisions that have a label, in one namespace or, for null, in all. What their Secrets hold is not sent. */
export async function listLabelledRevisions(
  connection: ClusterConnection,
  { namespace, label }: { readonly namespace: string | null; readonly label: string },
  { signal }: Asking = {},
): Promise<readonly LabelledRevision[]> {
  const found: LabelledRevision[] = [];
  const within = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  for (let next = ''; ;) {
    const query = new URLSearchParams({
      labelSelector: `owner=helm,${label}`,
      limit: String(PAGE_SIZE),
      ...(next === '' ? {} : { continue: next }),
    });
    const path = `/api/v1${within}/secrets?${query.toString()}`;
    const page = await ask(connection, { method: 'GET', path, accept: METADATA_LIST_ONLY, signal }, labelledListSchema);
    for (const { metadata } of page.items) {
      // Helm's own marks beside ours.
      const { name = '', version = '' } = metadata.labels;
      found.push({ namespace: metadata.namespace, name, revision: Number(version), labels: metadata.labels });
    }
    next = page.metadata.continue ?? '';
    if (next === '') return found;
  }
}

async function ask<Answer>(
  connection: ClusterConnection,
  question: ClusterQuestion,
  schema: z.ZodType<Answer>,
): Promise<Answer> {
  const answer = schema.safeParse(await connection.ask(question));
  if (!answer.success) throw new ClusterError('invalid-answer', `not what a cluster answers to ${question.path}`);
  return answer.data;
}
