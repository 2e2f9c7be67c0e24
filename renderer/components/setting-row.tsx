/** A setting: its name and what it does at the left, its control at the right. */
import type { ReactNode } from 'react';
import styles from './setting-row.module.css';

export interface SettingRowProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
  /** Radios and the like: the label names them as a group. */
  readonly isGroup?: boolean;
  /** Id of the one field that the label names. */
  readonly labelFor?: string;
}

export function SettingRow({ label, hint, children, isGroup = false, labelFor }: SettingRowProps) {
  const content = (
    <div className={styles.control}>
      <div className={styles.choices}>{children}</div>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
  if (!isGroup) {
    return (
      <div className={styles.row}>
        {labelFor === undefined ? (
          <div className={styles.label}>{label}</div>
        ) : (
          <label htmlFor={labelFor} className={styles.label}>
            {label}
          </label>
        )}
        {content}
      </div>
    );
  }
  return (
    <fieldset className={styles.row}>
      <legend className={styles.label}>{label}</legend>
      {content}
    </fieldset>
  );
}
