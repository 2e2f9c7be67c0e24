/** Why one of two charts can't be compared. */
import type { AppError } from '../../../shared/errors';
import { formatReference, type Reference } from '../../../shared/reference';
import type { ChartDetail } from '../../../shared/registry';
import { EmptyState } from '../../components/empty-state';
import { RegistryProblem } from '../../components/registry-problem';
import styles from './compare.module.css';

export interface SideProblemProps {
  readonly label: string;
  readonly place: Reference;
  readonly chart: ChartDetail | undefined;
  readonly failure: AppError | null;
  readonly isAdded: boolean;
  readonly onRetry: () => void;
}

export function SideProblem({ label, place, chart, failure, isAdded, onRetry }: SideProblemProps) {
  return (
    <section>
      <h2 className={styles.sideTitle}>
        {label}: <bdi>{formatReference(place)}</bdi>
      </h2>
      {chart === undefined && failure !== null ? (
        <RegistryProblem error={failure} address={place.address} isAdded={isAdded} headingLevel={3} onRetry={onRetry} />
      ) : (
        <EmptyState title="Not a chart">
          It holds another kind of content, or an index of several. Choose a chart to compare.
        </EmptyState>
      )}
    </section>
  );
}
