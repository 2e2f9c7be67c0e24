/** The values of a revision: those that the user gave, or all that the templates got. What is likely a secret is masked until asked for. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReleasePlace } from '../../../shared/release';
import { Radio, Switch } from '../../components/choice';
import { ClusterProblem } from '../../components/cluster-problem';
import { EmptyState } from '../../components/empty-state';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { VisuallyHidden } from '../../components/visually-hidden';
import { CodeView } from '../../components/code-view/code-view';
import { appErrorOf, failureOf } from '../../ipc';
import { releaseValuesQuery } from '../../release-detail';
import { maskSecrets } from '../../values/mask-secrets';
import { RevisionPicker } from './revision-picker';
import styles from './revision-tab.module.css';

export interface RevisionTabProps {
  readonly place: ReleasePlace;
  /** The last one, to begin with. */
  readonly revision: number;
}

export function ValuesTab({ place, revision: last }: RevisionTabProps) {
  const [revision, setRevision] = useState(last);
  const [all, setAll] = useState(false);
  const [showsSecrets, setShowsSecrets] = useState(false);
  const query = releaseValuesQuery(place, revision, { all });
  const { data: values, error, isFetching, refetch } = useQuery(query);
  const masked = useMemo(() => maskSecrets(values ?? ''), [values]);
  const retry = (): void => void refetch();
  return (
    <div className={page.page}>
      <div className={styles.bar}>
        <RevisionPicker place={place} revision={revision} onRevision={setRevision} />
        <fieldset className={styles.choices}>
          <legend>
            <VisuallyHidden>Which values</VisuallyHidden>
          </legend>
          <Radio name="which-values" checked={!all} onChoose={() => setAll(false)}>
            Overrides
          </Radio>
          <Radio name="which-values" checked={all} onChoose={() => setAll(true)}>
            All, with the chart&apos;s own
          </Radio>
        </fieldset>
        {masked.isMasked && (
          <Switch checked={showsSecrets} onCheckedChange={setShowsSecrets}>
            Show secrets
          </Switch>
        )}
      </div>
      {body()}
    </div>
  );

  function body() {
    if (values === undefined) {
      return failureOf(error) === null ? (
        <FirstLoad host={place.context} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
      ) : (
        <div className={styles.problem}>
          <ClusterProblem error={appErrorOf(error)} onRetry={retry} headingLevel={2} />
        </div>
      );
    }
    if (values.trim() === '') {
      return (
        <EmptyState title="No values">
          {all ? 'The chart has none, and none were given.' : 'None were given: the chart is used as it is.'}
        </EmptyState>
      );
    }
    return (
      <CodeView
        label={`Values of revision ${revision}`}
        text={showsSecrets ? values : masked.text}
        head={<h2 className={styles.title}>{all ? 'All values' : 'Overrides'}</h2>}
      />
    );
  }
}
