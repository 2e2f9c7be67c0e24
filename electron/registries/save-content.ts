/** Writes what a digest names in a registry to a file of the user: verified while it comes, nothing half written. */
import type { Digest } from '../../shared/digest';
import { writeFileAtomic } from '../files/atomic-file';
import type { RegistryClient } from '../registry/registry-client';
import { asWriting } from '../transfers/saved-files';
import type { BrowseService, Place } from './browse-service';

export interface SavedContent extends Place {
  readonly digest: Digest;
  /** As the manifest around it says. */
  readonly sizeBytes: number;
  readonly isManifest: boolean;
}

export interface ContentSaverOptions {
  readonly manifest: BrowseService['manifest'];
  readonly clientFor: (address: string) => RegistryClient;
}

/** Replaces what is at `path`: the system's dialog has asked. Throws TransferError, and what the client throws. */
export type ContentSaver = (
  content: SavedContent,
  path: string,
  options: { readonly signal: AbortSignal },
) => Promise<void>;

export function createContentSaver({ manifest, clientFor }: ContentSaverOptions): ContentSaver {
  return async ({ digest, sizeBytes, isManifest, ...place }, path, { signal }) => {
    if (isManifest) {
      const { text } = await manifest(place, digest, signal);
      await asWriting(() => writeFileAtomic(path, text, { mode: 0o644 }));
    } else {
      const blob = { digest, size: sizeBytes };
      await asWriting(() => clientFor(place.address).downloadBlob(place.repository, blob, path, { signal }));
    }
  };
}
