/** Installs a version of a chart: target, version, values, preview, options, run, result. What was typed outlives a look elsewhere. */
import { useQuery } from '@tanstack/react-query';
import type { ReleasePlace } from '../../../shared/release';
import { suggestReleaseName } from '../../../shared/release-name';
import type { InstallPreview, InstallRequest } from '../../../shared/release-preview';
import { chartQuery } from '../../chart-detail';
import { clustersQuery, helmQuery } from '../../clusters';
import { CopyHelmCommand } from '../../components/copy-helm-command';
import { ClusterProblem } from '../../components/cluster-problem';
import { EmptyState } from '../../components/empty-state';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { call, failureOf } from '../../ipc';
import { useWholeOverrides } from '../../use-text-work';
import { versionsQuery } from '../../version-list';
import type { StepId, StepProblem } from '../../wizard-steps';
import { newDraft, targetProblems, timeoutOf, type InstallWizardDraft } from './draft';
import { NotPossible } from './not-possible';
import { OptionsStep } from './options-step';
import { PreviewState } from './preview-state';
import { PreviewStep } from './preview-step';
import { RunAndResult } from './run-and-result';
import { applyProblems } from './step-problems';
import { TargetStep } from './target-step';
import { keepDrafts } from './use-draft';
import { usePreviewedRun } from './use-previewed-run';
import { useSteps } from './use-steps';
import { ValuesStep } from './values-step';
import { VersionStep } from './version-step';
import { installCommand } from './wizard-command';
import { WizardFoot } from './wizard-foot';
import { WizardFrame } from './wizard-frame';

const useInstallDraft = keepDrafts<InstallWizardDraft>();

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
  const { draft, change, forget } = useInstallDraft(`${address}/${repository}`, () => newDraft(chart.tag));
  const helm = useQuery(helmQuery);
  const clusters = useQuery(clustersQuery);
  const detail = useQuery(chartQuery({ address, repository, tag: draft.tag }));
  const versions = useQuery(versionsQuery(address, repository));

  const chartName = detail.data?.metadata?.name ?? repository.slice(repository.lastIndexOf('/') + 1);
  const contextName = draft.target.context ?? clusters.data?.context ?? null;
  const context = clusters.data?.kubeconfig.contexts.find(({ name }) => name === contextName) ?? null;
  const target = {
    context: context?.name ?? null,
    namespace: draft.target.namespace ?? clusters.data?.namespace ?? context?.namespace ?? 'default',
    name: draft.target.name ?? suggestReleaseName(chartName, new Set()),
  };
  const whole = useWholeOverrides(draft.valuesFiles, draft.values);
  const digest = detail.data?.summary.digest;
  const source = digest === undefined ? null : { address, repository, tag: draft.tag, digest };
  const run = usePreviewedRun<InstallRequest, InstallPreview>({
    request: requestOf(whole?.overrides),
    isReading: whole === null,
    draft,
    change,
    protectedContexts: clusters.data?.protectedContexts ?? [],
    askPreview: (request, asking) => call('previews.install', request, asking),
    askStart: (start) => call('operations.install', start),
  });
  const steps = useSteps({ step, onStep, problemsOf, run });

  /** `values`: what helm is given; none where it can't be used, or is still read. */
  function requestOf(values: string | null | undefined): InstallRequest | null {
    if (source === null || target.context === null || values === null || values === undefined) return null;
    const options = { ...draft.options, timeoutMs: timeoutOf(draft.timeout) ?? draft.options.timeoutMs };
    const place = { context: target.context, namespace: target.namespace, name: target.name };
    return { place, source, values, options };
  }

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
        return detail.data === undefined ? [{ text: 'This version is not read yet.', fieldId: null }] : [];
      case 'values':
      case 'preview':
      case 'options':
        return applyProblems(id, { whole, files: draft.valuesFiles, timeout: draft.timeout, run });
      case 'run':
      case 'result':
        return [];
      default:
        return id satisfies never;
    }
  }

  const title = `Install ${chartName}`;
  const leave = (): void => onLeave(draft.tag);
  if (helm.data?.state === 'missing' || helm.data?.state === 'unusable') {
    return (
      <NotPossible title={title} onLeave={leave}>
        <ClusterProblem error={helm.data.problem} onRetry={() => void helm.refetch()} />
      </NotPossible>
    );
  }
  if (clusters.data !== undefined && clusters.data.kubeconfig.contexts.length === 0) {
    return (
      <NotPossible title={title} onLeave={leave}>
        <EmptyState title="No cluster">
          There is no kubeconfig with a context. Choose one in the settings; browsing and pushing work without it.
        </EmptyState>
      </NotPossible>
    );
  }
  const version = versions.data?.versions.find(({ tag }) => tag === draft.tag)?.version ?? draft.tag;
  const { operation } = run;
  // Helm's command names a file; whether there is one is known before it is read.
  const commandValues = draft.valuesFiles.below.length > 0 ? '…' : draft.values;
  const where = (
    <strong>
      <bdi>{target.context ?? '…'}</bdi> / <bdi>{target.namespace}</bdi>
    </strong>
  );

  return (
    <WizardFrame
      title={title}
      line={
        <>
          <bdi>{version}</bdi> as <strong>{target.name}</strong> in {where}
        </>
      }
      headState={operation === undefined && <PreviewState context={target.context ?? ''} run={run} />}
      step={steps.shown}
      reached={steps.reached}
      {...(run.isRunning ? {} : { onStep: steps.goTo })}
      cancelLabel={operation === undefined ? 'Cancel' : run.isRunning ? 'Stop watching' : 'Close'}
      onCancel={() => {
        if (operation === undefined) return leave();
        forget();
        onRelease(operation.place);
      }}
      problems={steps.problems}
      footStart={
        operation === undefined && <CopyHelmCommand request={installCommand(requestOf(commandValues), steps.shown)} />
      }
      footEnd={
        <WizardFoot
          steps={steps}
          run={run}
          runLabel="Run install"
          runTitle={`Install ${target.name} in ${target.context ?? '…'} / ${target.namespace}`}
          onOpenRelease={() => {
            forget();
            if (operation !== undefined) onRelease(operation.place);
          }}
        />
      }
    >
      {body()}
    </WizardFrame>
  );

  function body() {
    if (helm.data?.state !== 'ready' || clusters.data === undefined) {
      return (
        <Waiting host="Helm" onCancel={leave}>
          <SkeletonRows />
        </Waiting>
      );
    }
    switch (steps.shown) {
      case 'target':
        return (
          <TargetStep
            clusters={clusters.data}
            target={target}
            showsAll={steps.showsAll}
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
        return source === null ? null : (
          <ValuesStep
            source={source}
            values={draft.values}
            onValues={(values) => change({ values })}
            files={draft.valuesFiles}
            onFiles={(valuesFiles) => change({ valuesFiles })}
          />
        );
      case 'preview':
        return (
          <PreviewStep
            context={target.context ?? ''}
            run={run}
            onStep={steps.goTo}
            onTaken={() => {
              const { context: chosen, namespace, name } = target;
              if (chosen !== null) onRelease({ context: chosen, namespace, name });
            }}
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
      case 'result':
        return (
          <RunAndResult
            step={steps.shown}
            run={run}
            onStep={steps.goTo}
            sentence={
              <>
                Helm installs <strong>{`${chartName} ${version}`}</strong> as <strong>{target.name}</strong> in {where}.
              </>
            }
          />
        );
      default:
        return steps.shown satisfies never;
    }
  }
}
