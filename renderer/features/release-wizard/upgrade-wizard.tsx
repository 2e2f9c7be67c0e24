/**
 * Upgrades a release to a version of the chart that it came from, with its overrides carried over: the same steps as an install, and a
 * preview that tells what changes. What was typed outlives a look elsewhere.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReleasePlace } from '../../../shared/release';
import type { UpgradePreview, UpgradeRequest } from '../../../shared/release-preview';
import { chartQuery } from '../../chart-detail';
import { clustersQuery, helmQuery } from '../../clusters';
import { Button } from '../../components/button';
import { ClusterProblem } from '../../components/cluster-problem';
import { CopyHelmCommand } from '../../components/copy-helm-command';
import { EmptyState } from '../../components/empty-state';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { appErrorOf, call, failureOf } from '../../ipc';
import { releaseQuery, releaseValuesQuery } from '../../release-detail';
import { sourceQuery } from '../../sources';
import { useWholeOverrides } from '../../use-text-work';
import { versionsQuery } from '../../version-list';
import type { StepId, StepProblem } from '../../wizard-steps';
import { CarriedNotices } from './carried-notices';
import { timeoutOf } from './draft';
import { NotPossible } from './not-possible';
import { OptionsStep } from './options-step';
import { PreviewState } from './preview-state';
import { RunAndResult } from './run-and-result';
import { applyProblems } from './step-problems';
import { newUpgradeDraft, statusProblems, tagToOffer, type UpgradeWizardDraft } from './upgrade-draft';
import { UpgradePreviewStep } from './upgrade-preview-step';
import { UpgradedRelease } from './upgraded-release';
import { keepDrafts } from './use-draft';
import { usePreviewedRun } from './use-previewed-run';
import { useDeployed } from './use-deployed';
import { useSteps } from './use-steps';
import { ValuesStep } from './values-step';
import { VersionStep } from './version-step';
import { upgradeCommand } from './wizard-command';
import { WizardFoot } from './wizard-foot';
import { WizardFrame } from './wizard-frame';

const useUpgradeDraft = keepDrafts<UpgradeWizardDraft>();

export interface UpgradeWizardProps {
  readonly place: ReleasePlace;
  readonly step: StepId;
  readonly onStep: (step: StepId) => void;
  /** Back to the release, also when it is done. */
  readonly onRelease: () => void;
}

export function UpgradeWizard({ place, step, onStep, onRelease }: UpgradeWizardProps) {
  const { draft, change, forget } = useUpgradeDraft(JSON.stringify(place), newUpgradeDraft);
  const helm = useQuery(helmQuery);
  const clusters = useQuery(clustersQuery);
  const release = useQuery(releaseQuery(place));
  const source = useQuery(sourceQuery(place));
  const deployed = useDeployed(place, release.data);
  const carried = useQuery({
    ...releaseValuesQuery(place, deployed?.revision ?? 0, { all: false }),
    enabled: deployed !== null,
  });
  const { address = '', repository = '' } = source.data ?? {};
  const versions = useQuery({ ...versionsQuery(address, repository), enabled: address !== '' });
  const deployedVersion = deployed?.chart.version ?? '';
  const offered = tagToOffer({ versions: versions.data?.versions ?? [], deployed: deployedVersion });
  const tag = draft.tag ?? offered;
  const detail = useQuery({ ...chartQuery({ address, repository, tag: tag ?? '' }), enabled: tag !== null });
  const values = draft.values ?? carried.data;
  const whole = useWholeOverrides(draft.valuesFiles, values ?? '');

  const run = usePreviewedRun<UpgradeRequest, UpgradePreview>({
    request: requestOf(values === undefined ? null : whole?.overrides),
    isReading: whole === null,
    draft,
    change,
    protectedContexts: clusters.data?.protectedContexts ?? [],
    askPreview: (request, asking) => call('previews.upgrade', request, asking),
    askStart: (start) => call('operations.upgrade', start),
  });
  const steps = useSteps({ step, onStep, problemsOf, run });

  /** `given`: what helm is given; none where it can't be used, or is still read. */
  function requestOf(given: string | null | undefined): UpgradeRequest | null {
    const digest = detail.data?.summary.digest;
    if (digest === undefined || tag === null || given === null || given === undefined) return null;
    const options = { ...draft.options, timeoutMs: timeoutOf(draft.timeout) ?? draft.options.timeoutMs };
    return { place, source: { address, repository, tag, digest }, values: given, options };
  }

  function problemsOf(id: StepId): readonly StepProblem[] {
    switch (id) {
      case 'target':
        return release.data === undefined || values === undefined
          ? [{ text: 'The release is not read yet.', fieldId: null }]
          : statusProblems(release.data.details.status);
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

  const title = `Upgrade ${place.name}`;
  if (helm.data?.state === 'missing' || helm.data?.state === 'unusable') {
    return (
      <NotPossible title={title} onLeave={onRelease}>
        <ClusterProblem error={helm.data.problem} onRetry={() => void helm.refetch()} />
      </NotPossible>
    );
  }
  const failed = [release, source, carried].find(({ error, data }) => error !== null && data === undefined);
  const failure = failed?.error ?? null;
  if (failed !== undefined && failure !== null) {
    return (
      <NotPossible title={title} onLeave={onRelease}>
        <ClusterProblem error={appErrorOf(failure)} onRetry={() => void failed.refetch()} />
      </NotPossible>
    );
  }
  if (source.data === null) {
    return (
      <NotPossible title={title} onLeave={onRelease}>
        <EmptyState
          title="Nobody knows where its chart came from"
          actions={<Button onClick={onRelease}>Open release</Button>}
        >
          Helm keeps no trace of it. Link a source on the page of the release: the repository that has its chart.
        </EmptyState>
      </NotPossible>
    );
  }
  const version = versions.data?.versions.find((each) => each.tag === tag)?.version ?? tag ?? '…';
  const where = (
    <strong>
      <bdi>{place.context}</bdi> / <bdi>{place.namespace}</bdi>
    </strong>
  );
  // Helm's command names a file; whether there is one is known before it is read.
  const commandValues = draft.valuesFiles.below.length > 0 ? '…' : values;
  const lastRevision = run.fresh?.deployed.lastRevision ?? release.data?.details.revision;
  const finish = (): void => {
    if (run.operation !== undefined) forget();
    onRelease();
  };

  return (
    <WizardFrame
      title={title}
      line={
        <>
          <bdi>{deployedVersion}</bdi> to{' '}
          <strong>
            <bdi>{version}</bdi>
          </strong>{' '}
          in {where}
          {lastRevision !== undefined &&
            run.operation === undefined &&
            `, revision ${lastRevision} to ${lastRevision + 1}`}
        </>
      }
      headState={run.operation === undefined && <PreviewState context={place.context} run={run} />}
      step={steps.shown}
      reached={steps.reached}
      {...(run.isRunning ? {} : { onStep: steps.goTo })}
      cancelLabel={run.operation === undefined ? 'Cancel' : run.isRunning ? 'Stop watching' : 'Close'}
      onCancel={finish}
      problems={steps.problems}
      footStart={
        run.operation === undefined && (
          <CopyHelmCommand request={upgradeCommand(requestOf(commandValues), steps.shown)} />
        )
      }
      footEnd={
        <WizardFoot
          steps={steps}
          run={run}
          runLabel="Run upgrade"
          runTitle={`Upgrade ${place.name} in ${place.context} / ${place.namespace}`}
          onOpenRelease={finish}
        />
      }
    >
      {body()}
    </WizardFrame>
  );

  function body() {
    if (
      helm.data?.state !== 'ready' ||
      release.data === undefined ||
      !source.data ||
      values === undefined ||
      deployed === null
    ) {
      return (
        <Waiting host={place.context} onCancel={onRelease}>
          <SkeletonRows />
        </Waiting>
      );
    }
    switch (steps.shown) {
      case 'target':
        return <UpgradedRelease place={place} release={release.data} source={source.data} onRelease={onRelease} />;
      case 'version':
        return (
          <VersionStep
            versions={versions.data?.versions ?? []}
            tag={tag ?? ''}
            deployedVersion={deployedVersion}
            chart={detail.data}
            failure={failureOf(versions.error ?? detail.error)}
            onRetry={() => void (versions.error === null ? detail : versions).refetch()}
            onTag={(chosen) => change({ tag: chosen })}
          />
        );
      case 'values': {
        // Whatever the overrides are like: here they are put right.
        const request = requestOf(values);
        return request === null ? null : (
          <>
            <CarriedNotices
              source={request.source}
              version={version}
              overrides={whole?.overrides ?? null}
              deployed={{ version: deployedVersion, digest: source.data.digest }}
            />
            <ValuesStep
              source={request.source}
              values={values}
              deployed={carried.data ?? null}
              onValues={(next) => change({ values: next })}
              files={draft.valuesFiles}
              onFiles={(valuesFiles) => change({ valuesFiles })}
            />
          </>
        );
      }
      case 'preview':
        return <UpgradePreviewStep place={place} run={run} onStep={steps.goTo} />;
      case 'options':
        return (
          <OptionsStep
            kind="upgrade"
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
                Helm upgrades <strong>{place.name}</strong> from {deployedVersion} to <strong>{version}</strong> in{' '}
                {where}.
              </>
            }
          />
        );
      default:
        return steps.shown satisfies never;
    }
  }
}
