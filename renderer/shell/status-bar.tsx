/** The lowest line: the cluster and the helm that the user works with, a missing keychain, and what the Transfers say. */
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { appInfoQuery } from '../app-info';
import { classNames } from '../components/class-names';
import { Icon } from '../components/icon';
import { ClusterStatus } from './cluster-status';
import styles from './status-bar.module.css';

export function StatusBar({ children }: { readonly children?: ReactNode }) {
  const { data: info } = useQuery(appInfoQuery);
  return (
    <footer className={styles.bar}>
      <ClusterStatus />
      {/* Where passwords are kept otherwise is in the settings. */}
      {info?.keychain.kind === 'memory' && (
        <span className={classNames(styles.item, styles.warning)}>
          <Icon icon={TriangleAlert} size={14} />
          No system keychain found. You&apos;ll stay logged in until you quit.
        </span>
      )}
      <div className={styles.end}>{children}</div>
    </footer>
  );
}
