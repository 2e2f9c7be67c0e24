/**
 * What an upgrade changes: from what is deployed to what the cluster says would be made, by a dry run on its server; and beside it what
 * was changed by hand since, which the upgrade would set back.
 */
import { useQuery, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReleasePlace } from '../../../shared/release';
import type { PreviewId, UpgradePreview } from '../../../shared/release-preview';
import type { Uncompared } from '../../../shared/manifest-diff';
import { Button } from '../../components/button';
import { ManifestDiff } from '../../components/diff/manifest-diff';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { Notice } from '../../components/notice';
import { Tabs } from '../../components/tabs';
import { failureOf } from '../../ipc';
import { driftQuery } from '../../release-detail';
import type { StepId } from '../../wizard-steps';
import { PreviewWait, type PreviewRunView } from './preview-wait';
import { PreviewWarnings } from './preview-warnings';
import { previewDiffQuery } from './queries';
import styles from './upgrade-preview-step.module.css';

export interface UpgradePreviewStepProps {
  readonly place: ReleasePlace;
  readonly run: PreviewRunView<UpgradePreview>;
  readonly onStep: (step: StepId) => void;
}

export function UpgradePreviewStep({ place, run, onStep }: UpgradePreviewStepProps) {
  return (
    <PreviewWait context={place.context} run={run} onStep={onStep}>
      {(preview) => <Previewed key={preview.id} place={place} preview={preview} />}
    </PreviewWait>
  );
}

function Previewed({ place, preview }: { readonly place: ReleasePlace; readonly preview: UpgradePreview }) {
  const [tab, setTab] = useState<'upgrade' | 'drift'>('upgrade');
  const { revision } = preview.deployed;
  const diff = useQuery(previewDiffQuery(preview.id));
  const drift = useQuery(driftQuery(place, revision));
  const changed = diff.data?.filter(({ change }) => change !== 'unchanged').length;
  const byHand = drift.data?.resources.filter(({ change }) => change !== 'unchanged').length;
  return (
    <>
      <PreviewWarnings warnings={preview.warnings} />
      <div className={styles.tabs}>
        <Tabs
          label="Differences"
          chosen={tab}
          onChoose={setTab}
          tabs={[
            {
              id: 'upgrade',
              label: 'This upgrade',
              ...(changed === undefined ? {} : { count: changed }),
              panel: <UpgradeDiff previewId={preview.id} place={place} />,
            },
            {
              id: 'drift',
              label: 'Changed by hand',
              ...(byHand === undefined ? {} : { count: byHand }),
              panel: <Drift place={place} revision={revision} />,
            },
          ]}
        />
      </div>
    </>
  );
}

function UpgradeDiff({ previewId, place }: { readonly previewId: PreviewId; readonly place: ReleasePlace }) {
  const query = previewDiffQuery(previewId);
  const diff = useQuery(query);
  if (diff.data === undefined) return <DiffWait query={diff} queryKey={query.queryKey} host={place.context} />;
  return (
    <div className={styles.upgrade}>
      <ManifestDiff
        label="Changes of this upgrade"
        resources={diff.data}
        nothing="With these values this version makes just what is deployed. An upgrade would only add a revision."
      />
    </div>
  );
}

function Drift({ place, revision }: { readonly place: ReleasePlace; readonly revision: number }) {
  const query = driftQuery(place, revision);
  const drift = useQuery(query);
  if (drift.data === undefined) return <DiffWait query={drift} queryKey={query.queryKey} host={place.context} />;
  const { resources, uncompared } = drift.data;
  return (
    <div className={styles.drift}>
      <p className={styles.about}>
        From what revision {revision} made to what is in the cluster now. An upgrade sets back what it touches; Helm 4
        stops at fields that another tool manages, unless <em>Force conflicts</em> is chosen with the options. What
        others added beside it is not told.
      </p>
      {uncompared.length > 0 && <UncomparedNotice uncompared={uncompared} />}
      <ManifestDiff
        label="Changed by hand"
        resources={resources}
        nothing="What can be compared is in the cluster as this release made it."
      />
    </div>
  );
}

const WHY = {
  forbidden: 'you may not read or change it',
  'kind-unknown': "the cluster doesn't know this kind any more",
  refused: 'the cluster refused to compare it',
} as const;
const MAX_NAMED = 4;

function UncomparedNotice({ uncompared }: { readonly uncompared: readonly Uncompared[] }) {
  return (
    <Notice tone="warning">
      <strong>
        {uncompared.length === 1 ? 'One object was not compared.' : `${uncompared.length} objects were not compared.`}
      </strong>
      <ul>
        {uncompared.slice(0, MAX_NAMED).map(({ kind, name, why, message }) => (
          <li key={`${kind} ${name}`}>
            {kind} <bdi>{name}</bdi>: {WHY[why]}
            {message !== '' && (
              <>
                {' '}
                (<bdi>{message}</bdi>)
              </>
            )}
          </li>
        ))}
      </ul>
      {uncompared.length > MAX_NAMED && `And ${uncompared.length - MAX_NAMED} more.`}
    </Notice>
  );
}

interface DiffWaitProps {
  readonly host: string;
  readonly queryKey: QueryKey;
  readonly query: {
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly refetch: () => Promise<unknown>;
  };
}

function DiffWait({ host, queryKey, query: { error, isFetching, refetch } }: DiffWaitProps) {
  const failure = failureOf(error);
  const retry = (): void => void refetch();
  if (failure === null) return <FirstLoad host={host} queryKey={queryKey} isFetching={isFetching} onRetry={retry} />;
  return <ErrorPanel error={failure} headingLevel={3} actions={<Button onClick={retry}>Try again</Button>} />;
}
