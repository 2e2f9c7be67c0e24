/** Wires what changes releases: previews, operations, their journal. Nothing is read or asked before the window is there. */
import { join } from 'node:path';
import type { AppError } from '../../shared/errors';
import type { Operation } from '../../shared/operation';
import type { ChartArchives } from '../registries/chart-archives';
import { createChanges, type Changes } from './changes';
import type { ClusterAccess } from './cluster-access';
import { KeptPreviews } from './kept-previews';
import { createOperationJournal } from './operation-journal';
import { Operations } from './operations';
import { createPreviews, type Previews } from './previews';

export interface ReleasesParts {
  readonly dataFolder: string;
  readonly access: ClusterAccess;
  readonly archives: ChartArchives;
  readonly toAppError: (error: unknown) => AppError;
  readonly lostError: AppError;
  readonly onOperations: (all: readonly Operation[]) => void;
  /** For the log, which redacts. */
  readonly onProblem: (what: string, cause?: unknown) => void;
}

export interface ReleaseServices {
  readonly previews: Previews;
  readonly operations: Operations;
  readonly changes: Changes;
}

export function createReleases(parts: ReleasesParts): ReleaseServices {
  const { dataFolder, access, archives, toAppError, lostError, onOperations, onProblem } = parts;
  const kept = new KeptPreviews();
  const operations = new Operations({
    access,
    journal: createOperationJournal({ folder: join(dataFolder, 'operations'), onProblem }),
    toAppError,
    lostError,
    onChange: onOperations,
    onProblem,
  });
  return {
    previews: createPreviews({ access, archives, kept }),
    operations,
    changes: createChanges({ access, archives, kept, operations }),
  };
}
