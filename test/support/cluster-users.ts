/** Users of a test's cluster who may do things in one namespace only. */
import { join } from 'node:path';
import { writeKubeconfig, type KubeconfigEntry } from './kubeconfig-file';

/** As in a Role. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface LimitedUser {
  /** A file with one context, of the cluster's own name, whose namespace is the user's. */
  readonly kubeconfig: string;
  readonly context: string;
  readonly token: string;
  /** As the API server calls it in its answers. */
  readonly userName: string;
}

export interface LimitedUserOptions {
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>;
  /** Gets the file. */
  readonly folder: string;
  readonly context: string;
  readonly access: Pick<KubeconfigEntry, 'cluster'>;
  readonly namespace: string;
  readonly rules: readonly PolicyRule[] | undefined;
}

const EVERYTHING: PolicyRule = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const RBAC = 'rbac.authorization.k8s.io';

/** Makes a service account with a role; a namespace can have one such user. */
export async function makeLimitedUser(options: LimitedUserOptions): Promise<LimitedUser> {
  const { kubectl, folder, context, access, namespace, rules = [EVERYTHING] } = options;
  const metadata = { name: 'limited', namespace };
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
  ];
  await kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const token = (await kubectl(['create', 'token', metadata.name, '--namespace', namespace])).trim();
  const kubeconfig = join(folder, `${namespace}.kubeconfig`);
  await writeKubeconfig(kubeconfig, { context, cluster: access.cluster, user: { token }, namespace });
  return { kubeconfig, context, token, userName: `system:serviceaccount:${namespace}:${metadata.name}` };
}
