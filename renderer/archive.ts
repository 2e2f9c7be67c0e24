/** A chart's archive, wherever it comes from: which files it holds, and what is in them. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { ArchiveSource } from '../shared/archive';
import { call } from './ipc';
import { queryKeys } from './query-keys';

/** What a digest names never changes; a file of this machine may, and is read again when it is opened again. */
function staleTimeOf({ kind }: ArchiveSource): number {
  return kind === 'registry' ? Infinity : 0;
}

/** Null: there is none, and nothing is asked. */
export function archiveQuery(source: ArchiveSource | null) {
  return queryOptions({
    queryKey: source === null ? ['no-archive'] : [...queryKeys.archive(source), 'index'],
    queryFn: source === null ? skipToken : ({ signal }) => call('archives.open', { source }, { signal }),
    staleTime: source === null ? Infinity : staleTimeOf(source),
  });
}

/** What of it is for reading and for values. */
export function archiveContentQuery(source: ArchiveSource) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'chart'],
    queryFn: ({ signal }) => call('archives.content', { source }, { signal }),
    staleTime: staleTimeOf(source),
  });
}

/** What it says of its dependencies. */
export function dependenciesQuery(source: ArchiveSource) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'dependencies'],
    queryFn: ({ signal }) => call('archives.dependencies', { source }, { signal }),
    staleTime: staleTimeOf(source),
  });
}

/** What its Chart.yaml says. Null likewise. */
export function archiveMetadataQuery(source: ArchiveSource | null) {
  return queryOptions({
    queryKey: source === null ? ['no-archive', 'metadata'] : [...queryKeys.archive(source), 'metadata'],
    queryFn: source === null ? skipToken : ({ signal }) => call('archives.metadata', { source }, { signal }),
    staleTime: source === null ? Infinity : staleTimeOf(source),
  });
}

/** The container images that it names. */
export function archiveImagesQuery(source: ArchiveSource) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'images'],
    queryFn: ({ signal }) => call('archives.images', { source }, { signal }),
    staleTime: staleTimeOf(source),
  });
}

/** Those that helm makes of it with its default values. `name`: of a release. Asked for by a click: helm runs for it. */
export function renderedImagesQuery(source: ArchiveSource, name: string) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'rendered-images', name],
    queryFn: ({ signal }) => call('charts.renderImages', { source, name, namespace: 'default' }, { signal }),
    staleTime: staleTimeOf(source),
  });
}

/** All of it as one text, as `helm show all` prints it. */
export function archiveAllQuery(source: ArchiveSource) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'all'],
    queryFn: ({ signal }) => call('archives.all', { source }, { signal }),
    staleTime: staleTimeOf(source),
    // See below.
    gcTime: 30_000,
  });
}

export function archiveFileQuery(source: ArchiveSource, path: string) {
  return queryOptions({
    queryKey: [...queryKeys.archive(source), 'file', path],
    queryFn: ({ signal }) => call('archives.file', { source, path }, { signal }),
    staleTime: staleTimeOf(source),
    // Up to 5 MB each: none is kept for long once nobody looks at it.
    gcTime: 30_000,
  });
}
