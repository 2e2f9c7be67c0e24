/** Two charts beside each other, mostly two versions of one: which they are, and what differs. Either may be missing, refused or no chart. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { formatReference } from '../../../shared/reference';
import type { Registry } from '../../../shared/registry';
import { archiveContentQuery } from '../../archive';
import { formatSide, type ChartSide } from '../../chart-side';
import { useCommand } from '../../commands';
import { comparisonQuery } from '../../comparison';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { Notice } from '../../components/notice';
import { appErrorOf, failureOf } from '../../ipc';
import { localChartQuery } from '../../local-chart';
import { queryKeys } from '../../query-keys';
import styles from './compare.module.css';
import { ComparisonTabs } from './comparison-tabs';
import type { ComparedSources } from './file-diff';
import { SidePicker } from './side-picker';
import { SideProblem } from './side-problem';
import type { CompareTab } from './summary-words';
import { useSide } from './use-side';

export interface ComparePageProps {
  /** Null while it is still to be chosen. */
  readonly from: ChartSide | null;
  readonly to: ChartSide | null;
  readonly registries: readonly Registry[];
  readonly tab: CompareTab;
  readonly onTab: (tab: CompareTab) => void;
  readonly onSides: (from: ChartSide | null, to: ChartSide | null) => void;
}

export function ComparePage({ from, to, registries, tab, onTab, onSides }: ComparePageProps) {
  const chooseFrom = (chosen: ChartSide): void => onSides(chosen, to);
  const chooseTo = (chosen: ChartSide): void => onSides(from, chosen);
  return (
    <div className={page.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>
          Compare <Names sides={[from, to]} />
        </h1>
        <div className={styles.sides}>
          <SidePicker label="Before" side={from} like={to} onChoose={chooseFrom} />
          <Button
            icon={ArrowLeftRight}
            aria-label="Swap sides"
            disabled={from === null && to === null}
            onClick={() => onSides(to, from)}
          >
            Swap
          </Button>
          <SidePicker label="Now" side={to} like={from} onChoose={chooseTo} />
        </div>
      </header>
      {from === null || to === null ? (
        <EmptyState title="Choose what to compare with">
          Choose another version above, paste the reference of any other chart there, or open a file.
        </EmptyState>
      ) : (
        <Sides
          key={`${formatSide(from)} ${formatSide(to)}`}
          from={from}
          to={to}
          registries={registries}
          tab={tab}
          onTab={onTab}
          onFrom={chooseFrom}
          onTo={chooseTo}
        />
      )}
    </div>
  );
}

/** A repository's last part, or a file's name; once where both are the same. */
function Names({ sides }: { readonly sides: readonly (ChartSide | null)[] }) {
  const files = useQueries({
    queries: sides.map((side) => localChartQuery(side?.kind === 'file' ? side.fileId : null)),
  });
  const names = sides.flatMap((side, index) => {
    if (side === null) return [];
    if (side.kind === 'file') return [files[index]?.data?.fileName ?? 'a file'];
    const { repository } = side.place;
    return [repository.slice(repository.lastIndexOf('/') + 1)];
  });
  return <bdi>{[...new Set(names)].join(' with ')}</bdi>;
}

interface SidesProps extends Pick<ComparePageProps, 'registries' | 'tab' | 'onTab'> {
  readonly from: ChartSide;
  readonly to: ChartSide;
  readonly onFrom: (side: ChartSide) => void;
  readonly onTo: (side: ChartSide) => void;
}

/** Each side by itself first: what is wrong with one is told of that one. */
function Sides({ from, to, registries, tab, onTab, onFrom, onTo }: SidesProps) {
  const [before, after] = [useSide(from), useSide(to)];
  const client = useQueryClient();
  /** A file may be another by now, while its id stays. */
  const changed =
    from.kind === 'file' || to.kind === 'file' ? { queryKey: queryKeys.everyComparison } : { predicate: () => false };
  const refresh = (): void =>
    void Promise.all([before.asked.refetch(), after.asked.refetch(), client.invalidateQueries(changed)]);
  useCommand('refresh', refresh);
  const sides = [
    { label: 'Before', reading: before, onChoose: onFrom },
    { label: 'Now', reading: after, onChoose: onTo },
  ];
  const troubled = sides.filter(({ reading }) => reading.problem !== null);
  if (troubled.length > 0) {
    return (
      <div className={styles.problems}>
        {troubled.map(({ label, reading, onChoose }) => (
          <SideProblem
            key={label}
            label={label}
            reading={reading}
            isAdded={registries.some(({ address }) => address === reading.host)}
            onChoose={onChoose}
          />
        ))}
      </div>
    );
  }
  if (before.chart === null || after.chart === null) {
    const waiting = before.chart === null ? before : after;
    return (
      <FirstLoad
        host={waiting.host}
        queryKey={waiting.queryKey}
        isFetching={before.asked.isFetching || after.asked.isFetching}
        onRetry={refresh}
      />
    );
  }
  if (from.kind === 'registry' && to.kind === 'registry' && before.chart.digest === after.chart.digest) {
    return (
      <EmptyState title="The same bytes">
        Both lead to the same manifest, <bdi>{before.chart.digest.slice(0, 19)}</bdi>, so there is nothing to compare.
      </EmptyState>
    );
  }
  return (
    <Compared
      // Another archive under the same id is another comparison.
      key={`${before.chart.digest} ${after.chart.digest}`}
      sources={{ from: before.chart.source, to: after.chart.source }}
      hosts={[...new Set([before.host, after.host])]}
      titles={[titleOf('Before', from), titleOf('Now', to)]}
      tab={tab}
      onTab={onTab}
    />
  );
}

function titleOf(label: string, side: ChartSide): string {
  return side.kind === 'registry' ? formatReference(side.place) : `${label}: a chart on this computer`;
}

interface ComparedProps extends Pick<ComparePageProps, 'tab' | 'onTab'> {
  readonly sources: ComparedSources;
  readonly hosts: readonly string[];
  /** Of either side, where one of them can't be read. */
  readonly titles: readonly [string, string];
}

function Compared({ sources, hosts, titles, tab, onTab }: ComparedProps) {
  const query = comparisonQuery(sources.from, sources.to);
  const { data: comparison, error, isFetching, refetch } = useQuery(query);
  const retry = (): void => void refetch();
  if (comparison === undefined) {
    if (failureOf(error) !== null) {
      return <ArchiveProblems sources={sources} titles={titles} error={error} onRetry={retry} />;
    }
    return <FirstLoad host={hosts.join(' and ')} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
  }
  const { from, to, files } = comparison;
  if (from.digest === to.digest) {
    return (
      <EmptyState title="The same bytes">
        The archives are the same, byte for byte
        {sources.from.kind === 'registry' && sources.to.kind === 'registry' && ': only their manifests differ'}.
      </EmptyState>
    );
  }
  const isSameContent = files.counts.same === from.fileCount && from.fileCount === to.fileCount;
  return (
    <>
      {from.name !== to.name && (
        <Notice tone="info" className={styles.notice}>
          These are two different charts: <bdi>{from.name}</bdi> and <bdi>{to.name}</bdi>.
        </Notice>
      )}
      {isSameContent && (
        <Notice tone="info" className={styles.notice}>
          Every file is the same in both. Only how they are packed differs.
        </Notice>
      )}
      <ComparisonTabs comparison={comparison} sources={sources} tab={tab} onTab={onTab} />
    </>
  );
}

/** Comparing failed: asked one by one, the archives tell which of them it is. */
function ArchiveProblems({
  sources,
  titles,
  error,
  onRetry,
}: Pick<ComparedProps, 'sources' | 'titles'> & { readonly error: unknown; readonly onRetry: () => void }) {
  const [before, after] = useQueries({
    queries: [archiveContentQuery(sources.from), archiveContentQuery(sources.to)],
  });
  const failures = [
    { title: titles[0], error: before.error },
    { title: titles[1], error: after.error },
  ].filter((side) => failureOf(side.error) !== null);
  const retry = (): void => {
    void Promise.all([before.refetch(), after.refetch()]).then(onRetry);
  };
  const told = failures.length === 0 ? [{ title: null, error }] : failures;
  return (
    <div className={styles.problems}>
      {told.map((side) => (
        <section key={side.title}>
          {side.title !== null && (
            <h2 className={styles.sideTitle}>
              <bdi>{side.title}</bdi>
            </h2>
          )}
          <ErrorPanel
            error={appErrorOf(side.error)}
            headingLevel={3}
            actions={<Button onClick={retry}>Try again</Button>}
          />
        </section>
      ))}
    </div>
  );
}
