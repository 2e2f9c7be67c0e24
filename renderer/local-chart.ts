/** A chart on this machine that the user handed over, as the main process reads it now. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { FileId } from '../shared/push';
import { call } from './ipc';

/** Who is asked, for the words of a wait. */
export const THIS_COMPUTER = 'this computer';

/** A folder is packaged for it. Null: nothing is asked. */
export function localChartQuery(fileId: FileId | null) {
  return queryOptions({
    queryKey: ['file', fileId, 'inspected'],
    queryFn: fileId === null ? skipToken : ({ signal }) => call('files.inspect', { fileId }, { signal }),
    // It may have changed since.
    staleTime: 0,
  });
}
