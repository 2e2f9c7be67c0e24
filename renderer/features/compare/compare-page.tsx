/** Two charts beside each other, mostly two versions of one: which they are, and what differs. Either may be missing, refused or no chart. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { formatReference, type Reference } from '../../../shared/reference';
import type { Registry } from '../../../shared/registry';
import { archiveContentQuery } from '../../archive';
import { chartQuery } from '../../chart-detail';
import { useCommand } from '../../commands';
import { comparisonQuery } from '../../comparison';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import page from '../../components/list-page.module.css';
import { Notice } from '../../components/notice';
import { appErrorOf, failureOf } from '../../ipc';
import styles from './compare.module.css';
import { ComparisonTabs } from './comparison-tabs';
import type { ComparedSources } from './file-diff';
import { SidePicker } from './side-picker';
import { SideProblem } from './side-problem';
import type { CompareTab } from './summary-words';

export interface ComparePageProps {
  /** With a tag, a digest or both; null while it is still to be chosen. */
  readonly from: Reference | null;
  readonly to: Reference | null;
  readonly registries: readonly Registry[];
  readonly tab: CompareTab;
  readonly onTab: (tab: CompareTab) => void;
  readonly onSides: (from: Reference | null, to: Reference | null) => void;
}

export function ComparePage({ from, to, registries, tab, onTab, onSides }: ComparePageProps) {
  const names = [from, to].flatMap((side) => (side === null ? [] : [nameOf(side)]));
  return (
    <div className={page.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>
          Compare <bdi>{[...new Set(names)].join(' with ')}</bdi>
        </h1>
        <div className={styles.sides}>
          <SidePicker label="Before" place={from} like={to} onChoose={(chosen) => onSides(chosen, to)} />
          <Button
            icon={ArrowLeftRight}
            aria-label="Swap sides"
            disabled={from === null && to === null}
            onClick={() => onSides(to, from)}
          >
            Swap
          </Button>
          <SidePicker label="Now" place={to} like={from} onChoose={(chosen) => onSides(from, chosen)} />
        </div>
      </header>
      {from === null || to === null ? (
        <EmptyState title="Choose what to compare with">
          Choose another version above, or paste the reference of any other chart there.
        </EmptyState>
      ) : (
        <Sides
          key={`${formatReference(from)} ${formatReference(to)}`}
          from={from}
          to={to}
          registries={registries}
          tab={tab}
          onTab={onTab}
        />
      )}
    </div>
  );
}

function nameOf({ repository }: Reference): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

interface SidesProps extends Pick<ComparePageProps, 'registries' | 'tab' | 'onTab'> {
  readonly from: Reference;
  readonly to: Reference;
}

/** Each side by itself first: what is wrong with one is told of that one. */
function Sides({ from, to, registries, tab, onTab }: SidesProps) {
  const [before, after] = [useQuery(chartQuery(from)), useQuery(chartQuery(to))];
  const refresh = (): void => void Promise.all([before.refetch(), after.refetch()]);
  useCommand('refresh', refresh);
  const sides = [
    { label: 'Before', place: from, query: before },
    { label: 'Now', place: to, query: after },
  ];
  const troubled = sides.filter(
    ({ query: { data, error } }) =>
      (data === undefined && failureOf(error) !== null) ||
      (data !== undefined && data.summary.kind !== 'chart' && data.summary.kind !== 'legacy-chart'),
  );
  if (troubled.length > 0) {
    return (
      <div className={styles.problems}>
        {troubled.map(({ label, place, query }) => (
          <SideProblem
            key={label}
            label={label}
            place={place}
            chart={query.data}
            failure={failureOf(query.error)}
            isAdded={registries.some(({ address }) => address === place.address)}
            onRetry={() => void query.refetch()}
          />
        ))}
      </div>
    );
  }
  const waiting = sides.find(({ query }) => query.data === undefined);
  if (waiting !== undefined || before.data === undefined || after.data === undefined) {
    const place = waiting?.place ?? from;
    return (
      <FirstLoad
        host={place.address}
        queryKey={chartQuery(place).queryKey}
        isFetching={before.isFetching || after.isFetching}
        onRetry={refresh}
      />
    );
  }
  const [fromDigest, toDigest] = [before.data.summary.digest, after.data.summary.digest];
  if (fromDigest === toDigest) {
    return (
      <EmptyState title="The same bytes">
        Both lead to the same manifest, <bdi>{fromDigest.slice(0, 19)}</bdi>, so there is nothing to compare.
      </EmptyState>
    );
  }
  const sourceOf = ({ address, repository }: Reference, digest: typeof fromDigest) =>
    ({ kind: 'registry', address, repository, digest }) as const;
  return (
    <Compared
      sources={{ from: sourceOf(from, fromDigest), to: sourceOf(to, toDigest) }}
      places={{ from, to }}
      tab={tab}
      onTab={onTab}
    />
  );
}

interface ComparedProps extends Pick<ComparePageProps, 'tab' | 'onTab'> {
  readonly sources: ComparedSources;
  readonly places: { readonly from: Reference; readonly to: Reference };
}

function Compared({ sources, places, tab, onTab }: ComparedProps) {
  const query = comparisonQuery(sources.from, sources.to);
  const { data: comparison, error, isFetching, refetch } = useQuery(query);
  const retry = (): void => void refetch();
  if (comparison === undefined) {
    if (failureOf(error) !== null)
      return <ArchiveProblems sources={sources} places={places} error={error} onRetry={retry} />;
    const hosts = [...new Set([places.from.address, places.to.address])];
    return <FirstLoad host={hosts.join(' and ')} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
  }
  const { from, to, files } = comparison;
  if (from.digest === to.digest) {
    return (
      <EmptyState title="The same bytes">
        The archives are the same, byte for byte: only their manifests differ.
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
  places,
  error,
  onRetry,
}: Omit<ComparedProps, 'tab' | 'onTab'> & { readonly error: unknown; readonly onRetry: () => void }) {
  const [before, after] = useQueries({
    queries: [archiveContentQuery(sources.from), archiveContentQuery(sources.to)],
  });
  const failures = [
    { place: places.from, error: before.error },
    { place: places.to, error: after.error },
  ].filter((side) => failureOf(side.error) !== null);
  const retry = (): void => {
    void Promise.all([before.refetch(), after.refetch()]).then(onRetry);
  };
  const told = failures.length === 0 ? [{ place: null, error }] : failures;
  return (
    <div className={styles.problems}>
      {told.map((side) => (
        <section key={side.place === null ? '' : formatReference(side.place)}>
          {side.place !== null && (
            <h2 className={styles.sideTitle}>
              <bdi>{formatReference(side.place)}</bdi>
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
