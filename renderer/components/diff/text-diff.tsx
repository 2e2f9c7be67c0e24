/** Two texts beside each other, such as the values of two revisions: their lines, without a list of parts. */
import { useMemo } from 'react';
import type { DiffLine } from '../../../shared/manifest-diff';
import { EmptyState } from '../empty-state';
import { DiffPane } from './diff-pane';

export interface TextDiffProps {
  /** Accessible name. */
  readonly label: string;
  readonly lines: readonly DiffLine[];
  /** What it means that nothing differs. */
  readonly nothing: string;
}

export function TextDiff({ label, lines, nothing }: TextDiffProps) {
  const sections = useMemo(
    () => [{ key: 'text', title: label, about: null, hidesChange: false, lines }],
    [label, lines],
  );
  if (lines.every(({ sign }) => sign === ' ')) return <EmptyState title="Nothing differs">{nothing}</EmptyState>;
  return <DiffPane label={label} sections={sections} showsNoise />;
}
