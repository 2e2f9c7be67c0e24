/** Where the list looks: a context of the kubeconfig, and a namespace of its cluster or all of them. */
import { useQuery } from '@tanstack/react-query';
import type { Clusters } from '../../../shared/cluster-choice';
import { namespaceProblem } from '../../../shared/release-name';
import { namespacesQuery, useChoosePlace } from '../../clusters';
import { Picker } from '../../components/picker';

/** No namespace is called so: their names are in lower case. */
const ALL = 'All';

export interface ClusterPickersProps {
  readonly clusters: Clusters;
  readonly context: string;
  /** Null for all. */
  readonly namespace: string | null;
}

export function ClusterPickers({ clusters, context, namespace }: ClusterPickersProps) {
  const choose = useChoosePlace();
  const { data: namespaces } = useQuery(namespacesQuery(context));
  const known = namespaces?.names ?? [];
  // One that was typed, or is gone since, is chosen all the same.
  const names = namespace === null || known.includes(namespace) ? known : [namespace, ...known];
  return (
    <>
      <Picker
        label="Context"
        filterLabel="Filter contexts"
        showsLabel
        items={clusters.kubeconfig.contexts.map(({ name }) => name)}
        value={context}
        onChoose={(chosen) => chosen !== context && choose(chosen, null)}
      />
      <Picker
        key={context}
        label="Namespace"
        filterLabel="Filter namespaces"
        showsLabel
        items={[ALL, ...names]}
        value={namespace ?? ALL}
        takesOther={(typed) => namespaces?.isComplete !== true && namespaceProblem(typed) === null}
        onChoose={(chosen) => choose(context, chosen === ALL ? null : chosen)}
      />
    </>
  );
}
