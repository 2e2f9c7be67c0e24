/** What a preview warns of, as facts. The words for users are written elsewhere. Pure. */
import type { ReleaseStatus } from '../../shared/helm';
import type { ManifestResource } from '../../shared/manifest';

export type PreviewFact =
  /** By a release of any status: one that failed or was uninstalled with its history kept, too. */
  | { readonly code: 'name-taken'; readonly status: ReleaseStatus; readonly revision: number }
  /** YAML reads it as a boolean, a number or nothing: charts that use it as a label fail. */
  | { readonly code: 'name-not-text' }
  /** `willBeCreated`: that was chosen; `mayCreate` null where it could not be asked. */
  | {
      readonly code: 'namespace-missing';
      readonly namespace: string;
      readonly willBeCreated: boolean;
      readonly mayCreate: boolean | null;
    }
  | { readonly code: 'deprecated' }
  | { readonly code: 'cluster-wide' | 'other-namespaces' | 'hooks'; readonly objects: readonly string[] }
  /** Made before anything else, or left as they are since they are there. */
  | { readonly code: 'crds-installed' | 'crds-kept'; readonly names: readonly string[] };

export function isBlocking(fact: PreviewFact): boolean {
  switch (fact.code) {
    case 'name-taken':
    case 'name-not-text':
      return true;
    case 'namespace-missing':
      return !fact.willBeCreated || fact.mayCreate === false;
    default:
      return false;
  }
}

/** Kinds of Kubernetes itself that belong to no namespace. Those of CRDs can't be told without asking for each. */
const CLUSTER_WIDE: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'IPAddress',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersionMigration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/** What the objects themselves tell. */
export function resourceFacts(resources: readonly ManifestResource[], namespace: string): readonly PreviewFact[] {
  const wide = resources.filter(({ kind }) => CLUSTER_WIDE.has(kind));
  const elsewhere = resources.filter(
    (resource) => !CLUSTER_WIDE.has(resource.kind) && resource.namespace !== null && resource.namespace !== namespace,
  );
  const hooks = resources.filter(({ hookEvents }) => hookEvents.length > 0);
  return [
    ...(wide.length === 0
      ? []
      : [{ code: 'cluster-wide' as const, objects: wide.map(({ kind, name }) => `${kind} ${name}`) }]),
    ...(elsewhere.length === 0
      ? []
      : [
          {
            code: 'other-namespaces' as const,
            objects: elsewhere.map((item) => `${item.kind} ${item.namespace ?? ''}/${item.name}`),
          },
        ]),
    ...(hooks.length === 0
      ? []
      : [
          {
            code: 'hooks' as const,
            objects: hooks.map((item) => `${item.kind} ${item.name} (${item.hookEvents.join(', ')})`),
          },
        ]),
  ];
}
