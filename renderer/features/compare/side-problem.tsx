/** Why one of two charts can't be compared. */
import { formatReference } from '../../../shared/reference';
import type { ChartSide } from '../../chart-side';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { RegistryProblem } from '../../components/registry-problem';
import { ChooseFile } from './choose-file';
import styles from './compare.module.css';
import type { SideReading } from './use-side';

export interface SideProblemProps {
  readonly label: string;
  readonly reading: SideReading;
  readonly isAdded: boolean;
  readonly onChoose: (side: ChartSide) => void;
}

export function SideProblem({ label, reading: { side, problem, asked }, isAdded, onChoose }: SideProblemProps) {
  const retry = (): void => void asked.refetch();
  return (
    <section>
      <h2 className={styles.sideTitle}>
        {label}: <bdi>{side.kind === 'registry' ? formatReference(side.place) : 'a chart on this computer'}</bdi>
      </h2>
      {problem === 'not-a-chart' ? (
        <EmptyState title="Not a chart">
          It holds another kind of content, or an index of several. Choose a chart to compare.
        </EmptyState>
      ) : (
        problem !== null &&
        (side.kind === 'registry' ? (
          <RegistryProblem
            error={problem}
            address={side.place.address}
            isAdded={isAdded}
            headingLevel={3}
            onRetry={retry}
          />
        ) : (
          <ErrorPanel
            error={problem}
            headingLevel={3}
            actions={
              <>
                <ChooseFile
                  isButton
                  label={`Open a file… as ${label}`}
                  onChoose={(fileId) => onChoose({ kind: 'file', fileId })}
                />
                <Button onClick={retry}>Try again</Button>
              </>
            }
          />
        ))
      )}
    </section>
  );
}
