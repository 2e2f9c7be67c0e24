/** A text field that suggests values and takes any text. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import { ChevronsUpDown } from 'lucide-react';
import { useId, useState, type ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './combobox-field.module.css';
import fieldStyles from './field.module.css';
import { Icon } from './icon';
import listStyles from './option-list.module.css';

/** More suggestions than one reads; typing narrows them. */
const MAX_SUGGESTIONS = 100;

export interface ComboboxFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly suggestions: readonly string[];
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly id?: string;
  readonly ref?: ComponentProps<'input'>['ref'];
}

export function ComboboxField({
  label,
  value,
  onValueChange,
  suggestions,
  problem,
  placeholder,
  id: givenId,
  ref,
}: ComboboxFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const problemId = `${id}-problem`;
  const [wantsOpen, setWantsOpen] = useState(false);
  const matches = matchingSuggestions(suggestions, value);
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <Autocomplete.Root
        items={suggestions}
        filteredItems={matches}
        value={value}
        onValueChange={onValueChange}
        // An open list hides the rest from screen readers: one with nothing in it must not count as open.
        open={wantsOpen && matches.length > 0}
        onOpenChange={setWantsOpen}
      >
        <div className={styles.box}>
          <Autocomplete.Input
            id={id}
            ref={ref}
            placeholder={placeholder}
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : problemId}
            className={classNames(fieldStyles.input, fieldStyles.mono, styles.input)}
          />
          <Autocomplete.Trigger aria-label={`Show suggestions for ${label}`} tabIndex={-1} className={styles.open}>
            <Icon icon={ChevronsUpDown} />
          </Autocomplete.Trigger>
        </div>
        <Autocomplete.Portal>
          <Autocomplete.Positioner sideOffset={4} className={listStyles.positioner}>
            <Autocomplete.Popup className={listStyles.popup}>
              <Autocomplete.List className={listStyles.list}>
                {(suggestion: string) => (
                  <Autocomplete.Item key={suggestion} value={suggestion} className={listStyles.item}>
                    <bdi className={listStyles.itemText}>{suggestion}</bdi>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      {problem !== undefined && (
        <div id={problemId} role="alert" className={fieldStyles.problem}>
          {problem}
        </div>
      )}
    </div>
  );
}

/** Those that hold what was typed; all where one of them was taken, so that another can be. */
function matchingSuggestions(suggestions: readonly string[], value: string): readonly string[] {
  const wanted = value.trim().toLowerCase();
  const matches = suggestions.includes(value)
    ? suggestions
    : suggestions.filter((suggestion) => suggestion.toLowerCase().includes(wanted));
  return matches.slice(0, MAX_SUGGESTIONS);
}
