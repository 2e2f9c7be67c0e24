/** The push sheet's side of the main process: what the files are, and what pushing them would do. Pushes nothing itself. */
import type { AppError } from '../../shared/errors';
import type { OfferedFiles } from '../files/offered-files';
import type { RegistryClient } from '../registry/registry-client';
import { createPushChecker, type PushChecker } from './check-push';
import { createFileInspector, type FileInspector } from './inspect-file';
import { createPreparedCharts, type PreparedCharts } from './prepared-charts';

export interface PushServiceOptions {
  readonly offeredFiles: OfferedFiles;
  readonly clientFor: (address: string) => RegistryClient;
  readonly toAppError: (error: unknown) => AppError;
}

export interface PushService extends Pick<FileInspector, 'inspect' | 'shown'> {
  readonly check: PushChecker;
  /** Shared with the transfers, so that a push doesn't read again what the preview has read. */
  readonly charts: PreparedCharts;
}

export function createPushService({ offeredFiles, clientFor, toAppError }: PushServiceOptions): PushService {
  const charts = createPreparedCharts();
  const inspector = createFileInspector({ offeredFiles, charts, toAppError });
  return {
    charts,
    inspect: inspector.inspect,
    shown: inspector.shown,
    check: createPushChecker({ inspector, clientFor, toAppError }),
  };
}
