/** A filter above a list: an icon, the shortcut while it is empty, a way to clear it, Escape clears, too. */
import { Search, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { useCommand } from '../commands';
import { SHORTCUTS } from '../shortcuts';
import { IconButton } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import { KeyboardHint } from './keyboard-hint';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  /** Accessible name and placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** Arrow down leaves the field for the list. */
  readonly onLeave?: () => void;
}

export function SearchField({ label, value, onValueChange, onLeave }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useCommand('filter', () => input.current?.select());

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && value !== '') onValueChange('');
    else if (event.key === 'ArrowDown' && onLeave !== undefined) onLeave();
    else return;
    event.preventDefault();
  }

  function clear(): void {
    onValueChange('');
    input.current?.focus();
  }

  return (
    <div className={styles.box}>
      <Icon icon={Search} className={styles.icon} />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="Control+F Meta+F"
        placeholder={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        spellCheck={false}
        className={styles.input}
      />
      <span className={classNames(styles.end, value !== '' && styles.hasClear)}>
        {value === '' ? (
          <KeyboardHint shortcut={SHORTCUTS.filter} />
        ) : (
          <IconButton icon={X} label="Clear the filter" size="small" onClick={clear} />
        )}
      </span>
    </div>
  );
}
