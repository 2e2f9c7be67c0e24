/** The environment that helm runs in: the user's, without what would send it to another cluster or change its output. */

/** Any of these would win over, or stand in for, what the command names. */
const LEFT_OUT = /^(?:HELM_KUBE.*|HELM_NAMESPACE|HELM_DEBUG|KUBECONFIG|KUBERNETES_MASTER)$/i;

/** `kubeconfig`: what KUBECONFIG is set to, where several files make up the configuration; null for none. */
export function helmEnvironment(env: NodeJS.ProcessEnv, kubeconfig: string | null): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !LEFT_OUT.test(name));
  return { ...Object.fromEntries(kept), ...(kubeconfig === null ? {} : { KUBECONFIG: kubeconfig }) };
}
