/** Whether the cluster that the user works with is one that a chart asks for. Known only of a cluster that was asked something before. */
import { useQuery } from '@tanstack/react-query';
import { kubernetesFit, type KubernetesFit } from '../../../shared/kubernetes-fit';
import { clusterInfoQuery, clustersQuery } from '../../clusters';

export interface ClusterFit {
  readonly fit: KubernetesFit;
  readonly context: string;
  /** Of the cluster, as it says it. */
  readonly version: string;
}

/** `kubeVersion`: of Chart.yaml. Null where nothing is asked for, or nothing is known. */
export function useKubernetesFit(kubeVersion: string | undefined): ClusterFit | null {
  const isAsked = kubeVersion !== undefined && kubeVersion !== '';
  const { data: clusters } = useQuery({ ...clustersQuery, enabled: isAsked });
  const context = clusters?.context ?? null;
  const { data: info } = useQuery({ ...clusterInfoQuery(context ?? ''), enabled: isAsked && context !== null });
  if (!isAsked || context === null || info === undefined || info === null) return null;
  const fit = kubernetesFit(kubeVersion, info.version);
  return fit === null ? null : { fit, context, version: info.version };
}
