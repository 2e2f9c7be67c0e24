/** A view without data yet: the wait, or the word that the user ended it. */
import type { ReactNode } from 'react';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { Waiting } from './waiting';

export interface FirstLoadProps {
  /** Who is asked. */
  readonly host: string;
  readonly isFetching: boolean;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
  /** The view's own skeleton. */
  readonly children: ReactNode;
}

export function FirstLoad({ host, isFetching, onCancel, onRetry, children }: FirstLoadProps) {
  if (isFetching) {
    return (
      <Waiting host={host} onCancel={onCancel}>
        {children}
      </Waiting>
    );
  }
  return (
    <EmptyState title="Nothing loaded" actions={<Button onClick={onRetry}>Try again</Button>}>
      You stopped waiting for <bdi>{host}</bdi>.
    </EmptyState>
  );
}
