/** The words for a chart's folder that can't be read as it was seen. */
import { ChartError } from '../chart-error';
import { fileError } from '../file-identity';

export function folderChanged(): ChartError {
  return new ChartError(
    'changed',
    'The folder changed while it was packaged. Drop it again when nothing writes into it.',
  );
}

/** What is gone between two looks at it was changed; what may not be read can be left out. */
export function unreadable(error: unknown, name: string): ChartError {
  const problem = fileError(error, name);
  if (problem.code === 'vanished') return folderChanged();
  return new ChartError(
    'unreadable',
    `${name} can't be read. Check that you may read it, or leave it out by a line in .helmignore.`,
    { cause: error, ...(problem.details === undefined ? {} : { details: problem.details }) },
  );
}
