/** Wires what changes releases: previews, operations, their journal. Nothing is read or asked before the window is there. */
import { join } from 'node:path';
import type { AppError } from '../../shared/errors';
import type { CommandRequest, HelmCommand } from '../../shared/helm-command';
import type { Operation } from '../../shared/operation';
import type { BrowseService } from '../registries/browse-service';
import type { ChartArchives } from '../registries/chart-archives';
import type { ListingStore } from '../registry/listing-store';
import type { RegistryProfiles } from '../settings/registry-profiles';
import { openSourceStore } from '../settings/source-store';
import { createChanges, type Changes } from './changes';
import type { ClusterAccess } from './cluster-access';
import { helmCommand } from './helm-commands';
import { KeptPreviews } from './kept-previews';
import { createOperationJournal } from './operation-journal';
import { createLabelHints } from './label-hints';
import { Operations } from './operations';
import { createPreviews, type Previews } from './previews';
import { ReleaseSources } from './release-sources';
import { createSourceUpdates, type SourceUpdates } from './source-updates';

export interface ReleasesParts {
  readonly dataFolder: string;
  readonly access: ClusterAccess;
  readonly archives: ChartArchives;
  readonly browse: BrowseService;
  readonly listings: ListingStore;
  readonly profiles: RegistryProfiles;
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
  readonly sources: ReleaseSources;
  readonly sourceUpdates: SourceUpdates;
  /** Throws NoHelmError. */
  readonly commandOf: (request: CommandRequest) => Promise<HelmCommand>;
}

export function createReleases(parts: ReleasesParts): ReleaseServices {
  const { dataFolder, access, archives, toAppError, lostError, onOperations, onProblem } = parts;
  const { browse, listings, profiles } = parts;
  const kept = new KeptPreviews();
  const sources = new ReleaseSources({
    access,
    async openStore() {
      const store = await openSourceStore(dataFolder);
      if (store.note !== undefined) onProblem(store.note);
      return store;
    },
    hints: createLabelHints({ access, listings, profiles, browse }),
    now: Date.now,
  });
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
    changes: createChanges({ access, archives, kept, operations, sources, onProblem }),
    sources,
    sourceUpdates: createSourceUpdates({ sources, browse, listings, profiles, toAppError, now: Date.now }),
    commandOf: (request) => helmCommand({ access, profiles }, request),
  };
}
