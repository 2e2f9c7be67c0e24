/** Names, besides localhost, under which the built-in registry answers, as they are typed. They count once they are applied. */
import { useId } from 'react';
import { classNames } from '../../components/class-names';
import fieldStyles from '../../components/field.module.css';
import { SettingRow } from '../../components/setting-row';
import styles from './host-names-field.module.css';

export interface HostNamesFieldProps {
  readonly value: string;
  readonly problem: string | null;
  readonly isBuiltIn: boolean;
  readonly onValueChange: (value: string) => void;
}

export function HostNamesField({ value, problem, isBuiltIn, onValueChange }: HostNamesFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <SettingRow
      label="Further host names"
      labelFor={id}
      hint={
        problem === null ? (
          <span id={noteId}>
            {isBuiltIn
              ? 'Such as host.docker.internal, for a kind cluster. Requests that name another host than localhost and these are refused, so that no web page can reach your charts.'
              : 'Only the built-in registry looks at the names it is asked under.'}
          </span>
        ) : (
          <span id={noteId} role="alert" className={fieldStyles.problem}>
            {problem}
          </span>
        )
      }
    >
      <input
        id={id}
        type="text"
        value={value}
        placeholder="None"
        disabled={!isBuiltIn}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        aria-invalid={problem !== null}
        aria-describedby={noteId}
        className={classNames(fieldStyles.input, fieldStyles.mono, styles.input)}
      />
    </SettingRow>
  );
}
