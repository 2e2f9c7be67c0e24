/** The port as it is typed. It counts once it is applied. */
import { useId } from 'react';
import { PORT_BOUNDS } from '../../../shared/local-registry-defaults';
import { classNames } from '../../components/class-names';
import fieldStyles from '../../components/field.module.css';
import { SettingRow } from '../../components/setting-row';
import styles from './port-field.module.css';

export interface PortFieldProps {
  readonly value: string;
  readonly problem: string | null;
  readonly onValueChange: (value: string) => void;
}

export function PortField({ value, problem, onValueChange }: PortFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <SettingRow
      label="Port"
      labelFor={id}
      hint={
        problem === null ? (
          <span id={noteId}>On this computer only. Helm&apos;s own guide uses 5000.</span>
        ) : (
          <span id={noteId} role="alert" className={fieldStyles.problem}>
            {problem}
          </span>
        )
      }
    >
      <input
        id={id}
        type="number"
        min={PORT_BOUNDS.least}
        max={PORT_BOUNDS.most}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        aria-invalid={problem !== null}
        aria-describedby={noteId}
        className={classNames(fieldStyles.input, styles.input)}
      />
    </SettingRow>
  );
}
