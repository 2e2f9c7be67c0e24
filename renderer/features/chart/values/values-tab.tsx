/** The values of a chart, or of one within it: values.yaml as it is, beside a table of every value in it. Either leads to the other. */
import type { ArchiveSource } from '../../../../shared/archive';
import type { ChartValues } from '../../../../shared/chart-content';
import { ChartsContent } from '../charts-content';
import styles from './values-tab.module.css';
import { ValuesView } from './values-view';

export interface ValuesTabProps {
  readonly source: ArchiveSource;
  /** Who is asked for it. */
  readonly host: string;
  readonly chartName: string;
  readonly isLibrary: boolean;
  readonly onSchema: () => void;
}

export function ValuesTab({ source, host, chartName, isLibrary, onSchema }: ValuesTabProps) {
  return (
    <ChartsContent source={source} host={host} chartName={chartName} noteOf={noteOf}>
      {(charts, index) => (
        <ValuesView
          key={index}
          source={source}
          charts={charts}
          index={index}
          isLibrary={isLibrary && index === 0}
          onSchema={onSchema}
        />
      )}
    </ChartsContent>
  );
}

/** How those of a chart within are overridden. */
function noteOf({ path }: ChartValues) {
  if (path.length === 0) return 'The charts within have values of their own.';
  return (
    <>
      A chart within. To override its values, write them below <bdi className={styles.code}>{path.join('.')}:</bdi> in
      your own.
    </>
  );
}
