/** Everything that a push of a chart writes, known before a byte moves. No I/O. */
import type { Digest } from '../../shared/digest';
import { buildHelmManifest, type HelmManifest } from '../charts/helm-manifest';
import type { PreparedChart } from './prepared-charts';

export interface PlannedBlob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

export interface PushPlan {
  readonly config: PlannedBlob & { readonly bytes: Uint8Array };
  /** Its bytes stay in the archive on disk. */
  readonly chart: PlannedBlob;
  readonly provenance: (PlannedBlob & { readonly bytes: Uint8Array }) | null;
  readonly manifest: HelmManifest;
}

/** `withProvenance` false leaves the `.prov` beside the archive out. */
export function planPush(
  { archive, provenance }: PreparedChart,
  { withProvenance }: { readonly withProvenance: boolean },
): PushPlan {
  const signature = withProvenance ? (provenance?.file ?? null) : null;
  return {
    config: { digest: archive.configDigest, size: archive.configBytes.byteLength, bytes: archive.configBytes },
    chart: { digest: archive.digest, size: archive.sizeBytes },
    provenance:
      signature === null ? null : { digest: signature.digest, size: signature.sizeBytes, bytes: signature.bytes },
    manifest: buildHelmManifest({
      metadata: archive.metadata,
      config: { digest: archive.configDigest, sizeBytes: archive.configBytes.byteLength },
      chart: { digest: archive.digest, sizeBytes: archive.sizeBytes },
      provenance: signature === null ? undefined : { digest: signature.digest, sizeBytes: signature.sizeBytes },
      createdAtMs: archive.modifiedAtMs,
    }),
  };
}
