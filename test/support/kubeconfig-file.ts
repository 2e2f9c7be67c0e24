/** Kubeconfig files with one context, for tests. */
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';

export interface KubeconfigEntry {
  readonly context: string;
  /** As they stand under `cluster:` and `user:` in such a file. */
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
  /** The context's own; helm and kubectl take `default` without it. */
  readonly namespace?: string;
}

/** Writes it, readable by this user only, as the current context. */
export async function writeKubeconfig(
  path: string,
  { context, cluster, user, namespace }: KubeconfigEntry,
): Promise<void> {
  const userName = `${context}-user`;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: context, cluster }],
    contexts: [{ name: context, context: { cluster: context, user: userName, ...(namespace ? { namespace } : {}) } }],
    users: [{ name: userName, user }],
  };
  await writeFile(path, stringify(config), { mode: 0o600 });
}
