/** A text that loses its middle, never its end, where space is short. It stays whole for copying and screen readers. */
import type { CutText } from '../format/middle-cut';
import { classNames } from './class-names';
import styles from './middle-cut.module.css';

export interface MiddleCutProps {
  /** See format/middle-cut.ts for how to split. */
  readonly text: CutText;
  readonly className?: string | undefined;
}

export function MiddleCut({ text, className }: MiddleCutProps) {
  return (
    <bdi className={classNames(styles.text, className)} title={text.head + text.tail}>
      <span className={styles.head}>{text.head}</span>
      <span className={styles.tail}>{text.tail}</span>
    </bdi>
  );
}
