/** Installs a version of a chart: target, version, values, preview, options, run, result. What was typed outlives a look elsewhere. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { Digest } from '../../../shared/digest';
import type { Operation } from '../../../shared/operation';
import type { ReleasePlace } from '../../../shared/release';
import { suggestReleaseName } from '../../../shared/release-name';
import { previewKey } from '../../../shared/preview-key';
import type { InstallPreview, InstallRequest } from '../../../shared/release-preview';
import { chartQuery } from '../../chart-detail';
import { clustersQuery, helmQuery } from '../../clusters';
import { Button } from '../../components/button';
import { ClusterProblem } from '../../components/cluster-problem';
import { EmptyState } from '../../components/empty-state';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { useTellFailure } from '../../components/use-tell-failure';
import { neighbourStep, stepIndex, type StepId, type StepProblem } from '../../install-steps';
import { appErrorOf, call, failureOf } from '../../ipc';
import { useOperation } from '../../operations';
import { readValues } from '../../values/read-values';
import { versionsQuery } from '../../version-list';
import { newDraft, optionProblems, targetProblems, timeoutOf } from './draft';
import { OptionsStep } from './options-step';
import { PreviewStep } from './preview-step';
import { RemedyButton } from './remedy-button';
import { ResultStep } from './result-step';
import { RunStep } from './run-step';
import { TargetStep } from './target-step';
import { useDraft } from './use-draft';
import { ValuesStep } from './values-step';
import { VersionStep } from './version-step';
import { WizardFrame } from './wizard-frame';

export interface InstallWizardProps {
  readonly chart: { readonly address: string; readonly repository: string; readonly tag: string };
  readonly step: StepId;
  readonly onStep: (step: StepId) => void;
  /** `tag`: the version that was chosen last. */
  readonly onLeave: (tag: string) => void;
  readonly onRelease: (place: ReleasePlace) => void;
}

export function InstallWizard({ chart, step, onStep, onLeave, onRelease }: InstallWizardProps) {
  const { address, repository } = chart;
  const { draft, change, forget } = useDraft(`install ${address}/${repository}`, () => newDraft(chart.tag));
  const helm = useQuery(helmQuery);
  const clusters = useQuery(clustersQuery);
  const detail = useQuery(chartQuery({ address, repository, tag: draft.tag }));
  const versions = useQuery(versionsQuery(address, repository));
  const operation = useOperation(draft.operationId);
  const [showsAll, setShowsAll] = useState(false);
  const [typedContext, setTypedContext] = useState('');
  const tellFailure = useTellFailure();
  const previewing = useRef<AbortController>(null);

  const chartName = detail.data?.metadata?.name ?? repository.slice(repository.lastIndexOf('/') + 1);
  const contextName = draft.target.context ?? clusters.data?.context ?? null;
  const context = clusters.data?.kubeconfig.contexts.find(({ name }) => name === contextName) ?? null;
  const target = {
    context: context?.name ?? null,
    namespace: draft.target.namespace ?? clusters.data?.namespace ?? context?.namespace ?? 'default',
    name: draft.target.name ?? suggestReleaseName(chartName, new Set()),
  };
  const options = { ...draft.options, timeoutMs: timeoutOf(draft.timeout) ?? draft.options.timeoutMs };
  const digest = detail.data?.summary.digest;
  const request = requestOf(digest);

  function requestOf(of: Digest | undefined): InstallRequest | null {
    if (of === undefined || target.context === null) return null;
    const place = { context: target.context, namespace: target.namespace, name: target.name };
    return { place, source: { address, repository, tag: draft.tag, digest: of }, values: draft.values, options };
  }

  const previewRun = useMutation({
    mutationFn: (wanted: InstallRequest) => {
      previewing.current?.abort();
      previewing.current = new AbortController();
      return call('previews.install', wanted, { signal: previewing.current.signal });
    },
    onSuccess: (preview, wanted) => change({ previewed: { key: previewKey(wanted), preview } }),
  });
  const start = useMutation({
    mutationFn: (input: { readonly preview: InstallPreview; readonly wanted: InstallRequest }) =>
      call('operations.install', {
        previewId: input.preview.id,
        request: input.wanted,
        confirmedContext: isProtected ? typedContext : null,
      }),
    onSuccess: ({ id }: Operation) => change({ operationId: id }),
  });

  const isProtected = target.context !== null && clusters.data?.protectedContexts.includes(target.context) === true;
  const fresh = request !== null && draft.previewed?.key === previewKey(request) ? draft.previewed.preview : null;
  const isBlocked = fresh?.warnings.some(({ severity }) => severity === 'blocking') === true;
  const isRunning = operation?.state.name === 'running';
  const hasEnded = operation !== undefined && !isRunning;

  function problemsOf(id: StepId): readonly StepProblem[] {
    switch (id) {
      case 'target':
        return context?.problem === undefined
          ? targetProblems(target)
          : [{ text: 'Choose a context that can be used.', fieldId: null }];
      case 'version':
        if (detail.data?.metadata?.type === 'library') {
          return [{ text: "A library chart can't be installed.", fieldId: null }];
        }
        return digest === undefined ? [{ text: 'This version is not read yet.', fieldId: null }] : [];
      case 'values': {
        const read = readValues(draft.values);
        return read.ok ? [] : read.problems.map(({ message }) => ({ text: message, fieldId: null }));
      }
      case 'preview':
        if (isBlocked) return [{ text: 'What is said in red below is to be put right first.', fieldId: null }];
        return fresh === null ? [{ text: 'Make the preview first.', fieldId: null }] : [];
      case 'options':
        return [
          ...optionProblems(draft.timeout),
          ...(fresh === null
            ? [{ text: 'What was chosen here changes what is made: preview it again.', fieldId: null }]
            : []),
        ];
      case 'run':
      case 'result':
        return [];
      default:
        return id satisfies never;
    }
  }

  /** The first step that isn't done: nothing behind it can be gone to. */
  function furthest(): StepId {
    if (hasEnded) return 'result';
    for (const id of ['target', 'version', 'values', 'preview', 'options'] as const) {
      if (problemsOf(id).length > 0) return id;
    }
    return 'run';
  }
  const reached = furthest();
  // By hand, by "back", or after a reload, which forgets what was typed.
  const shown = draft.operationId !== null && isRunning ? 'run' : stepIndex(step) > stepIndex(reached) ? reached : step;

  const preview = (): void => {
    if (request !== null) previewRun.mutate(request);
  };
  const goOn = (): void => {
    setShowsAll(false);
    if (problemsOf(shown).length > 0) return setShowsAll(true);
    const next = neighbourStep(shown, 1);
    onStep(next);
    if (next === 'preview' && fresh === null) preview();
  };
  const goTo = (next: StepId): void => {
    setShowsAll(false);
    start.reset();
    // A run that is over is left behind: the next one has a preview of its own.
    if (hasEnded) change({ operationId: null, previewed: null });
    onStep(next);
  };

  const onEnded = useEffectEvent(() => onStep('result'));
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && hasEnded) onEnded();
    wasRunning.current = isRunning;
  }, [isRunning, hasEnded]);

  const title = `Install ${chartName}`;
  if (helm.data?.state === 'missing' || helm.data?.state === 'unusable') {
    return (
      <NotPossible title={title} onLeave={() => onLeave(draft.tag)}>
        <ClusterProblem error={helm.data.problem} onRetry={() => void helm.refetch()} />
      </NotPossible>
    );
  }
  if (clusters.data !== undefined && clusters.data.kubeconfig.contexts.length === 0) {
    return (
      <NotPossible title={title} onLeave={() => onLeave(draft.tag)}>
        <EmptyState title="No cluster">
          There is no kubeconfig with a context. Choose one in the settings; browsing and pushing work without it.
        </EmptyState>
      </NotPossible>
    );
  }
  const isReady = helm.data !== undefined && clusters.data !== undefined;
  const inPlace = `${target.name} in ${target.context ?? '…'} / ${target.namespace}`;
  const version = versions.data?.versions.find(({ tag }) => tag === draft.tag)?.version ?? draft.tag;

  return (
    <WizardFrame
      title={title}
      line={
        <>
          <bdi>{version}</bdi> as <strong>{target.name}</strong> in{' '}
          <strong>
            <bdi>{target.context ?? '…'}</bdi> / <bdi>{target.namespace}</bdi>
          </strong>
        </>
      }
      step={shown}
      reached={reached}
      {...(isRunning ? {} : { onStep: goTo })}
      cancelLabel={operation === undefined ? 'Cancel' : isRunning ? 'Stop watching' : 'Close'}
      onCancel={() => {
        if (operation !== undefined) forget();
        if (operation === undefined) onLeave(draft.tag);
        else onRelease(operation.place);
      }}
      problems={showsAll ? problemsOf(shown) : []}
      footEnd={foot()}
    >
      {body()}
    </WizardFrame>
  );

  function body() {
    if (!isReady || helm.data?.state !== 'ready' || clusters.data === undefined) {
      return (
        <Waiting host="Helm" onCancel={() => onLeave(draft.tag)}>
          <SkeletonRows />
        </Waiting>
      );
    }
    switch (shown) {
      case 'target':
        return (
          <TargetStep
            clusters={clusters.data}
            target={target}
            showsAll={showsAll}
            createNamespace={draft.options.createNamespace}
            onCreateNamespace={(createNamespace) => change({ options: { ...draft.options, createNamespace } })}
            onTarget={(part) => change({ target: { ...draft.target, ...part } })}
          />
        );
      case 'version':
        return (
          <VersionStep
            versions={versions.data?.versions ?? []}
            tag={draft.tag}
            chart={detail.data}
            failure={failureOf(detail.error)}
            onRetry={() => void detail.refetch()}
            onTag={(tag) => change({ tag })}
          />
        );
      case 'values':
        return request === null ? null : (
          <ValuesStep source={request.source} values={draft.values} onValues={(values) => change({ values })} />
        );
      case 'preview':
        return (
          <PreviewStep
            context={target.context ?? ''}
            preview={fresh}
            isRunning={previewRun.isPending}
            failure={fresh === null && previewRun.error !== null ? failureOf(previewRun.error) : null}
            onPreview={preview}
            onCancel={() => previewing.current?.abort()}
            remedy={
              previewRun.error === null ? undefined : (
                <RemedyButton error={appErrorOf(previewRun.error)} onStep={goTo} />
              )
            }
          />
        );
      case 'options':
        return (
          <OptionsStep
            kind="install"
            helm={helm.data}
            options={draft.options}
            timeout={draft.timeout}
            onTimeout={(timeout) => change({ timeout })}
            onOptions={(part) => change({ options: { ...draft.options, ...part } })}
          />
        );
      case 'run':
        return (
          <RunStep
            sentence={
              <>
                Helm installs <strong>{`${chartName} ${version}`}</strong> as <strong>{target.name}</strong> in{' '}
                <strong>
                  <bdi>{target.context}</bdi> / <bdi>{target.namespace}</bdi>
                </strong>
                .
              </>
            }
            operation={operation}
            failure={failureOf(start.error)}
            remedy={start.error === null ? undefined : <RemedyButton error={appErrorOf(start.error)} onStep={goTo} />}
            confirmation={
              isProtected && target.context !== null
                ? { context: target.context, typed: typedContext, onTyped: setTypedContext }
                : null
            }
            onCancelRun={() => {
              if (operation !== undefined) call('operations.cancel', { id: operation.id }).catch(tellFailure);
            }}
          />
        );
      case 'result':
        return operation === undefined || operation.state.name === 'running' ? null : (
          <ResultStep
            operation={operation}
            remedy={
              'error' in operation.state ? <RemedyButton error={operation.state.error} onStep={goTo} /> : undefined
            }
          />
        );
      default:
        return shown satisfies never;
    }
  }

  function foot() {
    if (operation !== undefined) {
      return isRunning ? null : (
        <Button
          variant="primary"
          onClick={() => {
            forget();
            onRelease(operation.place);
          }}
        >
          Open release
        </Button>
      );
    }
    const canRun =
      fresh !== null && !isBlocked && (!isProtected || typedContext === target.context) && !start.isPending;
    const needsPreview = (shown === 'preview' || shown === 'options') && fresh === null;
    return (
      <>
        {shown !== 'target' && (
          <Button icon={ArrowLeft} onClick={() => goTo(neighbourStep(shown, -1))}>
            Back
          </Button>
        )}
        {shown === 'run' ? (
          <Button
            variant="primary"
            disabled={!canRun}
            title={`Install ${inPlace}`}
            onClick={() => {
              if (fresh !== null && request !== null) start.mutate({ preview: fresh, wanted: request });
            }}
          >
            Run install
          </Button>
        ) : needsPreview ? (
          <Button variant="primary" disabled={previewRun.isPending} onClick={preview}>
            Preview
          </Button>
        ) : (
          <Button variant="primary" onClick={goOn}>
            Next
          </Button>
        )}
      </>
    );
  }
}

interface NotPossibleProps {
  readonly title: string;
  readonly onLeave: () => void;
  /** What is missing. */
  readonly children: ReactNode;
}

function NotPossible({ title, onLeave, children }: NotPossibleProps) {
  return (
    <WizardFrame
      title={title}
      line="Not possible yet"
      step="target"
      reached="target"
      cancelLabel="Cancel"
      onCancel={onLeave}
      problems={[]}
      footEnd={null}
    >
      {children}
    </WizardFrame>
  );
}
