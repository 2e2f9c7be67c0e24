/** One version of a chart: its head, and the tabs that are built. Loading, refused, offline and not-a-chart included. */
import { useQuery } from '@tanstack/react-query';
import { FileBadge } from 'lucide-react';
import { Badge } from '../../components/badge';
import { CopyButton, CopyIconButton } from '../../components/copy-button';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { MiddleCut } from '../../components/middle-cut';
import { Picker } from '../../components/picker';
import { PullButton } from '../../components/pull-button';
import { RegistryProblem } from '../../components/registry-problem';
import { Tabs } from '../../components/tabs';
import { useCommand } from '../../commands';
import { cutReference } from '../../format/middle-cut';
import { appErrorOf } from '../../ipc';
import { formatOciReference, tagToVersion } from '../../../shared/reference';
import styles from './chart.module.css';
import { ManifestTab } from './manifest-tab';
import { OverviewTab } from './overview-tab';
import { chartQuery, tagsQuery, type ChartPlace } from './queries';

export type ChartTab = 'overview' | 'manifest';

export interface ChartPageProps {
  readonly place: ChartPlace;
  readonly isAdded: boolean;
  readonly plainHttp: boolean;
  readonly tab: ChartTab;
  readonly onTab: (tab: ChartTab) => void;
  readonly onTag: (tag: string) => void;
}

export function ChartPage({ place, isAdded, plainHttp, tab, onTab, onTag }: ChartPageProps) {
  const { address, repository, tag } = place;
  const query = chartQuery(place);
  const { data: chart, error, isFetching, refetch } = useQuery(query);
  const { data: list } = useQuery(tagsQuery(place));
  const refresh = (): void => void refetch();
  useCommand('refresh', refresh);

  const reference = formatOciReference({ address, repository, tag });
  const version = tagToVersion(tag);
  const name = chart?.metadata?.name ?? repository.slice(repository.lastIndexOf('/') + 1);
  const tagsByVersion = new Map(list?.versions.map((each) => [each.version, each.tag]));
  const versions = tagsByVersion.has(version) ? [...tagsByVersion.keys()] : [version, ...tagsByVersion.keys()];
  const summary = chart?.summary;
  const isChart = summary?.kind === 'chart' || summary?.kind === 'legacy-chart';

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <h1 className={styles.title}>
            <bdi>{name}</bdi>
          </h1>
          <Picker
            label="Version"
            filterLabel="Filter versions"
            items={versions}
            value={version}
            onChoose={(chosen) => onTag(tagsByVersion.get(chosen) ?? chosen)}
          />
          {list?.latestTag === tag && <Badge>Latest</Badge>}
          {list?.versions.some((each) => each.tag === tag && each.isPrerelease) === true && <Badge>Prerelease</Badge>}
          {summary?.hasProvenance === true && <Badge icon={FileBadge}>Has provenance</Badge>}
          {summary?.deprecated === true && <Badge tone="warning">Deprecated</Badge>}
        </div>
        <div className={styles.actions}>
          <CopyButton text={reference} label="Copy reference" />
          {summary !== undefined && isChart && <PullButton {...place} digest={summary.digest} />}
        </div>
        <div className={styles.reference}>
          <MiddleCut text={cutReference(reference)} />
          <CopyIconButton text={reference} label="Copy this reference" />
        </div>
      </header>
      {error !== null && (
        <div className={page.problem}>
          <RegistryProblem error={appErrorOf(error)} address={address} isAdded={isAdded} onRetry={refresh} />
        </div>
      )}
      {chart === undefined ? (
        error === null && (
          <FirstLoad host={address} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
        )
      ) : (
        <Tabs<ChartTab>
          label="Chart"
          chosen={tab}
          onChoose={onTab}
          tabs={[
            {
              id: 'overview',
              label: 'Overview',
              panel: <OverviewTab chart={chart} place={place} plainHttp={plainHttp} />,
            },
            { id: 'manifest', label: 'Manifest', panel: <ManifestTab manifest={chart.manifest} place={place} /> },
          ]}
        />
      )}
    </div>
  );
}
