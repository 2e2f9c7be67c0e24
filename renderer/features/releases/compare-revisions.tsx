/** Two revisions of a release beside each other: what they made, and the values that were given. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReleasePlace } from '../../../shared/release';
import type { RevisionDiff } from '../../../shared/manifest-diff';
import { Button } from '../../components/button';
import { Switch } from '../../components/choice';
import { ClusterProblem } from '../../components/cluster-problem';
import { ManifestDiff } from '../../components/diff/manifest-diff';
import { TextDiff } from '../../components/diff/text-diff';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { Tabs } from '../../components/tabs';
import { appErrorOf, failureOf } from '../../ipc';
import { maskDiffLines } from '../../values/mask-secrets';
import { revisionDiffQuery } from './queries';
import { RevisionPicker } from './revision-picker';
import styles from './revision-tab.module.css';

export interface ComparedRevisions {
  readonly from: number;
  readonly to: number;
}

export interface CompareRevisionsProps {
  readonly place: ReleasePlace;
  readonly revisions: ComparedRevisions;
  readonly onRevisions: (revisions: ComparedRevisions) => void;
  /** Back to the list. */
  readonly onClose: () => void;
}

export function CompareRevisions({ place, revisions, onRevisions, onClose }: CompareRevisionsProps) {
  const query = revisionDiffQuery(place, revisions);
  const { data: diff, error, isFetching, refetch } = useQuery(query);
  const retry = (): void => void refetch();
  return (
    <div className={page.page}>
      <div className={styles.bar}>
        <Button icon={ArrowLeft} onClick={onClose}>
          All revisions
        </Button>
        <RevisionPicker
          place={place}
          label="From revision"
          revision={revisions.from}
          onRevision={(from) => onRevisions({ ...revisions, from })}
        />
        <RevisionPicker
          place={place}
          label="To revision"
          revision={revisions.to}
          onRevision={(to) => onRevisions({ ...revisions, to })}
        />
      </div>
      {diff === undefined ? (
        failureOf(error) === null ? (
          <FirstLoad host={place.context} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
        ) : (
          <div className={styles.problem}>
            <ClusterProblem error={appErrorOf(error)} onRetry={retry} headingLevel={2} />
          </div>
        )
      ) : (
        <RevisionDifferences diff={diff} revisions={revisions} />
      )}
    </div>
  );
}

export interface RevisionDifferencesProps {
  readonly diff: RevisionDiff;
  readonly revisions: ComparedRevisions;
}

/** Also before a roll-back. */
export function RevisionDifferences({ diff, revisions: { from, to } }: RevisionDifferencesProps) {
  const [tab, setTab] = useState<'manifests' | 'values'>('manifests');
  const [showsSecrets, setShowsSecrets] = useState(false);
  const masked = useMemo(() => maskDiffLines(diff.values), [diff]);
  const changed = diff.resources.filter(({ change }) => change !== 'unchanged').length;
  const changedLines = diff.values.filter(({ sign }) => sign !== ' ').length;
  const between = `from revision ${from} to ${to}`;
  return (
    <Tabs
      label="Differences"
      chosen={tab}
      onChoose={setTab}
      tabs={[
        {
          id: 'manifests',
          label: 'Manifests',
          count: changed,
          panel: (
            <div className={styles.diff}>
              <ManifestDiff
                label={`Manifests ${between}`}
                resources={diff.resources}
                nothing="Both revisions made the same."
              />
            </div>
          ),
        },
        {
          id: 'values',
          label: 'Values',
          count: changedLines,
          panel: (
            <div className={page.page}>
              {masked.isMasked && (
                <div className={styles.bar}>
                  <Switch checked={showsSecrets} onCheckedChange={setShowsSecrets}>
                    Show secrets
                  </Switch>
                </div>
              )}
              <div className={styles.diff}>
                <div className={styles.text}>
                  <TextDiff
                    label={`Values ${between}`}
                    lines={showsSecrets ? diff.values : masked.lines}
                    nothing="Both revisions were given the same values."
                  />
                </div>
              </div>
            </div>
          ),
        },
      ]}
    />
  );
}
