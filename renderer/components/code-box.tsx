/** A text for copying, in full: digests, references, commands. */
import styles from './code-box.module.css';
import { CopyIconButton } from './copy-button';

export interface CodeBoxProps {
  readonly label: string;
  readonly text: string;
  /** Accessible name of the button, such as `Copy digest`. */
  readonly copyLabel: string;
}

export function CodeBox({ label, text, copyLabel }: CodeBoxProps) {
  return (
    <div className={styles.box}>
      <div className={styles.label}>{label}</div>
      <div className={styles.code}>
        <code className={styles.text}>
          <bdi>{text}</bdi>
        </code>
        <span className={styles.button}>
          <CopyIconButton text={text} label={copyLabel} />
        </span>
      </div>
    </div>
  );
}
