/** The changes of releases that run or have ended, as the whole window reads them. `operations.changed` keeps them true (live-data.ts). */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Operation, OperationId, OperationLine } from '../shared/operation';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const operationsQuery = queryOptions({
  queryKey: queryKeys.operations,
  queryFn: ({ signal }) => call('operations.list', null, { signal }),
  staleTime: Infinity,
});

/** Undefined while it isn't known, and once it was put away. */
export function useOperation(id: OperationId | null): Operation | undefined {
  const { data: operations } = useQuery(operationsQuery);
  return id === null ? undefined : operations?.find((each) => each.id === id);
}

const NO_LINES: readonly OperationLine[] = [];

/** What it said so far. Snapshots tell how many lines there are; what is missing is asked for. */
export function useOperationLines({ id, lineCount }: Pick<Operation, 'id' | 'lineCount'>): readonly OperationLine[] {
  const { data: lines = NO_LINES } = useQuery<readonly OperationLine[]>({
    queryKey: [...queryKeys.operations, id, 'lines', lineCount],
    queryFn: ({ signal }) => call('operations.log', { id, after: 0 }, { signal }),
    // The lines so far stay in sight until there are more.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
  return lines;
}
