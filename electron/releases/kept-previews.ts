/**
 * The last few previews, each with everything that it was made of: only what was previewed can be run. In memory only, since they hold
 * values and Secrets.
 */
import type { InstallRequest, PreviewId, UpgradeRequest } from '../../shared/release-preview';
import { MAX_PREVIEWS } from './limits';
import { OperationError } from './operation-error';

export interface PreviewChart {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/** A manifest with its hooks, each in one text; Secrets in clear. */
export interface ManifestPair {
  readonly manifest: string;
  readonly hooks: string;
}

interface KeptCommon {
  readonly id: PreviewId;
  /** See `previewKey`. */
  readonly key: string;
  readonly chart: PreviewChart;
  /** The cluster's address at the time. */
  readonly server: string | null;
  /** Null where there was no release. */
  readonly lastRevision: number | null;
  readonly isBlocked: boolean;
  readonly made: ManifestPair;
}

export interface KeptInstall extends KeptCommon {
  readonly kind: 'install';
  readonly request: InstallRequest;
}

export interface KeptUpgrade extends KeptCommon {
  readonly kind: 'upgrade';
  readonly request: UpgradeRequest;
  readonly deployedRevision: number;
  readonly deployed: ManifestPair;
}

export type KeptPreview = KeptInstall | KeptUpgrade;

export class KeptPreviews {
  readonly #kept = new Map<PreviewId, KeptPreview>();

  add(preview: KeptPreview): void {
    this.#kept.set(preview.id, preview);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_PREVIEWS && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Throws OperationError `preview-gone`. */
  install(id: PreviewId): KeptInstall {
    const kept = this.#kept.get(id);
    if (kept?.kind !== 'install') throw new OperationError('preview-gone');
    return kept;
  }

  /** Throws OperationError `preview-gone`. */
  upgrade(id: PreviewId): KeptUpgrade {
    const kept = this.#kept.get(id);
    if (kept?.kind !== 'upgrade') throw new OperationError('preview-gone');
    return kept;
  }
}

/** Everything in which helm could quote a Secret. */
export function manifestsOf(kept: KeptPreview): readonly string[] {
  const made = [kept.made.manifest, kept.made.hooks];
  return kept.kind === 'install' ? made : [...made, kept.deployed.manifest, kept.deployed.hooks];
}
