/** The last that a crashed registry said. */
import { CopyIconButton } from '../../components/copy-button';
import fieldStyles from '../../components/field.module.css';
import styles from './last-lines.module.css';

export function LastLines({ lines }: { readonly lines: readonly string[] }) {
  const text = lines.join('\n');
  return (
    <div className={fieldStyles.field}>
      <div className={fieldStyles.label}>Last lines of its log</div>
      <div className={styles.box}>
        <pre className={styles.lines}>{text}</pre>
        <span className={styles.button}>
          <CopyIconButton text={text} label="Copy last lines" />
        </span>
      </div>
    </div>
  );
}
