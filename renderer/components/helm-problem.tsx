/** Why there is no helm that can be used here, with the way to the settings. */
import { Link } from '@tanstack/react-router';
import type { AppError } from '../../shared/errors';
import { ErrorPanel } from './error-panel';
import styles from './helm-problem.module.css';

export function HelmProblem({ problem }: { readonly problem: AppError }) {
  return (
    <div className={styles.problem}>
      <ErrorPanel
        error={problem}
        actions={
          <Link to="/settings" className={styles.link}>
            Choose Helm in the settings
          </Link>
        }
      />
    </div>
  );
}
