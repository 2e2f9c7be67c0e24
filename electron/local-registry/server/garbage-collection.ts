/**
 * Gives space back, when the user asks for it. Never takes what a manifest needs, what an upload under way needs, or what was
 * uploaded or asked for so lately that its manifest may be on its way.
 */
import type { Digest } from '../../../shared/digest';
import type { RegistryParts } from './exchange';
import type { Repository } from './repository';

export interface GarbageOptions {
  /**
   * Whether manifests go that no tag leads to: not by name, not within a tagged index, not as a referrer of what stays. They are
   * what replaced versions leave behind, but also what was pushed by digest alone.
   */
  readonly untaggedManifests: boolean;
}

export interface CollectedGarbage {
  /** Manifests taken out of their repositories. */
  readonly manifests: number;
  /** Files of content removed, and what they held. */
  readonly files: number;
  readonly sizeBytes: number;
}

/** Runs beside requests. Throws the file system's error; what was removed until then was garbage all the same. */
export async function collectGarbage(parts: RegistryParts, options: GarbageOptions): Promise<CollectedGarbage> {
  const { storage, repositories, contents, recentUses } = parts;
  let manifests = 0;
  for (const name of repositories.names()) {
    manifests +=
      (await repositories.changeExisting(name, async (repository) => {
        const removed = options.untaggedManifests ? await removeUntagged(repository) : 0;
        for (const blob of unneededBlobs(repository)) {
          if (!recentUses.has(name, blob)) await repository.removeBlob(blob);
        }
        return removed;
      })) ?? 0;
    await repositories.removeIfEmpty(name);
  }
  const { files, sizeBytes } = await contents.sweep(await usedContent(parts));
  await storage.settle();
  return { manifests, files, sizeBytes };
}

async function removeUntagged(repository: Repository): Promise<number> {
  const kept = reachableManifests(repository);
  const garbage = [...repository.manifests.keys()].filter((digest) => !kept.has(digest));
  for (const digest of garbage) await repository.removeManifest(digest);
  return garbage.length;
}

/** From the tags into indexes, and back from subjects to their referrers, until nothing new is found. */
export function reachableManifests({ tags, manifests }: Pick<Repository, 'tags' | 'manifests'>): ReadonlySet<Digest> {
  const referrers = new Map<Digest, Digest[]>();
  for (const [digest, { subject }] of manifests) {
    if (subject !== undefined) referrers.set(subject, [...(referrers.get(subject) ?? []), digest]);
  }
  const reached = new Set<Digest>();
  const open = [...tags.values()];
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    const record = manifests.get(digest);
    if (!record || reached.has(digest)) continue;
    reached.add(digest);
    open.push(...record.manifests, ...(referrers.get(digest) ?? []));
  }
  return reached;
}

function unneededBlobs(repository: Repository): readonly Digest[] {
  const needed = new Set<Digest>();
  for (const record of repository.manifests.values()) for (const blob of record.blobs) needed.add(blob);
  return [...repository.blobs].filter((blob) => !needed.has(blob));
}

/** Says of content whether a repository lists it; also of what is listed only after this was called. */
async function usedContent({ repositories }: RegistryParts): Promise<(digest: Digest) => boolean> {
  const used = new Set<Digest>();
  for (const name of repositories.names()) {
    const repository = await repositories.find(name);
    for (const digest of [...(repository?.blobs ?? []), ...(repository?.manifests.keys() ?? [])]) used.add(digest);
  }
  return (digest) => used.has(digest) || repositories.isListed(digest);
}
