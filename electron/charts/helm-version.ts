/** What Helm takes as a chart's version: looser than SemVer, as its library reads it. */
import { parseHelmVersion, parseStrictVersion } from '../../shared/helm-version';

export function isHelmVersion(text: string): boolean {
  return parseHelmVersion(text) !== null;
}

/** Three numbers without a `v`: what helm counts as a version when it lists tags. */
export function isStrictVersion(text: string): boolean {
  return parseStrictVersion(text) !== null;
}
