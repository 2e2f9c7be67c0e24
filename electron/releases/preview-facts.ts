/** What a preview warns of, as facts. The words for users are written elsewhere. Pure. */
import type { ReleaseStatus } from '../../shared/helm';
import type { ManifestResource } from '../../shared/manifest';
import type { CrdState } from '../cluster/crd-question';
import type { ChartCrd } from './chart-crds';

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
  | { readonly code: 'crds-installed' | 'crds-kept'; readonly names: readonly string[] }
  /** They differ from those of the chart, or are missing: helm leaves both as it is in an upgrade. */
  | { readonly code: 'crds-not-upgraded'; readonly names: readonly string[] }
  /** `deployed`: the revision that is compared with; null where none was ever deployed. */
  | { readonly code: 'last-failed'; readonly revision: number; readonly deployed: number | null }
  | { readonly code: 'older-version'; readonly from: string; readonly to: string };

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

/** Of an install, or of an upgrade where helm leaves CRDs alone. */
export function crdFacts(crds: readonly ChartCrd[], kind: 'install' | 'upgrade'): readonly PreviewFact[] {
  const names = (isChosen: (state: CrdState) => boolean) =>
    crds.filter(({ state }) => isChosen(state)).map(({ resource }) => resource.name);
  const facts: readonly PreviewFact[] =
    kind === 'install'
      ? [
          { code: 'crds-installed', names: names((state) => state === 'missing' || state === 'unknown') },
          { code: 'crds-kept', names: names((state) => state === 'same' || state === 'different') },
        ]
      : [{ code: 'crds-not-upgraded', names: names((state) => state === 'missing' || state === 'different') }];
  return facts.filter((fact) => !('names' in fact) || fact.names.length > 0);
}

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
