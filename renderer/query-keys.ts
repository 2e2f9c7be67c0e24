/** Names of what is kept in the query cache, from the whole to its parts: whoever invalidates a part names its place. */
import type { ArchiveSource } from '../shared/archive';
import type { ReleasePlace } from '../shared/release';

export const queryKeys = {
  appInfo: ['app-info'],
  settings: ['settings'],
  /** Verdicts on signatures. */
  trust: ['trust'],
  /** The key files that the user chose. */
  keyFiles: ['key-files'],
  registries: ['registries'],
  foundLogins: ['found-logins'],
  transfers: ['transfers'],
  /** Changes of releases, running and ended. */
  operations: ['operations'],
  localRegistry: ['local-registry'],
  /** How much it keeps, and how much room there is. */
  localRegistryUsage: ['local-registry-usage'],
  helm: ['helm'],
  clusters: ['clusters'],
  /** Everything read from clusters. */
  everyCluster: ['cluster'],
  /** Everything read from one cluster. */
  cluster: (context: string) => ['cluster', context] as const,
  clusterInfo: (context: string) => ['cluster', context, 'info'] as const,
  namespaces: (context: string) => ['cluster', context, 'namespaces'] as const,
  /** All lists of releases of one cluster. */
  everyReleaseList: (context: string) => ['cluster', context, 'releases'] as const,
  /** `namespace`: null for all of them. */
  releases: (context: string, namespace: string | null) => ['cluster', context, 'releases', namespace] as const,
  /** Everything read of one release. */
  release: ({ context, namespace, name }: ReleasePlace) => ['cluster', context, 'release', namespace, name] as const,
  /** Everything read from one registry. */
  registry: (address: string) => ['registry', address] as const,
  repositories: (address: string) => ['registry', address, 'repositories'] as const,
  /** Everything read from one repository. */
  repository: (address: string, repository: string) => ['registry', address, 'repository', repository] as const,
  versions: (address: string, repository: string) =>
    [...queryKeys.repository(address, repository), 'versions'] as const,
  version: (address: string, repository: string, tag: string) =>
    [...queryKeys.repository(address, repository), 'version', tag] as const,
  /** `reference`: a tag or a digest. */
  chart: (address: string, repository: string, reference: string) =>
    [...queryKeys.repository(address, repository), 'chart', reference] as const,
  /** Content that a digest names never changes: it stands outside of what a refresh of its repository drops. */
  content: (address: string, repository: string, digest: string) => ['content', address, repository, digest] as const,
  /** What went into a folder that was packaged for the push sheet. */
  packagedFolder: (fileId: string) => ['packaged', fileId] as const,
  everyComparison: ['comparison'],
  comparison: (from: ArchiveSource, to: ArchiveSource) =>
    ['comparison', ...queryKeys.archive(from), ...queryKeys.archive(to)] as const,
  /** Everything read from a chart's archive. */
  archive: (source: ArchiveSource) =>
    source.kind === 'registry'
      ? queryKeys.content(source.address, source.repository, source.digest)
      : (['file', source.fileId] as const),
} as const;
