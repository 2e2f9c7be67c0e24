/** A button that reads as a link in the text around it, in that text's own type. */
import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './link-button.module.css';

export interface LinkButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `always` where nothing else tells it from the text; else on hover. */
  readonly underline?: 'always' | 'hover';
}

export function LinkButton({ underline = 'always', className, ...rest }: LinkButtonProps) {
  return <button type="button" className={classNames(styles.link, styles[underline], className)} {...rest} />;
}
