/** The notes of a chart: text that somebody else wrote. It can be scrolled by keys. */
import { classNames } from './class-names';
import styles from './chart-notes.module.css';

export interface ChartNotesProps {
  readonly notes: string;
  readonly className?: string | undefined;
}

export function ChartNotes({ notes, className }: ChartNotesProps) {
  return (
    <pre tabIndex={0} aria-label="Notes of the chart" role="group" className={classNames(styles.notes, className)}>
      {notes}
    </pre>
  );
}
