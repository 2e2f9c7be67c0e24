/** What is known of the chosen value: its rule and description, where it comes from, and what can be put there with one press. */
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ValueProblem } from '../../values/values-check';
import type { ModelRow } from '../../values/values-model';
import { Button } from '../button';
import { shownValue } from './value-cells';
import styles from './values-editor.module.css';

export interface ValueHintProps {
  readonly row: ModelRow;
  readonly problem: ValueProblem | undefined;
  readonly hides: boolean;
  /** Why what was typed for it is no value. */
  readonly typedProblem: string | null;
  readonly typedProblemId: string;
  /** Of the file that it comes from; null: from the chart, or from the overrides themselves. */
  readonly fileName: string | null;
  /** Absent where it is only read. */
  readonly onUse: ((yaml: string) => void) | undefined;
  /** Absent where the overrides say nothing of it, too. */
  readonly onReset: (() => void) | undefined;
  readonly actions?: ReactNode;
}

export function ValueHint(props: ValueHintProps) {
  const { row, problem, hides, typedProblem, typedProblemId, fileName, onUse, onReset, actions } = props;
  const { rule, description, comment, choices } = row.hint;
  const byDefault = shownValue(row.byDefault, hides);
  const facts = [
    rule === '' ? row.hint.type : rule,
    byDefault === null ? 'not set by the chart' : `default ${byDefault}`,
  ];
  const others = choices.filter((choice) => choice !== row.now);
  return (
    <section aria-label="About the chosen value" className={styles.hint}>
      <div className={styles.hintHead}>
        <p className={styles.hintFacts}>
          <bdi className={styles.hintPath}>{row.path.join('.')}</bdi> <span>{facts.join(', ')}</span>
        </p>
        {problem !== undefined && problem.suggestion !== null && onUse !== undefined && (
          <UseButton yaml={problem.suggestion} onUse={onUse} hides={hides} />
        )}
        {onUse !== undefined &&
          others.map((choice) => <UseButton key={choice} yaml={choice} onUse={onUse} hides={false} />)}
        {onReset !== undefined && (
          <Button size="small" icon={Undo2} onClick={onReset}>
            Reset
          </Button>
        )}
        {actions}
      </div>
      {typedProblem !== null && (
        <p id={typedProblemId} role="alert" className={styles.hintProblem}>
          {typedProblem}
        </p>
      )}
      {problem !== undefined && typedProblem === null && (
        <p className={styles.hintProblem}>
          <bdi>{row.path.at(-1)}</bdi> {problem.message}.
        </p>
      )}
      {fileName !== null && (
        <p className={styles.hintWords}>
          From <bdi>{fileName}</bdi>
        </p>
      )}
      {[...new Set([description, comment])].map(
        (words) =>
          words !== '' && (
            <p key={words} className={styles.hintWords}>
              {words}
            </p>
          ),
      )}
    </section>
  );
}

interface UseButtonProps {
  readonly yaml: string;
  readonly hides: boolean;
  readonly onUse: (yaml: string) => void;
}

function UseButton({ yaml, hides, onUse }: UseButtonProps) {
  return (
    <Button size="small" className={styles.use} onClick={() => onUse(yaml)}>
      {hides ? 'Use as it should be' : `Use ${yaml}`}
    </Button>
  );
}
