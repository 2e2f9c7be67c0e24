/** One release: its head, and what helm tells of it in tabs. Loading, gone, out of reach and not allowed included. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { ReleasePlace } from '../../../shared/release';
import { useCommand } from '../../commands';
import { Button, IconButton } from '../../components/button';
import { ClusterProblem } from '../../components/cluster-problem';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import head from '../../components/name-head.module.css';
import { Notice } from '../../components/notice';
import { ReleaseStatus } from '../../components/release-status';
import { Tabs } from '../../components/tabs';
import { isUnderChange } from '../../format/release-status';
import { appErrorOf, failureOf } from '../../ipc';
import { queryKeys } from '../../query-keys';
import { releaseQuery } from '../../release-detail';
import { HistoryTab } from './history-tab';
import { ManifestTab } from './manifest-tab';
import { OverviewTab } from './overview-tab';
import { RepairDialog } from './repair-dialog';
import styles from './release-page.module.css';
import { UninstallDialog } from './uninstall-dialog';
import { ValuesTab } from './values-tab';

export type ReleaseTab = 'overview' | 'values' | 'manifest' | 'history';

export interface ReleasePageProps {
  readonly place: ReleasePlace;
  readonly tab: ReleaseTab;
  readonly onTab: (tab: ReleaseTab) => void;
  readonly onUpgrade: () => void;
  /** It was uninstalled. */
  readonly onGone: () => void;
}

export function ReleasePage({ place, tab, onTab, onUpgrade, onGone }: ReleasePageProps) {
  const client = useQueryClient();
  const query = releaseQuery(place);
  const { data: release, error, isFetching } = useQuery(query);
  const refresh = (): void => void client.invalidateQueries({ queryKey: queryKeys.release(place) });
  useCommand('refresh', refresh);
  const failure = failureOf(error);
  const [isUninstalling, setUninstalling] = useState(false);
  const [isRepairing, setRepairing] = useState(false);
  const isStuck = release !== undefined && isUnderChange(release.details.status);
  const canUninstall = release !== undefined && release.details.status !== 'uninstalled';
  return (
    <div className={page.page}>
      <header className={head.head}>
        <div className={head.titleLine}>
          <h1 className={head.title}>
            <bdi>{place.name}</bdi>
          </h1>
          {release !== undefined && <ReleaseStatus status={release.details.status} />}
        </div>
        <div className={head.actions}>
          {isStuck && (
            <Button variant="primary" aria-haspopup="dialog" onClick={() => setRepairing(true)}>
              Repair…
            </Button>
          )}
          {canUninstall && !isStuck && (
            <>
              <Button aria-haspopup="dialog" onClick={() => setUninstalling(true)}>
                Uninstall…
              </Button>
              <Button variant="primary" onClick={onUpgrade}>
                Upgrade
              </Button>
            </>
          )}
          <IconButton icon={RefreshCw} label="Refresh" disabled={isFetching} onClick={refresh} />
        </div>
        <p className={styles.line}>
          in{' '}
          <strong>
            <bdi>{place.context}</bdi> / <bdi>{place.namespace}</bdi>
          </strong>
          {release !== undefined && (
            <>
              {' '}
              · <bdi>{`${release.metadata.chart.name} ${release.metadata.chart.version}`}</bdi> · revision{' '}
              {release.details.revision}
            </>
          )}
        </p>
      </header>
      {isRepairing && <RepairDialog place={place} onClose={() => setRepairing(false)} onGone={onGone} />}
      {isUninstalling && release !== undefined && (
        <UninstallDialog
          place={place}
          revision={release.details.revision}
          onClose={() => setUninstalling(false)}
          onGone={onGone}
        />
      )}
      {release !== undefined && failure !== null && (
        <div className={page.problem}>
          <Notice tone="warning" announced="politely" action={{ label: 'Try again', onClick: refresh }}>
            {failure.message} Showing what was read before.
          </Notice>
        </div>
      )}
      {release === undefined ? (
        failure === null ? (
          <FirstLoad host={place.context} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
        ) : (
          !isFetching && (
            <div className={page.problem}>
              <ClusterProblem error={appErrorOf(error)} onRetry={refresh} />
            </div>
          )
        )
      ) : (
        <Tabs<ReleaseTab>
          label="Release"
          chosen={tab}
          onChoose={onTab}
          tabs={[
            { id: 'overview', label: 'Overview', panel: <OverviewTab release={release} place={place} /> },
            {
              id: 'values',
              label: 'Values',
              panel: <ValuesTab key={release.details.revision} place={place} revision={release.details.revision} />,
            },
            {
              id: 'manifest',
              label: 'Manifest',
              panel: <ManifestTab key={release.details.revision} place={place} revision={release.details.revision} />,
            },
            {
              id: 'history',
              label: 'History',
              panel: <HistoryTab place={place} canRollBack={!isStuck} />,
            },
          ]}
        />
      )}
    </div>
  );
}
