/** What the cluster itself says of a release, asked by helm. */
import type { ReleaseRevision } from '../../shared/helm';
import type { ReleaseTruth } from '../../shared/operation';
import { isHelmError } from '../helm/helm-error';
import { readReleaseHistory, type ReadOptions } from '../helm/read-releases';
import type { HelmAccess } from './cluster-access';

/** Newest first; empty where there is no release of that name. Throws HelmError, or the signal's reason. */
export async function historyOf(
  { helm, target }: HelmAccess,
  name: string,
  options: ReadOptions = {},
): Promise<readonly ReleaseRevision[]> {
  try {
    return await readReleaseHistory(helm, target, name, options);
  } catch (error) {
    if (isHelmError(error, 'release-not-found')) return [];
    throw error;
  }
}

/** Throws the same. */
export async function truthOf(access: HelmAccess, name: string, options: ReadOptions = {}): Promise<ReleaseTruth> {
  const [last] = await historyOf(access, name, options);
  if (last === undefined) return { state: 'absent' };
  return { state: 'present', revision: last.revision, status: last.status, description: last.description };
}
