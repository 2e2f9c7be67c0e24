/**
 * What the archive of a chart holds for reading, for the tabs that show one of its charts at a time: fetched, and which chart is chosen,
 * which stands in the URL.
 */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import type { ChartValues } from '../../../shared/chart-content';
import { archiveContentQuery } from '../../archive';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { FirstLoad } from '../../components/first-load';
import { Picker } from '../../components/picker';
import { appErrorOf } from '../../ipc';
import { chartLabels } from './chart-choice';
import styles from './charts-content.module.css';

export interface ChartsContentProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  /** Stands beside the choice of a chart. */
  readonly noteOf: (chart: ChartValues) => ReactNode;
  /** `index`: which of `charts`. */
  readonly children: (charts: readonly ChartValues[], index: number) => ReactNode;
}

export function ChartsContent({ source, host, chartName, noteOf, children }: ChartsContentProps) {
  const query = archiveContentQuery(source);
  const { data: content, error, isFetching, refetch } = useQuery(query);
  const { chart: label = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const retry = (): void => void refetch();
  if (content === undefined) {
    if (error === null) {
      return <FirstLoad host={host} queryKey={query.queryKey} isFetching={isFetching} onRetry={retry} />;
    }
    return (
      <div className={styles.problem}>
        <ErrorPanel error={appErrorOf(error)} actions={<Button onClick={retry}>Try again</Button>} />
      </div>
    );
  }
  const { charts } = content;
  const labels = chartLabels(charts, chartName);
  const index = Math.max(labels.indexOf(label), 0);
  const chart = charts[index];
  return (
    <div className={styles.tab}>
      {charts.length > 1 && chart !== undefined && (
        <div className={styles.bar}>
          <Picker
            label="Chart"
            filterLabel="Filter charts"
            showsLabel
            items={labels}
            value={labels[index] ?? ''}
            onChoose={(chosen) =>
              void navigate({ to: '.', search: (before) => ({ ...before, chart: chosen }), replace: true })
            }
          />
          <span className={styles.note}>{noteOf(chart)}</span>
        </div>
      )}
      {children(charts, index)}
    </div>
  );
}
