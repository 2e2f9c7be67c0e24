/**
 * A chart on this machine for reading. What can't be pushed as it is, such as one beside which something else than a .prov has that
 * name, is read all the same where its archive can be.
 */
import { useQuery } from '@tanstack/react-query';
import type { Digest } from '../shared/digest';
import type { AppError } from '../shared/errors';
import type { FileId } from '../shared/push';
import { archiveMetadataQuery, archiveQuery } from './archive';
import type { AskedFor } from './components/load-state';
import { appErrorOf } from './ipc';
import { localChartQuery } from './local-chart';

export interface LocalChart {
  readonly fileName: string;
  readonly name: string;
  readonly version: string;
  readonly isDeprecated: boolean;
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** It was packaged for reading. */
  readonly isFolder: boolean;
  readonly provenance: 'none' | 'of-this' | 'of-another' | 'not-read';
  /** One plain sentence each. */
  readonly warnings: readonly string[];
}

export interface LocalChartReading {
  /** Undefined while it is read, and where it can't be. */
  readonly chart: LocalChart | undefined;
  readonly problem: AppError | null;
  readonly asked: AskedFor;
  readonly queryKey: readonly unknown[];
}

/** Null: nothing is read. */
export function useLocalChart(fileId: FileId | null): LocalChartReading {
  const query = localChartQuery(fileId);
  const inspected = useQuery(query);
  const { data } = inspected;
  const source = fileId !== null && data?.kind === 'unusable' ? ({ kind: 'file', fileId } as const) : null;
  const index = useQuery(archiveQuery(source));
  const metadata = useQuery(archiveMetadataQuery(source));
  const refetch = (): Promise<unknown> =>
    Promise.all([inspected.refetch(), ...(source === null ? [] : [index.refetch(), metadata.refetch()])]);
  const reading = { asked: { ...inspected, refetch }, queryKey: query.queryKey, chart: undefined, problem: null };
  if (data === undefined) return { ...reading, problem: inspected.error === null ? null : appErrorOf(inspected.error) };
  if (data.kind === 'chart') {
    const { fileName, name, version, deprecated, digest, sizeBytes, packaged, provenance, warnings } = data;
    return {
      ...reading,
      chart: {
        fileName,
        name,
        version,
        isDeprecated: deprecated,
        digest,
        sizeBytes,
        isFolder: packaged !== undefined,
        provenance: provenance === undefined ? 'none' : provenance.matches ? 'of-this' : 'of-another',
        warnings,
      },
    };
  }
  if (index.error !== null || metadata.error !== null) return { ...reading, problem: data.error };
  if (index.data === undefined || metadata.data === undefined) return reading;
  const { message, why } = data.error;
  return {
    ...reading,
    chart: {
      fileName: data.fileName,
      name: metadata.data.name,
      version: metadata.data.version,
      isDeprecated: metadata.data.deprecated === true,
      digest: index.data.digest,
      sizeBytes: index.data.sizeBytes,
      isFolder: false,
      provenance: 'not-read',
      warnings: [`It can’t be pushed as it is. ${message}${why === undefined ? '' : ` ${why}`}`],
    },
  };
}
