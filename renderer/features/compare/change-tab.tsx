/** Changes in groups at the left, and the file of the chosen one beside them. */
import { useState, type ReactNode } from 'react';
import { ChangeFrame, ChangeNav } from '../../components/diff/change-nav';
import { EmptyState } from '../../components/empty-state';
import type { PlacedGroup } from './change-entries';
import styles from './compare.module.css';
import { FileDiff, type ComparedSources, type DiffOptions } from './file-diff';

export interface ChangeTabProps {
  /** Accessible name of the list. */
  readonly label: string;
  readonly groups: readonly PlacedGroup[];
  readonly sources: ComparedSources;
  readonly options: DiffOptions;
  readonly onOptions: (options: DiffOptions) => void;
  /** What it means that there are none. */
  readonly nothing: string;
  /** Above. */
  readonly notice?: ReactNode;
}

export function ChangeTab({ label, groups, sources, options, onOptions, nothing, notice }: ChangeTabProps) {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const entries = groups.filter(({ isQuiet }) => isQuiet !== true).flatMap((group) => group.entries);
  const chosen = entries.find(({ key }) => key === chosenKey) ?? entries[0];
  if (groups.length === 0) return <EmptyState title="Nothing differs">{nothing}</EmptyState>;
  return (
    <div className={styles.tab}>
      {notice}
      <ChangeFrame
        nav={<ChangeNav label={label} groups={groups} chosen={chosen?.key ?? null} onChoose={setChosenKey} />}
      >
        {chosen === undefined ? (
          <EmptyState title="Nothing differs">{nothing}</EmptyState>
        ) : (
          <FileDiff
            // Another file begins anew: its folds and the place in it are its own.
            key={`${chosen.from?.path ?? ''}\n${chosen.to?.path ?? ''}`}
            sources={sources}
            from={chosen.from}
            to={chosen.to}
            options={options}
            onOptions={onOptions}
          />
        )}
      </ChangeFrame>
    </div>
  );
}
