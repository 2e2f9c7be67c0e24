/** Chooses one of many values: a button that opens a list with a filter. */
import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { classNames } from './class-names';
import fieldStyles from './field.module.css';
import { Icon } from './icon';
import listStyles from './option-list.module.css';
import styles from './picker.module.css';

/** Drawn at once; the filter finds the rest. */
const MAX_SHOWN = 200;

export interface PickerProps {
  /** Accessible name of the button. */
  readonly label: string;
  readonly filterLabel: string;
  readonly items: readonly string[];
  /** `''` while nothing is chosen. */
  readonly value: string;
  /** What the button says then. */
  readonly placeholder?: string;
  readonly id?: string;
  readonly onChoose: (value: string) => void;
  /** Where not all that can be chosen is in the list: whether what was typed can be. */
  readonly takesOther?: (typed: string) => boolean;
  /** Shows the label in the button. */
  readonly showsLabel?: boolean;
}

export function Picker(props: PickerProps) {
  const { label, filterLabel, items, value, placeholder = '', id, onChoose, takesOther, showsLabel = false } = props;
  const [typed, setTyped] = useState('');
  const isOther = typed !== '' && !items.includes(typed) && takesOther?.(typed) === true;
  return (
    <Combobox.Root
      items={isOther ? [...items, typed] : items}
      value={value === '' ? null : value}
      onValueChange={(chosen) => chosen !== null && onChoose(chosen)}
      onInputValueChange={(text) => setTyped(text.trim())}
      limit={MAX_SHOWN}
      autoHighlight
    >
      <Combobox.Trigger id={id} aria-label={value === '' ? label : `${label}: ${value}`} className={styles.trigger}>
        {showsLabel && <span className={styles.label}>{label}</span>}
        <bdi className={classNames(styles.value, showsLabel && styles.labelled)}>
          {value === '' ? placeholder : value}
        </bdi>
        <Icon icon={ChevronsUpDown} className={styles.icon} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} align="start" className={listStyles.positioner}>
          <Combobox.Popup aria-label={label} className={listStyles.popup}>
            <div className={listStyles.search}>
              <Combobox.Input
                aria-label={filterLabel}
                placeholder={filterLabel}
                spellCheck={false}
                className={fieldStyles.input}
              />
            </div>
            <Combobox.Empty className={listStyles.note}>Nothing matches.</Combobox.Empty>
            <Combobox.List className={listStyles.list}>
              {(item: string) => (
                <Combobox.Item key={item} value={item} className={listStyles.item}>
                  <bdi className={listStyles.itemText}>{item}</bdi>
                  <span className={listStyles.check}>
                    <Combobox.ItemIndicator>
                      <Icon icon={Check} />
                    </Combobox.ItemIndicator>
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
