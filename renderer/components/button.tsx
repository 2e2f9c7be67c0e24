/** Buttons with words, and square ones that show an icon and say their name to screen readers and on hover. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';
import { Icon } from './icon';
import { Tooltip } from './tooltip';

/** Mod+Enter presses the filled button in reach (shell/primary-action.ts). */
const PRIMARY = { 'data-primary': true, 'aria-keyshortcuts': 'Control+Enter Meta+Enter' } as const;

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: ButtonVariant;
  readonly size?: 'medium' | 'small';
  readonly icon?: LucideIcon | undefined;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        styles.button,
        styles[variant],
        size === 'small' && styles.small,
        icon && styles.hasIcon,
        className,
      )}
      {...(variant === 'primary' && PRIMARY)}
      {...rest}
    >
      {icon && <Icon icon={icon} size={size === 'small' ? 14 : 16} className={styles.icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  readonly icon: LucideIcon;
  /** The accessible name, also shown as tooltip. */
  readonly label: string;
  readonly variant?: 'secondary' | 'ghost';
  readonly size?: 'medium' | 'small';
  /** px; 14 beside text that it belongs to. */
  readonly iconSize?: 14 | 16;
  /** False where Escape must do more than hide the tooltip of the button that has the focus. */
  readonly hasTooltip?: boolean;
}

export function IconButton({
  icon,
  label,
  variant = 'ghost',
  size = 'medium',
  iconSize = 16,
  hasTooltip = true,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      className={classNames(styles.button, styles[variant], styles.square, size === 'small' && styles.small, className)}
      {...rest}
    >
      <Icon icon={icon} size={iconSize} />
    </button>
  );
  return hasTooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
