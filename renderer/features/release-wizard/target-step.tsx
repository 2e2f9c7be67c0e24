/** Where it is installed, and under which name: the context, a namespace that is there or will be made, and a name that is free. */
import { useQuery } from '@tanstack/react-query';
import type { Clusters } from '../../../shared/cluster-choice';
import type { KubeContext } from '../../../shared/cluster';
import { namespacesQuery, useProtectContext } from '../../clusters';
import { Checkbox } from '../../components/choice';
import { ComboboxField } from '../../components/combobox-field';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { Picker } from '../../components/picker';
import { TextField } from '../../components/text-field';
import { failureOf } from '../../ipc';
import { FIELD_IDS, nameWords, namespaceWords, type Target, type TargetDraft } from './draft';
import styles from './target-step.module.css';
import { namespaceCheckWords, takenWords } from './target-words';
import { useTargetCheck, type TargetCheck } from './use-target-check';

export interface TargetStepProps {
  readonly clusters: Clusters;
  readonly target: Target;
  readonly onTarget: (change: Partial<TargetDraft>) => void;
  readonly createNamespace: boolean;
  readonly onCreateNamespace: (createNamespace: boolean) => void;
  /** Says also what is wrong with a field that was not typed into. */
  readonly showsAll: boolean;
}

export function TargetStep({
  clusters,
  target,
  onTarget,
  createNamespace,
  onCreateNamespace,
  showsAll,
}: TargetStepProps) {
  const protect = useProtectContext();
  const { contexts } = clusters.kubeconfig;
  const context = contexts.find(({ name }) => name === target.context) ?? null;
  const namespaces = useQuery({ ...namespacesQuery(target.context ?? ''), enabled: context?.problem === undefined });
  const failure = failureOf(namespaces.error);
  const isValidNamespace = namespaceWords(target.namespace) === null;
  const check = useTargetCheck(target, context !== null && context.problem === undefined);
  const isListed = namespaces.data?.names.includes(target.namespace) === true;
  const isMissing =
    check.namespace === undefined
      ? namespaces.data?.isComplete === true && isValidNamespace && !isListed
      : check.namespace.isThere === false;
  const doubt =
    check.namespace === undefined ? null : namespaceCheckWords(check.namespace, target.namespace, createNamespace);
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <span className={styles.label}>Context</span>
        <Picker
          id={FIELD_IDS.context}
          label="Context"
          filterLabel="Filter contexts"
          items={contexts.map(({ name }) => name)}
          value={target.context ?? ''}
          placeholder="Choose a context"
          onChoose={(chosen) => onTarget({ context: chosen, namespace: null })}
        />
        {context !== null && <ContextWords context={context} />}
      </div>
      {context !== null && (
        <Checkbox
          checked={clusters.protectedContexts.includes(context.name)}
          onCheckedChange={(isProtected) => protect(context.name, isProtected)}
        >
          Protect this context: its name is typed before every change in it
        </Checkbox>
      )}
      {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
      <ComboboxField
        id={FIELD_IDS.namespace}
        label="Namespace"
        value={target.namespace}
        suggestions={namespaces.data?.names ?? []}
        problem={target.namespace === '' && !showsAll ? undefined : (namespaceWords(target.namespace) ?? undefined)}
        onValueChange={(namespace) => onTarget({ namespace })}
      />
      {isMissing && (
        <Checkbox checked={createNamespace} onCheckedChange={onCreateNamespace}>
          <span>
            Create the namespace <bdi>{target.namespace}</bdi>, which is not there yet
          </span>
        </Checkbox>
      )}
      {namespaces.data?.isComplete === false && check.namespace?.isThere !== true && !isMissing && (
        <>
          <p className={styles.hint}>You may not list the namespaces of this cluster. Enter one that you may use.</p>
          <Checkbox checked={createNamespace} onCheckedChange={onCreateNamespace}>
            Create the namespace if it is not there
          </Checkbox>
        </>
      )}
      {doubt !== null && (
        <Notice tone={doubt.tone} announced="politely">
          {doubt.text}
        </Notice>
      )}
      <NameField target={target} onTarget={onTarget} showsAll={showsAll} taken={check.taken} />
    </div>
  );
}

interface NameFieldProps extends Pick<TargetStepProps, 'target' | 'onTarget' | 'showsAll'> {
  readonly taken: TargetCheck['taken'];
}

function NameField({ target, onTarget, showsAll, taken }: NameFieldProps) {
  const isTaken = taken !== null && taken !== undefined;
  const wrong = nameWords(target.name) ?? (isTaken ? takenWords(taken, target.namespace) : null);
  return (
    <TextField
      id={FIELD_IDS.name}
      label="Release name"
      mono
      value={target.name}
      onValueChange={(name) => onTarget({ name })}
      problem={target.name === '' && !showsAll ? undefined : (wrong ?? undefined)}
      hint={taken === null ? `Free in ${target.namespace}.` : 'Unique in its namespace.'}
    />
  );
}

function ContextWords({ context: { cluster, server, problem } }: { readonly context: KubeContext }) {
  if (problem !== undefined) {
    return <Notice tone="danger">{CONTEXT_PROBLEM_WORDS[problem]}</Notice>;
  }
  return (
    <p className={styles.hint}>
      Cluster <bdi>{cluster}</bdi>
      {server !== null && (
        <>
          {' '}
          at <bdi>{server}</bdi>
        </>
      )}
    </p>
  );
}

const CONTEXT_PROBLEM_WORDS = {
  'cluster-missing':
    'This context names a cluster that is not in the kubeconfig. Choose another one, or mend the file.',
  'user-missing': 'This context names a user that is not in the kubeconfig. Choose another one, or mend the file.',
  'server-missing': 'The cluster of this context has no address. Choose another context, or mend the kubeconfig.',
  'server-invalid': 'The address of this cluster is none. Choose another context, or mend the kubeconfig.',
  'auth-provider':
    'This context logs in by an auth provider, which kubectl itself gave up. Use a login program (exec) instead.',
} as const;
