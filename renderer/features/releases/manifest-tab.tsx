/** What a revision made, object by object, hooks included. What Secrets hold never comes here. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ClusterProblem } from '../../components/cluster-problem';
import { EmptyState } from '../../components/empty-state';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { ResourceBrowser } from '../../components/resource-browser/resource-browser';
import { appErrorOf, failureOf } from '../../ipc';
import { manifestQuery } from './queries';
import { RevisionPicker } from './revision-picker';
import styles from './revision-tab.module.css';
import type { RevisionTabProps } from './values-tab';

export function ManifestTab({ place, revision: last }: RevisionTabProps) {
  const [revision, setRevision] = useState(last);
  const query = manifestQuery(place, revision);
  const { data: resources, error, isFetching, refetch } = useQuery(query);
  const whole = useMemo(() => (resources ?? []).map(({ text }) => `---\n${text.trimEnd()}\n`).join(''), [resources]);
  const retry = (): void => void refetch();
  return (
    <div className={page.page}>
      <div className={styles.bar}>
        <RevisionPicker place={place} revision={revision} onRevision={setRevision} />
        <p className={styles.note}>As Helm keeps it, with its hooks. What Secrets hold is hidden.</p>
      </div>
      {resources === undefined ? (
        failureOf(error) === null ? (
          <FirstLoad host={place.context} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />
        ) : (
          <div className={styles.problem}>
            <ClusterProblem error={appErrorOf(error)} onRetry={retry} headingLevel={2} />
          </div>
        )
      ) : resources.length === 0 ? (
        <EmptyState title="No resources">This revision made none.</EmptyState>
      ) : (
        <ResourceBrowser key={revision} resources={resources} whole={whole} />
      )}
    </div>
  );
}
