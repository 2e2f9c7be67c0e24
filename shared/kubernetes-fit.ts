/** Whether a cluster is one that a chart asks for, as helm decides it before it installs. Pure. */
import { parseHelmConstraint, satisfies } from './helm-constraint';
import { parseHelmVersion } from './helm-version';

/** `helm-4`: Helm 3 would refuse, since it takes an ending such as `-gke.100` for that of a prerelease. */
export type KubernetesFit = 'fits' | 'helm-4' | 'refused';

/** `kubeVersion`: of Chart.yaml, a range. `version`: as the cluster says it, such as `v1.31.2-eks-1`. Null where that is none. */
export function kubernetesFit(kubeVersion: string, version: string): KubernetesFit | null {
  const whole = parseHelmVersion(version);
  const core = parseHelmVersion(version.replace(/[-+].*$/s, ''));
  if (core === null) return null;
  const range = parseHelmConstraint(kubeVersion);
  if (range === null || !satisfies(core, range)) return 'refused';
  return whole !== null && satisfies(whole, range) ? 'fits' : 'helm-4';
}
