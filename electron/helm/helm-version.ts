/** Which version of helm a text names, what that version can do, and what is wrong with it. No I/O. */
import semver from 'semver';
import type { HelmVersion } from '../../shared/helm';

/** The first with `--dry-run=server`, `--labels` and `get metadata`. */
export const OLDEST_HELM = '3.13.0';

export type ReadHelmVersion =
  | { readonly state: 'usable'; readonly helm: HelmVersion }
  | { readonly state: 'too-old' | 'too-new'; readonly version: string }
  | { readonly state: 'not-helm' };

/** Takes what `helm version --template {{.Version}}` prints, or `--short`: `v3.17.3`, `v4.2.3+g43e8b7f`. */
export function readHelmVersion(text: string): ReadHelmVersion {
  // One that was built by `go install` knows no more of itself than `v3.17`: it counts as the first of them.
  const [, numbers, patch = '.0', rest = ''] = /^v?(\d+\.\d+)(\.\d+)?([-+]\S*)?$/.exec(text.trim()) ?? [];
  const parsed = numbers === undefined ? null : semver.parse(`${numbers}${patch}${rest}`);
  if (parsed === null) return { state: 'not-helm' };
  const { version, major } = parsed;
  // A release candidate of the oldest that is usable counts as one.
  if (semver.lt(`${parsed.major}.${parsed.minor}.${parsed.patch}`, OLDEST_HELM)) return { state: 'too-old', version };
  if (major !== 3 && major !== 4) return { state: 'too-new', version };
  const isFrom = (first: string) => semver.gte(version, first);
  return {
    state: 'usable',
    helm: {
      version,
      major,
      features: {
        takeOwnership: isFrom('3.17.0'),
        skipSchemaValidation: isFrom('3.16.0'),
        forceConflicts: isFrom('4.0.0'),
      },
      weaknesses: hasLockFileWeakness(version) ? ['CVE-2025-53547'] : [],
    },
  };
}

/** A crafted Chart.yaml with a linked Chart.lock runs code when dependencies are updated; Chartroom never asks helm to do that. */
function hasLockFileWeakness(version: string): boolean {
  return semver.lt(version, '3.17.4') || semver.satisfies(version, '>=3.18.0 <3.18.4');
}
