/**
 * Where helm is to act: one context of a kubeconfig that was read and checked by us (electron/cluster). Helm itself would fall back
 * to http://localhost:8080 where a context is empty or dangling, so it is never left to find one.
 */
import path from 'node:path';

export interface HelmTarget {
  /** Absolute, in the order in which they are merged. At least one. */
  readonly kubeconfigFiles: readonly [string, ...string[]];
  readonly context: string;
  readonly namespace: string;
}

/**
 * The flags. helm's --kubeconfig takes one file; several are told by the environment (`kubeconfigVariable`), so that none of them
 * has to be copied together with its secrets.
 */
export function targetArguments({ kubeconfigFiles, context, namespace }: HelmTarget): readonly string[] {
  const kubeconfig = kubeconfigFiles.length === 1 ? ['--kubeconfig', kubeconfigFiles[0]] : [];
  return [...kubeconfig, '--kube-context', context, '--namespace', namespace];
}

/** What KUBECONFIG has to be for it; null where the flags say it all. */
export function kubeconfigVariable({ kubeconfigFiles }: HelmTarget): string | null {
  return kubeconfigFiles.length === 1 ? null : kubeconfigFiles.join(path.delimiter);
}
