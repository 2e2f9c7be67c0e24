/** Native check boxes, switches (still check boxes to assistive technology) and radio buttons, each inside its label. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './choice.module.css';
import { classNames } from './class-names';

interface ChoiceProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'checked' | 'children'> {
  readonly children: ReactNode;
  readonly checked: boolean;
}

export interface CheckboxProps extends ChoiceProps {
  readonly onCheckedChange: (checked: boolean) => void;
}

export function Checkbox(props: CheckboxProps) {
  return <Toggle inputClass={styles.box} {...props} />;
}

export function Switch(props: CheckboxProps) {
  return <Toggle inputClass={styles.switch} {...props} />;
}

function Toggle({
  inputClass,
  children,
  onCheckedChange,
  className,
  ...rest
}: CheckboxProps & { readonly inputClass: string | undefined }) {
  return (
    <label className={classNames(styles.label, className)}>
      <input
        type="checkbox"
        className={inputClass}
        onChange={(event) => onCheckedChange(event.target.checked)}
        {...rest}
      />
      {children}
    </label>
  );
}

export interface RadioProps extends ChoiceProps {
  /** Radios of one name form a group: put them into a fieldset with a legend. */
  readonly name: string;
  readonly onChoose: () => void;
}

export function Radio({ children, onChoose, className, ...rest }: RadioProps) {
  return (
    <label className={classNames(styles.label, className)}>
      <input type="radio" className={styles.radio} onChange={onChoose} {...rest} />
      {children}
    </label>
  );
}
