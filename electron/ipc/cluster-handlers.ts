/** The methods about helm and clusters, answered by a service. Translation only. Paths come from the system's dialogs. */
import type { clusterContract } from '../../shared/ipc/cluster-contract';
import type { ClusterAccess } from '../releases/cluster-access';
import type { Handlers } from './handlers';

export type ClusterHandlers = Pick<Handlers, keyof typeof clusterContract>;

export interface ClusterServices {
  readonly clusterAccess: ClusterAccess;
  /** The file that the user chose, absolute; null when the user cancelled. */
  readonly chooseFile: (words: { readonly title: string; readonly button: string }) => Promise<string | null>;
}

export function createClusterHandlers({ clusterAccess, chooseFile }: ClusterServices): ClusterHandlers {
  return {
    'helm.get': ({ refresh }) => clusterAccess.foundHelm({ refresh }),
    'helm.pick': async () => {
      const path = await chooseFile({ title: 'Choose the Helm program', button: 'Use this Helm' });
      return path === null ? null : await clusterAccess.useHelm(path);
    },
    'helm.findByItself': () => clusterAccess.useHelm(null),

    'clusters.get': () => clusterAccess.clusters(),
    'clusters.choose': ({ context, namespace }) => clusterAccess.choose(context, namespace),
    'clusters.setProtected': ({ context, isProtected }) => clusterAccess.setProtected(context, isProtected),
    'clusters.pickKubeconfig': async () => {
      const file = await chooseFile({ title: 'Choose a kubeconfig', button: 'Use this file' });
      return file === null ? null : await clusterAccess.useKubeconfig(file);
    },
    'clusters.findKubeconfig': () => clusterAccess.useKubeconfig(null),
    'clusters.knownInfo': ({ context }, { signal }) => clusterAccess.knownInfo(context, signal),
    'clusters.namespaces': ({ context }, { signal }) => clusterAccess.namespaces(context, signal),
  };
}
