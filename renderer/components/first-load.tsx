/** A view without data yet: the wait with its skeleton, or the word that the user ended it. */
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { SkeletonRows } from './skeleton-rows';
import { Waiting } from './waiting';

export interface FirstLoadProps {
  /** Who is asked. */
  readonly host: string;
  /** What is waited for: "Cancel" ends it. */
  readonly queryKey: QueryKey;
  readonly isFetching: boolean;
  readonly onRetry: () => void;
}

export function FirstLoad({ host, queryKey, isFetching, onRetry }: FirstLoadProps) {
  const client = useQueryClient();
  if (isFetching) {
    return (
      <Waiting host={host} onCancel={() => void client.cancelQueries({ queryKey })}>
        <SkeletonRows />
      </Waiting>
    );
  }
  return (
    <EmptyState title="Nothing loaded" actions={<Button onClick={onRetry}>Try again</Button>}>
      You stopped waiting for <bdi>{host}</bdi>.
    </EmptyState>
  );
}
