/** Why the registry could not be asked, once for all charts, with the one thing that helps. */
import { useMutation } from '@tanstack/react-query';
import type { AppError } from '../../../shared/errors';
import type { Registry } from '../../../shared/registry';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { call } from '../../ipc';
import styles from './push-problem.module.css';

export interface PushProblemProps {
  readonly error: AppError | null;
  readonly registry: Registry | undefined;
  readonly address: string | undefined;
  readonly onRetry: () => void;
}

export function PushProblem({ error, registry, address, onRetry }: PushProblemProps) {
  const setPlainHttp = useMutation({
    mutationFn: (plainHttp: boolean) => call('registries.setPlainHttp', { address: address ?? '', plainHttp }),
    onSettled: onRetry,
  });
  if (error === null || address === undefined) return null;
  const way = wayOf(error, registry !== undefined);
  const actions: Record<typeof way, { readonly label: string; readonly onClick: () => void }> = {
    'log-in': { label: 'Log in', onClick: () => commands.run('log-in', { address }) },
    add: { label: 'Add registry', onClick: () => commands.run('add-registry', { address }) },
    'plain-http': { label: 'Use plain HTTP', onClick: () => setPlainHttp.mutate(true) },
    https: { label: 'Use HTTPS', onClick: () => setPlainHttp.mutate(false) },
    retry: { label: 'Try again', onClick: onRetry },
  };
  const { label, onClick } = actions[way];
  return (
    <div className={styles.problem}>
      <ErrorPanel
        error={error}
        headingLevel={3}
        actions={
          <Button onClick={onClick} disabled={setPlainHttp.isPending}>
            {label}
          </Button>
        }
      />
    </div>
  );
}

function wayOf(error: AppError, isAdded: boolean): 'log-in' | 'add' | 'plain-http' | 'https' | 'retry' {
  const concernsProfile =
    error.kind === 'auth-required' ||
    (error.kind === 'tls' && error.problem === 'plain-http') ||
    (error.kind === 'network' && error.problem === 'tls-to-plain');
  // How a registry is reached is kept with it: add it first.
  if (concernsProfile && !isAdded) return 'add';
  if (error.kind === 'auth-required') return 'log-in';
  if (error.kind === 'tls' && error.problem === 'plain-http') return 'plain-http';
  if (error.kind === 'network' && error.problem === 'tls-to-plain') return 'https';
  return 'retry';
}
