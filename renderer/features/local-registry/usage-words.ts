/** How much the local registry keeps and how much room there is, and what a clean-up took, in words. */
import type { CollectedGarbage, LocalRegistryUsage } from '../../../shared/local-registry';
import { formatSize } from '../../../shared/format-size';
import { countOf } from '../../format/size';

/** `12 MB in 4 repositories`; what isn't known is left out. */
export function keptWords({ sizeBytes, repositories }: LocalRegistryUsage): string {
  if (repositories === 0 || sizeBytes === 0) return 'Nothing yet';
  const size = sizeBytes === null ? null : formatSize(sizeBytes);
  const count = repositories === null ? null : countOf(repositories, 'repository', 'repositories');
  if (size === null) return count ?? 'Nothing yet';
  return count === null ? size : `${size} in ${count}`;
}

/** `Freed 12 MB in 8 files.` */
export function collectedWords({ manifests, files, sizeBytes }: CollectedGarbage): string {
  if (files === 0 && manifests === 0) return 'There was nothing to collect.';
  const versions = manifests === 0 ? '' : ` ${countOf(manifests, 'version')} without a tag went with it.`;
  return `Freed ${formatSize(sizeBytes)} in ${countOf(files, 'file')}.${versions}`;
}
