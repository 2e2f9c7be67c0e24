/** The kube context and the version of Helm that the user works with. Asks no cluster; nothing stands here until both are known. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import type { Clusters } from '../../shared/cluster-choice';
import type { FoundHelm } from '../../shared/helm';
import { clustersQuery, helmQuery } from '../clusters';
import { Icon } from '../components/icon';
import styles from './status-bar.module.css';

export function ClusterStatus() {
  const { data: clusters } = useQuery(clustersQuery);
  const { data: helm } = useQuery(helmQuery);
  if (clusters === undefined || helm === undefined) return null;
  return (
    <>
      <Link to="/settings" className={styles.link}>
        <Icon icon={Box} size={14} />
        <bdi className={styles.name}>{contextWords(clusters)}</bdi>
      </Link>
      {helm.state === 'missing' ? (
        <span className={styles.words}>{helm.problem.message} Browsing and pushing still work.</span>
      ) : (
        <Link to="/settings" className={styles.link}>
          {helmWords(helm)}
        </Link>
      )}
    </>
  );
}

function contextWords({ kubeconfig, context }: Clusters): string {
  if (context !== null) return context;
  return kubeconfig.problem === undefined || kubeconfig.problem.code === 'missing'
    ? 'No cluster'
    : 'Kubeconfig has a problem';
}

function helmWords(helm: Exclude<FoundHelm, { readonly state: 'missing' }>): string {
  return helm.state === 'ready' ? `Helm ${helm.version}` : helm.problem.message;
}
