/** One or two sentences with an edge in the colour of their weight and at most one thing to do about it. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './notice.module.css';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

const ROLES = { politely: 'status', 'at-once': 'alert' } as const;

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
  /** In the place of `action`: a button of another kind, such as a copy. */
  readonly end?: ReactNode;
  /** Reads the notice out when it appears: `politely` (role status) or `at-once` (role alert). */
  readonly announced?: 'politely' | 'at-once';
  /** Offers to put the notice away. */
  readonly onDismiss?: () => void;
  readonly className?: string | undefined;
}

export function Notice({ tone, children, action, end, announced, onDismiss, className }: NoticeProps) {
  return (
    <div role={announced && ROLES[announced]} className={classNames(styles.notice, styles[tone], className)}>
      <Icon icon={ICONS[tone]} className={styles.icon} />
      <div className={styles.text}>{children}</div>
      {action && (
        <Button className={styles.action} onClick={action.onClick}>
          {action.label}
        </Button>
      )}
      {end !== undefined && <div className={styles.action}>{end}</div>}
      {onDismiss && <IconButton icon={X} label="Dismiss" size="small" className={styles.dismiss} onClick={onDismiss} />}
    </div>
  );
}
