/** A text for copying, in full: digests, references, commands, the last lines of a log. */
import { Fragment } from 'react';
import styles from './code-box.module.css';
import { CopyIconButton } from './copy-button';
import fieldStyles from './field.module.css';

/** Characters; about what fits the narrowest box. */
const MAX_WHOLE_WORD = 24;

export interface CodeBoxProps {
  readonly label: string;
  readonly text: string;
  /** Accessible name of the button, such as `Copy digest`. */
  readonly copyLabel: string;
}

export function CodeBox({ label, text, copyLabel }: CodeBoxProps) {
  return (
    <div className={fieldStyles.field}>
      <div className={fieldStyles.label}>{label}</div>
      <div className={styles.code}>
        <code className={styles.text}>
          <bdi>{wordsOf(text)}</bdi>
        </code>
        <span className={styles.button}>
          <CopyIconButton text={text} label={copyLabel} />
        </span>
      </div>
    </div>
  );
}

/** A browser breaks lines behind the hyphens of `--plain-http` otherwise. */
function wordsOf(text: string) {
  return text.split(' ').map((word, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {word.length <= MAX_WHOLE_WORD ? <span className={styles.whole}>{word}</span> : word}
    </Fragment>
  ));
}
