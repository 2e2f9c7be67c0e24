/** The dependencies of a chart as a tree, those of charts inside too: what its archive says at once, what registries have row by row. */
import { useQuery } from '@tanstack/react-query';
import type { ArchiveSource } from '../../../../shared/archive';
import type { ChartDependencies } from '../../../../shared/chart-dependencies';
import { dependenciesQuery } from '../../../archive';
import { Button } from '../../../components/button';
import { EmptyState } from '../../../components/empty-state';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { Notice } from '../../../components/notice';
import { appErrorOf } from '../../../ipc';
import { registriesQuery } from '../../../registries';
import row from '../../../components/chart-row.module.css';
import styles from './dependencies-tab.module.css';
import { DependencyRow, type KnownRegistries } from './dependency-row';
import { hasInside, lockWords, summaryWords } from './dependency-words';

export interface DependenciesTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for the archive. */
  readonly host: string;
}

export function DependenciesTab({ source, host }: DependenciesTabProps) {
  const query = dependenciesQuery(source);
  const { data, error, isFetching, refetch } = useQuery(query);
  const { data: registries = [] } = useQuery(registriesQuery);
  const retry = (): void => void refetch();
  if (data === undefined) {
    if (error === null) {
      return <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
    }
    return (
      <div className={styles.problem}>
        <ErrorPanel error={appErrorOf(error)} actions={<Button onClick={retry}>Try again</Button>} />
      </div>
    );
  }
  const [chart] = data.charts;
  if (chart === undefined || !hasInside(chart)) {
    return <EmptyState title="No dependencies">This chart stands by itself: it names no other chart.</EmptyState>;
  }
  const known = { added: new Set(registries.map(({ address }) => address)), own: host };
  return (
    // It holds more than it shows: keys scroll it.
    <div className={styles.tab} tabIndex={0} role="group" aria-label="All dependencies">
      <p className={styles.summary}>{summaryWords(data)}</p>
      {data.isCut && <Notice tone="warning">There are more than are shown here.</Notice>}
      <ChartContents dependencies={data} index={0} registries={known} />
    </div>
  );
}

interface ChartContentsProps {
  readonly dependencies: ChartDependencies;
  /** Of the chart whose dependencies these are. */
  readonly index: number;
  readonly registries: KnownRegistries;
}

function ChartContents({ dependencies, index, registries }: ChartContentsProps) {
  const chart = dependencies.charts[index];
  if (chart === undefined || !hasInside(chart)) return null;
  const lock = chart.lock === null ? null : lockWords(chart.lock);
  return (
    <div className={index === 0 ? undefined : styles.nested}>
      {lock !== null && (lock.tone === 'warning' || index === 0) && (
        <Notice tone={lock.tone} className={styles.notice}>
          {lock.text}
        </Notice>
      )}
      {chart.brokenArchives.length > 0 && (
        <Notice tone="danger" className={styles.notice}>
          <bdi>{chart.brokenArchives.join(', ')}</bdi> can&apos;t be read: Helm refuses the whole chart.
        </Notice>
      )}
      <ul aria-label={index === 0 ? 'Dependencies' : `Dependencies of ${chart.name}`} className={styles.list}>
        {chart.dependencies.map((dependency, position) => (
          <DependencyRow key={position} dependency={dependency} charts={dependencies.charts} registries={registries}>
            {dependency.chart !== null && (
              <ChartContents dependencies={dependencies} index={dependency.chart} registries={registries} />
            )}
          </DependencyRow>
        ))}
        {chart.unnamed.map((each) => (
          <UnnamedRow key={each} dependencies={dependencies} index={each} registries={registries} />
        ))}
      </ul>
    </div>
  );
}

/** A chart inside that no dependency names. */
function UnnamedRow({ dependencies, index, registries }: ChartContentsProps) {
  const chart = dependencies.charts[index];
  if (chart === undefined) return null;
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <div className={row.first}>
          <span className={row.identity}>
            <bdi className={row.name}>{chart.name}</bdi>
            <bdi className={row.version}>{chart.version}</bdi>
          </span>
        </div>
        <div className={styles.second}>
          <code className={styles.address}>
            <bdi>{chart.path}</bdi>
          </code>
          <span>
            {chart.isUnreadable ? 'Its Chart.yaml can’t be read.' : 'Inside, though nothing names it: always on.'}
          </span>
        </div>
      </div>
      <ChartContents dependencies={dependencies} index={index} registries={registries} />
    </li>
  );
}
