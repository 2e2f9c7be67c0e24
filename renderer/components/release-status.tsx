/** A status of helm by icon and word. */
import { CircleCheck, CircleMinus, CircleQuestionMark, CircleX, Clock } from 'lucide-react';
import type { ReleaseStatus as Status } from '../../shared/helm';
import { releaseStatusWords, releaseTone } from '../format/release-status';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './release-status.module.css';

const ICONS = {
  good: CircleCheck,
  bad: CircleX,
  pending: Clock,
  gone: CircleMinus,
  unknown: CircleQuestionMark,
} as const;

export function ReleaseStatus({ status }: { readonly status: Status }) {
  const tone = releaseTone(status);
  return (
    <span className={classNames(styles.status, styles[tone])}>
      <Icon icon={ICONS[tone]} className={styles.icon} />
      <span className={styles.words}>{releaseStatusWords(status)}</span>
    </span>
  );
}

export function ReleaseStatusIcon({ status }: { readonly status: Status }) {
  const tone = releaseTone(status);
  return <Icon icon={ICONS[tone]} className={classNames(styles.icon, styles[tone])} />;
}
