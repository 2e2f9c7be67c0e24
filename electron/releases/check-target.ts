/** Whether a release could be made somewhere: asked while its place is typed, and again with the preview. Changes nothing. */
import type { NamespaceCheck, ReleasePlace, TakenName } from '../../shared/release';
import { isClusterError } from '../cluster/cluster-error';
import { hasNamespace, isAllowed } from '../cluster/cluster-questions';
import type { ClusterAccess } from './cluster-access';
import { historyOf } from './release-truth';

/** Who has the name; null where it is free. Releases that failed or whose history was kept have it, too. Throws as reading does. */
export async function checkName(
  access: Pick<ClusterAccess, 'withHelm'>,
  { context, namespace, name }: ReleasePlace,
  signal: AbortSignal,
): Promise<TakenName | null> {
  const [last] = await access.withHelm(context, namespace, (helm) => historyOf(helm, name, { signal }));
  return last === undefined ? null : { revision: last.revision, status: last.status, chart: last.chart };
}

/** Throws ContextError, or the signal's reason. */
export function checkNamespace(
  access: Pick<ClusterAccess, 'ask'>,
  { context, namespace }: Pick<ReleasePlace, 'context' | 'namespace'>,
  signal: AbortSignal,
): Promise<NamespaceCheck> {
  return access.ask(context, async (connection) => {
    const may = (verb: string, resource: string, inside: string | null) =>
      isAllowed(connection, { verb, group: '', resource, namespace: inside }, { signal });
    async function isThere(): Promise<boolean | null> {
      try {
        return await hasNamespace(connection, namespace, { signal });
      } catch (error) {
        if (isClusterError(error, 'forbidden')) return null;
        throw error;
      }
    }
    // Helm keeps its releases in Secrets: without those there is no install, whatever else may be done.
    const [found, mayCreate, mayInstall] = await Promise.all([
      isThere(),
      may('create', 'namespaces', null),
      may('create', 'secrets', namespace),
    ]);
    return { isThere: found, mayCreate, mayInstall };
  });
}
