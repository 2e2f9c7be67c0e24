/** The values of a chart, or of one within it: values.yaml as it is, beside a table of every value in it. Either leads to the other. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArchiveSource } from '../../../../shared/archive';
import { archiveContentQuery } from '../../../archive';
import { Button } from '../../../components/button';
import { ErrorPanel } from '../../../components/error-panel';
import { FirstLoad } from '../../../components/first-load';
import { Picker } from '../../../components/picker';
import { appErrorOf } from '../../../ipc';
import { chartLabels } from '../chart-choice';
import styles from './values-tab.module.css';
import { ValuesView } from './values-view';

export interface ValuesTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  readonly isLibrary: boolean;
  /** Absent where there is no way to it. */
  readonly onSchema?: () => void;
}

export function ValuesTab({ source, host, chartName, isLibrary, onSchema }: ValuesTabProps) {
  const query = archiveContentQuery(source);
  const { data: content, error, isFetching, refetch } = useQuery(query);
  const [label, setLabel] = useState('');
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
  return (
    <div className={styles.tab}>
      {charts.length > 1 && (
        <div className={styles.bar}>
          <Picker
            label="Chart"
            filterLabel="Filter charts"
            showsLabel
            items={labels}
            value={labels[index] ?? ''}
            onChoose={setLabel}
          />
          <Place path={charts[index]?.path ?? []} />
        </div>
      )}
      <ValuesView
        key={index}
        source={source}
        charts={charts}
        index={index}
        isLibrary={isLibrary && index === 0}
        onSchema={onSchema}
      />
    </div>
  );
}

/** How those of a chart within are overridden. */
function Place({ path }: { readonly path: readonly string[] }) {
  if (path.length === 0) return <span className={styles.note}>The charts within have values of their own.</span>;
  return (
    <span className={styles.note}>
      A chart within. To override its values, write them below <bdi className={styles.code}>{path.join('.')}:</bdi> in
      your own.
    </span>
  );
}
