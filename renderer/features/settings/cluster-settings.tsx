/** Which helm and which kubeconfig Chartroom uses, and how to choose others. */
import { useQuery } from '@tanstack/react-query';
import type { Kubeconfig } from '../../../shared/cluster';
import type { FoundHelm } from '../../../shared/helm';
import { clustersQuery, helmQuery, useHelmChoice, useKubeconfigChoice } from '../../clusters';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { SettingRow } from '../../components/setting-row';

export function ClusterSettings() {
  const { data: helm } = useQuery(helmQuery);
  const { data: clusters } = useQuery(clustersQuery);
  const helmChoice = useHelmChoice();
  const kubeconfigChoice = useKubeconfigChoice();
  return (
    <>
      <SettingRow label="Helm" hint="Version 3.13 or newer, for releases. Browsing and pushing work without it.">
        {helm !== undefined && <HelmWords helm={helm} />}
        <Button aria-haspopup="dialog" onClick={() => helmChoice.mutate('helm.pick')}>
          Choose Helm…
        </Button>
        <Button onClick={() => helmChoice.mutate('helm.findByItself')}>Find it again</Button>
      </SettingRow>
      <SettingRow label="Kubeconfig" hint="Chartroom reads it and changes nothing in it.">
        {clusters !== undefined && <KubeconfigWords kubeconfig={clusters.kubeconfig} />}
        <Button aria-haspopup="dialog" onClick={() => kubeconfigChoice.mutate('clusters.pickKubeconfig')}>
          Choose kubeconfig…
        </Button>
        {clusters?.isPicked === true && (
          <Button onClick={() => kubeconfigChoice.mutate('clusters.findKubeconfig')}>Use the usual one</Button>
        )}
      </SettingRow>
    </>
  );
}

function HelmWords({ helm }: { readonly helm: FoundHelm }) {
  if (helm.state !== 'ready') {
    return (
      <Notice tone="warning">
        {helm.problem.message} {helm.problem.why}
      </Notice>
    );
  }
  return (
    <>
      <span>
        Helm {helm.version} at{' '}
        <code>
          <bdi>{helm.path}</bdi>
        </code>
      </span>
      {helm.weaknesses.length > 0 && (
        <Notice tone="warning">
          This version has known weaknesses that later ones don&apos;t have: {helm.weaknesses.join(', ')}. Update it.
        </Notice>
      )}
    </>
  );
}

function KubeconfigWords({ kubeconfig: { files, problem } }: { readonly kubeconfig: Kubeconfig }) {
  if (problem === undefined) {
    return (
      <code>
        <bdi>{files.join(', ')}</bdi>
      </code>
    );
  }
  return problem.code === 'missing' ? (
    'There is none.'
  ) : (
    <Notice tone="warning">
      <bdi>{problem.file}</bdi> can&apos;t be read as a kubeconfig.
    </Notice>
  );
}
