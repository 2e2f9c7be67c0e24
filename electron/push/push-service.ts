/** The push sheet's side of the main process: what the files are, and what pushing them would do. Pushes nothing itself. */
import type { AppError } from '../../shared/errors';
import type { OfferedFiles } from '../files/offered-files';
import type { RegistryClient } from '../registry/registry-client';
import { createPushChecker, type PushChecker } from './check-push';
import { createFileInspector, type FileInspector } from './inspect-file';
import type { PackagedFolders } from './packaged-folders';
import { createPreparedCharts, type PreparedCharts } from './prepared-charts';

export interface PushServiceOptions {
  readonly offeredFiles: OfferedFiles;
  readonly folders: PackagedFolders;
  readonly clientFor: (address: string) => RegistryClient;
  readonly toAppError: (error: unknown) => AppError;
}

export interface PushService extends Pick<FileInspector, 'inspect' | 'shown'> {
  readonly check: PushChecker;
  /** Shared with the transfers, so that a push doesn't read again what the preview has read. */
  readonly charts: PreparedCharts;
  readonly folders: Pick<PackagedFolders, 'list' | 'release'>;
}

export function createPushService({ offeredFiles, folders, clientFor, toAppError }: PushServiceOptions): PushService {
  const charts = createPreparedCharts();
  const inspector = createFileInspector({ offeredFiles, charts, folders, toAppError });
  return {
    charts,
    folders,
    inspect: inspector.inspect,
    shown: inspector.shown,
    check: createPushChecker({ inspector, clientFor, toAppError }),
  };
}
