/** Says that helm would not install a chart into the user's cluster. */
import { Notice } from '../../components/notice';
import type { ClusterFit } from './use-kubernetes-fit';

export interface KubernetesNoticeProps {
  readonly kubeVersion: string;
  readonly fit: ClusterFit;
}

export function KubernetesNotice({ kubeVersion, fit: { fit, context, version } }: KubernetesNoticeProps) {
  if (fit === 'fits') return null;
  if (fit === 'helm-4') {
    return (
      <Notice tone="info">
        Helm 4 installs it into <bdi>{context}</bdi>, Helm 3 refuses: it takes <bdi>{version}</bdi> for a prerelease of
        Kubernetes.
      </Notice>
    );
  }
  return (
    <Notice tone="warning">
      This chart asks for Kubernetes <bdi>{kubeVersion}</bdi>, and your cluster <bdi>{context}</bdi> is{' '}
      <bdi>{version}</bdi>: Helm won&apos;t install it there.
    </Notice>
  );
}
