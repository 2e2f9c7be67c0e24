/** What stands in the place of something that was asked for: the wait, or why it didn't come. Nothing where it is there, or was. */
import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/errors';
import { appErrorOf } from '../ipc';
import { Button } from './button';
import { ErrorPanel } from './error-panel';
import { FirstLoad } from './first-load';

export interface AskedFor {
  readonly data: unknown;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => Promise<unknown>;
}

export interface LoadStateProps {
  /** Who is asked. */
  readonly host: string;
  readonly query: AskedFor;
  readonly queryKey: QueryKey;
  /** In the place of the panel with *Try again*: of a registry there is more to say. */
  readonly problem?: ((error: AppError, onRetry: () => void) => ReactNode) | undefined;
}

export function LoadState({ host, query, queryKey, problem = plainProblem }: LoadStateProps) {
  const { data, error, isFetching, refetch } = query;
  const retry = (): void => void refetch();
  if (error !== null) return problem(appErrorOf(error), retry);
  if (data !== undefined) return null;
  return <FirstLoad host={host} queryKey={queryKey} isFetching={isFetching} onRetry={retry} />;
}

function plainProblem(error: AppError, onRetry: () => void): ReactNode {
  return <ErrorPanel error={error} headingLevel={3} actions={<Button onClick={onRetry}>Try again</Button>} />;
}
