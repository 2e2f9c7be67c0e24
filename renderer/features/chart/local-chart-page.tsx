/**
 * A chart on this machine, packaged or as a folder, read before it is pushed: the same tabs as in a registry. A folder is packaged
 * for that, into a file of the main process.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderDown, GitCompare, Laptop, Upload } from 'lucide-react';
import { useEffect } from 'react';
import type { FileSource } from '../../../shared/archive';
import type { FileId } from '../../../shared/push';
import { archiveMetadataQuery } from '../../archive';
import { commands, useCommand } from '../../commands';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { CodeBox } from '../../components/code-box';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { latePart } from '../../components/late-part';
import page from '../../components/list-page.module.css';
import { Notice } from '../../components/notice';
import { Tabs } from '../../components/tabs';
import { useUnpack } from '../../components/use-unpack';
import { THIS_COMPUTER } from '../../local-chart';
import { queryKeys } from '../../query-keys';
import { useLocalChart, type LocalChart } from '../../use-local-chart';
import { localChart } from '../../format/helm-command';
import { HelmChart } from './copy-helm-show';
import { archiveTabs, prepareArchiveTabs, useFileCount, type ArchiveTab } from './archive-tabs';
import { ChartHead } from './chart-head';
import { ChartOverview } from './chart-overview';
import { VerifyButton } from './trust/verify-button';
import type { FilePlace } from './files/files-tab';
import { RenderTab } from './render-tab';
import { useRendering } from './use-rendering';

const LocalTrustTab = latePart(async () => (await import('./trust/local-trust-tab')).LocalTrustTab);

export type LocalChartTab = 'overview' | ArchiveTab | 'trust' | 'render';

export interface LocalChartPageProps {
  readonly fileId: FileId;
  readonly tab: LocalChartTab;
  /** The open file of the tab Files. */
  readonly file: FilePlace | undefined;
  readonly onFile: (place: FilePlace) => void;
  readonly onTab: (tab: LocalChartTab) => void;
  readonly onCompare: () => void;
}

export function LocalChartPage(props: LocalChartPageProps) {
  const { chart, problem, asked, queryKey } = useLocalChart(props.fileId);
  const client = useQueryClient();
  /** The .prov may have come, gone or changed while the archive stayed as it is. */
  const retry = (): void =>
    void Promise.all([asked.refetch(), client.invalidateQueries({ queryKey: queryKeys.trust })]);
  useCommand('refresh', retry);
  if (problem !== null) {
    return (
      <div className={page.problem}>
        <ErrorPanel error={problem} actions={<Button onClick={retry}>Try again</Button>} />
      </div>
    );
  }
  if (chart === undefined) {
    return (
      <FirstLoad
        host={THIS_COMPUTER}
        queryKey={queryKey}
        isFetching={asked.isFetching || asked.data !== undefined}
        onRetry={retry}
      />
    );
  }
  // Another digest is another content: what was read of the last one is of no use.
  return <ShownChart key={chart.digest} {...props} chart={chart} />;
}

interface ShownChartProps extends LocalChartPageProps {
  readonly chart: LocalChart;
}

function ShownChart({ fileId, tab, file, onFile, onTab, onCompare, chart }: ShownChartProps) {
  const source: FileSource = { kind: 'file', fileId };
  const { data: metadata = null } = useQuery(archiveMetadataQuery(source));
  const rendering = useRendering();
  const fileCount = useFileCount(source);
  const unpack = useUnpack(source);
  useEffect(() => prepareArchiveTabs(), []);
  useCommand('compare', onCompare);
  const { name, version, fileName, provenance, warnings } = chart;
  return (
    <div className={page.page}>
      <ChartHead
        name={name}
        marks={
          <>
            <Badge>{version}</Badge>
            <Badge icon={Laptop}>On this computer</Badge>
            {chart.isDeprecated && <Badge tone="warning">Deprecated</Badge>}
          </>
        }
        actions={
          <>
            <Button icon={FolderDown} aria-haspopup="dialog" disabled={unpack.isPending} onClick={unpack.start}>
              Unpack…
            </Button>
            <Button icon={GitCompare} aria-keyshortcuts="Control+D Meta+D" onClick={onCompare}>
              Compare…
            </Button>
            <VerifyButton onTrust={() => onTab('trust')} />
            <Button
              variant="primary"
              icon={Upload}
              aria-haspopup="dialog"
              onClick={() => commands.run('push-files', { files: [{ fileId, fileName }] })}
            >
              Push…
            </Button>
          </>
        }
      >
        <bdi>{fileName}</bdi>
      </ChartHead>
      <HelmChart value={localChart(fileName)}>
        <Tabs<LocalChartTab>
          label="Chart"
          chosen={tab}
          onChoose={onTab}
          tabs={[
            {
              id: 'overview',
              label: 'Overview',
              panel: (
                <ChartOverview
                  source={source}
                  host={THIS_COMPUTER}
                  metadata={metadata}
                  notices={warnings.map((warning, index) => (
                    <Notice key={index} tone="warning">
                      {warning}
                    </Notice>
                  ))}
                  facts={{
                    sizeBytes: chart.sizeBytes,
                    provenance: PROVENANCE_WORDS[provenance],
                  }}
                  side={
                    <section>
                      <CodeBox label="Digest of the archive" text={chart.digest} copyLabel="Copy digest" />
                    </section>
                  }
                  onFile={(path) => onFile({ path })}
                  onDependencies={() => onTab('dependencies')}
                />
              ),
            },
            ...archiveTabs({
              source,
              host: THIS_COMPUTER,
              chartName: name,
              isLibrary: metadata?.type === 'library',
              fileCount,
              dependencyCount: metadata === null ? undefined : (metadata.dependencies?.length ?? 0),
              file,
              onFile,
              onTab,
            }),
            {
              id: 'trust',
              label: 'Trust',
              panel: <LocalTrustTab source={source} host={THIS_COMPUTER} isFolder={chart.isFolder} />,
            },
            {
              id: 'render',
              label: 'Render',
              panel: (
                <RenderTab
                  source={source}
                  host={THIS_COMPUTER}
                  helmSource={{ fileName }}
                  chartName={name}
                  version={version}
                  rendering={rendering}
                />
              ),
            },
          ]}
        />
      </HelmChart>
    </div>
  );
}

const PROVENANCE_WORDS: Readonly<Record<LocalChart['provenance'], string>> = {
  none: 'None',
  'of-this': 'Beside it, not verified',
  'of-another': 'Beside it, for another archive',
  'not-read': 'Not read',
};
