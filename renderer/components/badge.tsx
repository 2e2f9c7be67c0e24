/** A small outlined label. Never filled: tints fall under the contrast of AA on selected rows. */
import type { LucideIcon } from 'lucide-react';
import styles from './badge.module.css';
import { classNames } from './class-names';
import { Icon } from './icon';

export interface BadgeProps {
  readonly children: string;
  readonly icon?: LucideIcon;
  readonly tone?: 'neutral' | 'warning' | 'accent';
  readonly className?: string | undefined;
}

export function Badge({ children, icon, tone = 'neutral', className }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, tone !== 'neutral' && styles[tone], className)}>
      {icon && <Icon icon={icon} size={14} />}
      <bdi className={styles.text}>{children}</bdi>
    </span>
  );
}
