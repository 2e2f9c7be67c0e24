/** The way to the releases, in the sidebar. Asks no cluster. */
import { Link, useMatchRoute } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useId } from 'react';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import row from '../../components/sidebar-row.module.css';
import styles from './releases-nav.module.css';

export function ReleasesNav() {
  const isCurrent = Boolean(useMatchRoute()({ to: '/releases', fuzzy: true }));
  const headingId = useId();
  return (
    <nav aria-labelledby={headingId} className={styles.nav}>
      <h2 id={headingId} className={styles.label}>
        Clusters
      </h2>
      <div className={classNames(row.row, styles.row, isCurrent && row.current)}>
        <Icon icon={Layers} className={row.icon} />
        <div className={row.texts}>
          <Link to="/releases" aria-current={isCurrent ? 'page' : undefined} className={row.link}>
            Releases
          </Link>
        </div>
      </div>
    </nav>
  );
}
