/** One version of a chart: its head, and the tabs that are built. Loading, refused, offline and not-a-chart included. */
import { useQuery } from '@tanstack/react-query';
import { Download, FileBadge, GitCompare } from 'lucide-react';
import { useEffect } from 'react';
import type { RegistrySource } from '../../../shared/archive';
import { formatOciReference, type Reference } from '../../../shared/reference';
import { useCommand } from '../../commands';
import { Badge } from '../../components/badge';
import { Button, IconButton } from '../../components/button';
import { CopyButton, CopyIconButton } from '../../components/copy-button';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { registryChart } from '../../format/helm-command';
import { ListProblem } from '../../components/list-problem';
import { latePart } from '../../components/late-part';
import { MiddleCut } from '../../components/middle-cut';
import { Picker } from '../../components/picker';
import { Tabs } from '../../components/tabs';
import { cutReference } from '../../format/middle-cut';
import { appErrorOf } from '../../ipc';
import { versionsQuery } from '../../version-list';
import { HelmChart } from './copy-helm-show';
import { archiveTabs, prepareArchiveTabs, useFileCount, type ArchiveTab } from './archive-tabs';
import { ChartHead } from './chart-head';
import { fileTagOf, versionChoices } from './chart-versions';
import type { FilePlace } from './files/files-tab';
import { ManifestTab } from './manifest-tab';
import { OverviewTab } from './overview-tab';
import { PullActions } from './pull-actions';
import { chartQuery } from '../../chart-detail';
import { RenderTab } from './render-tab';
import { VerifyButton } from './trust/verify-button';
import { useRendering } from './use-rendering';

const TrustTab = latePart(async () => (await import('./trust/trust-tab')).TrustTab);

export type ChartTab = 'overview' | ArchiveTab | 'manifest' | 'trust' | 'render';

export interface ChartPageProps {
  /** With a tag, a digest or both: then the digest says what is shown. */
  readonly place: Reference;
  readonly isAdded: boolean;
  readonly plainHttp: boolean;
  readonly tab: ChartTab;
  /** The open file of the tab Files. */
  readonly file: FilePlace | undefined;
  readonly onFile: (place: FilePlace) => void;
  readonly onTab: (tab: ChartTab) => void;
  readonly onTag: (tag: string) => void;
  readonly onInstall: (tag: string) => void;
  readonly onCompare: () => void;
}

export function ChartPage(props: ChartPageProps) {
  const { place, isAdded, plainHttp, tab, file, onFile, onTab, onTag, onInstall, onCompare } = props;
  const { address, repository } = place;
  const query = chartQuery(place);
  const { data: chart, error, isFetching, refetch } = useQuery(query);
  const { data: list, refetch: refetchList } = useQuery(versionsQuery(address, repository));
  const refresh = (): void => void Promise.all([refetch(), refetchList()]);
  useCommand('refresh', refresh);
  const rendering = useRendering();
  const isShown = chart !== undefined;
  useEffect(() => (isShown ? prepareArchiveTabs() : undefined), [isShown]);

  const reference = formatOciReference(place);
  const name = chart?.metadata?.name ?? repository.slice(repository.lastIndexOf('/') + 1);
  const { items, current, tagOf } = versionChoices(place, list?.versions ?? []);
  // A digest beside the tag may be another than the tag has by now.
  const tag = place.digest === undefined ? place.tag : undefined;
  const isPrerelease = list?.versions.some((each) => each.tag === tag && each.isPrerelease) === true;
  const summary = chart?.summary;
  const isChart = summary?.kind === 'chart' || summary?.kind === 'legacy-chart';
  const source: RegistrySource | null =
    summary !== undefined && isChart ? { kind: 'registry', address, repository, digest: summary.digest } : null;
  const fileCount = useFileCount(source);
  const fileTag = fileTagOf(place, chart?.metadata ?? null);
  useCommand('compare', onCompare, isChart);

  function chooseVersion(item: string): void {
    const chosen = tagOf(item);
    if (chosen !== undefined) onTag(chosen);
  }

  return (
    <div className={page.page}>
      <ChartHead
        name={name}
        marks={
          <>
            <Picker
              label="Version"
              filterLabel="Filter versions"
              items={items}
              value={current}
              onChoose={chooseVersion}
            />
            {tag !== undefined && list?.latestTag === tag && <Badge>Latest</Badge>}
            {isPrerelease && <Badge>Prerelease</Badge>}
            {summary?.hasProvenance === true && <Badge icon={FileBadge}>Has provenance</Badge>}
            {summary?.deprecated === true && <Badge tone="warning">Deprecated</Badge>}
          </>
        }
        actions={
          <>
            <CopyButton text={reference} label="Copy reference" />
            {summary !== undefined && isChart && fileTag !== null && (
              <PullActions
                key={summary.digest}
                reference={place}
                plainHttp={plainHttp}
                address={address}
                repository={repository}
                tag={fileTag}
                digest={summary.digest}
              />
            )}
            {isChart && <VerifyButton onTrust={() => onTab('trust')} />}
            {isChart && (
              <IconButton
                icon={GitCompare}
                label="Compare with…"
                aria-keyshortcuts="Control+D Meta+D"
                onClick={onCompare}
              />
            )}
            {isChart && tag !== undefined && (
              <Button variant="primary" icon={Download} onClick={() => onInstall(tag)}>
                Install
              </Button>
            )}
          </>
        }
      >
        <MiddleCut text={cutReference(reference)} />
        <CopyIconButton text={reference} label="Copy this reference" />
      </ChartHead>
      <ListProblem
        address={address}
        isAdded={isAdded}
        failure={error === null ? null : appErrorOf(error)}
        list={chart}
        onRetry={refresh}
      />
      {chart === undefined ? (
        error === null && (
          <FirstLoad host={address} queryKey={query.queryKey} isFetching={isFetching} onRetry={refresh} />
        )
      ) : (
        <HelmChart value={registryChart(place, { plainHttp })}>
          <Tabs<ChartTab>
            label="Chart"
            chosen={tab}
            onChoose={onTab}
            tabs={[
              {
                id: 'overview',
                label: 'Overview',
                panel: (
                  <OverviewTab
                    chart={chart}
                    place={place}
                    plainHttp={plainHttp}
                    isSemver={list?.versions.find((each) => each.tag === tag)?.isSemver}
                    onFile={(path) => onFile({ path })}
                    onDependencies={() => onTab('dependencies')}
                  />
                ),
              },
              ...(source !== null
                ? archiveTabs({
                    source,
                    host: address,
                    chartName: name,
                    isLibrary: chart.metadata?.type === 'library',
                    fileCount,
                    dependencyCount: chart.metadata === null ? undefined : (chart.metadata.dependencies?.length ?? 0),
                    file,
                    onFile,
                    onTab,
                  })
                : []),
              {
                id: 'manifest',
                label: 'Manifest',
                panel: (
                  <ManifestTab
                    manifest={chart.manifest}
                    place={place}
                    onFiles={isChart ? () => onTab('files') : undefined}
                  />
                ),
              },
              ...(source !== null
                ? [
                    {
                      id: 'trust' as const,
                      label: 'Trust',
                      panel: (
                        <TrustTab source={source} place={place} tag={fileTag} isAdded={isAdded} plainHttp={plainHttp} />
                      ),
                    },
                  ]
                : []),
              ...(source !== null
                ? [
                    {
                      id: 'render' as const,
                      label: 'Render',
                      panel: (
                        <RenderTab
                          source={source}
                          host={address}
                          helmSource={tag === undefined ? null : { address, repository, tag }}
                          chartName={name}
                          version={chart.metadata?.version ?? ''}
                          rendering={rendering}
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </HelmChart>
      )}
    </div>
  );
}
