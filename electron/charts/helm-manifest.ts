/**
 * The manifest that `helm push` writes for a chart, byte for byte. No I/O.
 */
import type { Digest } from '../../shared/oci';
import type { HelmMetadata } from './helm-types';

export interface BlobSummary {
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export interface HelmManifestInput {
  readonly metadata: HelmMetadata;
  readonly config: BlobSummary;
  readonly chart: BlobSummary;
  readonly provenance?: BlobSummary | undefined;
  /** The .tgz file's modification time. */
  readonly createdAtMs: number;
  /** Minutes east of UTC; the machine's own at `createdAtMs` where left out, as Helm takes it. */
  readonly utcOffsetMinutes?: number;
}

export interface HelmManifest {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mediaType: string;
}

export function buildHelmManifest(input: HelmManifestInput): HelmManifest {
  throw new Error(`Not built yet: ${input.metadata.name}`);
}
