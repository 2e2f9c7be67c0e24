/**
 * The paths of distribution-spec 1.1 below an origin. The one place where a name goes into a path, and so the one that refuses
 * what is no name: callers check what users type (shared/reference.ts), a bad one here is a mistake of theirs.
 */
import { isDigest, type Digest } from '../../shared/digest';
import { isRepositoryName, isTag } from '../../shared/reference';

/** Throws RangeError for what is neither a tag nor a digest, such as a tag of 129 characters. */
export function manifestPath(repository: string, reference: string): string {
  if (!isTag(reference) && !isDigest(reference)) throw new RangeError(`Neither a tag nor a digest: ${reference}`);
  return `${repositoryPath(repository)}/manifests/${reference}`;
}

export function blobPath(repository: string, digest: Digest): string {
  if (!isDigest(digest)) throw new RangeError('Not a digest.');
  return `${repositoryPath(repository)}/blobs/${digest}`;
}

export function uploadsPath(repository: string): string {
  return `${repositoryPath(repository)}/blobs/uploads/`;
}

export function tagsPath(repository: string): string {
  return `${repositoryPath(repository)}/tags/list`;
}

export function referrersPath(repository: string, digest: Digest): string {
  if (!isDigest(digest)) throw new RangeError('Not a digest.');
  return `${repositoryPath(repository)}/referrers/${digest}`;
}

function repositoryPath(repository: string): string {
  if (!isRepositoryName(repository)) throw new RangeError(`Not a repository name: ${repository}`);
  return `/v2/${repository}`;
}
