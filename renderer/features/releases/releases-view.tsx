/** The releases of a cluster as helm lists them, or why there is no list: no helm, no cluster, out of reach, not allowed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Clusters } from '../../../shared/cluster-choice';
import type { AppError } from '../../../shared/errors';
import { clustersQuery, helmQuery } from '../../clusters';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { classNames } from '../../components/class-names';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import page from '../../components/list-page.module.css';
import { PageHead } from '../../components/page-head';
import { appErrorOf } from '../../ipc';
import { queryKeys } from '../../query-keys';
import type { ReleaseOrder } from './release-order';
import { ReleaseList } from './release-list';
import styles from './releases-view.module.css';

export interface ReleasesViewProps {
  /** As they stand in the route. */
  readonly filter: string;
  readonly order: ReleaseOrder;
  readonly selectedKey: string | undefined;
  readonly updatesOnly: boolean;
  /** Resolves once the route has it. */
  readonly onFilter: (filter: string) => Promise<void>;
  readonly onOrder: (order: ReleaseOrder) => void;
  readonly onSelect: (key: string) => void;
  readonly onUpdatesOnly: (updatesOnly: boolean) => void;
}

export function ReleasesView(props: ReleasesViewProps) {
  const clusters = useQuery(clustersQuery);
  const helm = useQuery(helmQuery);
  const failure = clusters.error ?? helm.error;
  if (failure !== null) return <NoList problem={appErrorOf(failure)} />;
  if (clusters.data === undefined || helm.data === undefined) return null;
  if (helm.data.state !== 'ready') return <NoList problem={helm.data.problem} />;
  const { context, namespace } = clusters.data;
  if (context === null) return <NoCluster clusters={clusters.data} />;
  return <ReleaseList {...props} clusters={clusters.data} context={context} namespace={namespace} />;
}

function NoList({ problem }: { readonly problem: AppError }) {
  return (
    <div className={classNames(page.page, styles.list)}>
      <PageHead title="Releases" line="What Helm has installed into a cluster" />
      <div className={page.problem}>
        <ErrorPanel error={problem} actions={<WaysOut />} />
      </div>
    </div>
  );
}

function NoCluster({ clusters: { kubeconfig } }: { readonly clusters: Clusters }) {
  const { problem, contexts } = kubeconfig;
  return (
    <div className={classNames(page.page, styles.list)}>
      <PageHead title="Releases" line="What Helm has installed into a cluster" />
      {problem === undefined || problem.code === 'missing' ? (
        <EmptyState title="No cluster" actions={<WaysOut />}>
          {contexts.length === 0
            ? 'Chartroom finds no kubeconfig that names one. It reads those of KUBECONFIG, else the one that kubectl keeps, or one that you choose in the settings.'
            : 'The kubeconfig names no current context. Choose one with kubectl, or another kubeconfig in the settings.'}
        </EmptyState>
      ) : (
        <div className={page.problem}>
          <ErrorPanel
            error={{
              kind: 'unavailable',
              message: `${problem.file} can't be read as a kubeconfig.`,
              why: 'Correct it, or choose another one in the settings. Browsing and pushing still work.',
              ...(problem.code === 'broken' ? { details: problem.details } : {}),
            }}
            actions={<WaysOut />}
          />
        </div>
      )}
    </div>
  );
}

function WaysOut() {
  const client = useQueryClient();
  function lookAgain(): void {
    void client.invalidateQueries({ queryKey: queryKeys.clusters });
    void client.invalidateQueries({ queryKey: queryKeys.helm });
  }
  return (
    <>
      <Button variant="primary" onClick={lookAgain}>
        Look again
      </Button>
      <Button onClick={() => commands.run('settings', undefined)}>Open settings</Button>
    </>
  );
}
