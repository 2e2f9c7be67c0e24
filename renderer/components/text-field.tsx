/** A labelled text field with a hint and, where it is wrong, one sentence that says why. */
import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly hint?: ReactNode;
  readonly problem?: ReactNode;
  /** For addresses and references, where every character counts. */
  readonly mono?: boolean;
  /** Where a name stands beside it already. */
  readonly hidesLabel?: boolean;
}

export function TextField({
  label,
  value,
  onValueChange,
  type = 'text',
  hint,
  problem,
  mono = false,
  hidesLabel = false,
  id,
  className,
  ...rest
}: TextFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const noteId = `${inputId}-note`;
  const note = problem ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      {!hidesLabel && (
        <label htmlFor={inputId} className={styles.label}>
          {label}
        </label>
      )}
      <input
        id={inputId}
        type={type}
        aria-label={hidesLabel ? label : undefined}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className={classNames(styles.input, mono && styles.mono)}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        {...rest}
      />
      {note !== undefined && (
        <div
          id={noteId}
          role={problem === undefined ? undefined : 'alert'}
          className={problem === undefined ? styles.hint : styles.problem}
        >
          {note}
        </div>
      )}
    </div>
  );
}
