/** Why a cluster, or helm, gave no answer, in its words, with the one thing that helps first. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors';
import { commands } from '../commands';
import { queryKeys } from '../query-keys';
import { Button } from './button';
import { ErrorPanel } from './error-panel';

export interface ClusterProblemProps {
  readonly error: AppError;
  readonly onRetry: () => void;
  /** Further buttons, behind the one that helps. */
  readonly actions?: ReactNode;
  readonly headingLevel?: 2 | 3;
}

export function ClusterProblem({ error, onRetry, actions, headingLevel = 2 }: ClusterProblemProps) {
  const client = useQueryClient();
  const openSettings = <Button onClick={() => commands.run('settings', undefined)}>Open settings</Button>;
  return (
    <ErrorPanel
      error={error}
      headingLevel={headingLevel}
      actions={
        <>
          <Button
            variant="primary"
            onClick={() => {
              // Both may be why: a helm that is gone, a kubeconfig that was changed since.
              void client.invalidateQueries({ queryKey: queryKeys.clusters });
              void client.invalidateQueries({ queryKey: queryKeys.helm });
              onRetry();
            }}
          >
            Try again
          </Button>
          {concernsSettings(error) && openSettings}
          {actions}
        </>
      }
    />
  );
}

/** Another helm, kubeconfig or context may be all that it takes. */
function concernsSettings({ kind }: AppError): boolean {
  return kind === 'unavailable' || kind === 'unsupported';
}
