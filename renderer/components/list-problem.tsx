/** Above a list: why it could not be read, or why an old one is shown. Nothing where all is well. */
import type { AppError } from '../../shared/errors';
import { useStartOf } from '../local-registry';
import page from './list-page.module.css';
import { RegistryProblem } from './registry-problem';
import { StaleNotice } from './stale-notice';

export interface ListProblemProps {
  readonly address: string;
  readonly isAdded: boolean;
  /** Why there is no list. */
  readonly failure: AppError | null;
  /** The list as it is shown; `stale` says why it is a saved one. */
  readonly list: { readonly savedAt: number; readonly stale?: AppError | undefined } | undefined;
  readonly onRetry: () => void;
}

export function ListProblem({ address, isAdded, failure, list, onRetry }: ListProblemProps) {
  const isStopped = useStartOf(address) !== null;
  const error = failure ?? list?.stale;
  if (error === undefined) return null;
  const isOffline = failure === null && (error.kind === 'network' || isStopped);
  return (
    <div className={page.problem}>
      {isOffline ? (
        <StaleNotice error={error} address={address} savedAt={list?.savedAt ?? 0} onRetry={onRetry} />
      ) : (
        <RegistryProblem error={error} address={address} isAdded={isAdded} onRetry={onRetry} />
      )}
    </div>
  );
}
