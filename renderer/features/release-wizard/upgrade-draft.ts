/** What the user has chosen and typed so far for an upgrade, and what is taken where nothing was. Pure. */
import type { ApplyOptions } from '../../../shared/helm-options';
import type { ReleaseStatus } from '../../../shared/helm';
import type { Version } from '../../../shared/registry';
import type { UpgradePreview } from '../../../shared/release-preview';
import { isUnderChange } from '../../format/release-status';
import { NO_FILES, type ValuesFiles } from '../../values/values-files';
import type { StepProblem } from '../../wizard-steps';
import { FIRST_OPTIONS } from './draft';
import { formatDuration } from './duration';
import type { RunDraft } from './use-previewed-run';

export interface UpgradeDraft {
  /** Null until the user chose one: see `tagToOffer`. */
  readonly tag: string | null;
  /** The overrides as they are written, YAML; null until the user typed: those of the deployed revision are carried over. */
  readonly values: string | null;
  readonly valuesFiles: ValuesFiles;
  readonly options: ApplyOptions;
  /** As typed: `5m`. What `options` says of it counts only where this can be read. */
  readonly timeout: string;
}

export type UpgradeWizardDraft = UpgradeDraft & RunDraft<UpgradePreview>;

export function newUpgradeDraft(): UpgradeWizardDraft {
  const { createNamespace: _createNamespace, ...options } = FIRST_OPTIONS;
  return {
    tag: null,
    values: null,
    valuesFiles: NO_FILES,
    options,
    timeout: formatDuration(options.timeoutMs),
    previewed: null,
    operationId: null,
  };
}

export interface OfferedVersions {
  /** Highest first. */
  readonly versions: readonly Version[];
  /** The version that is deployed. */
  readonly deployed: string;
}

/** The highest newer version, else the one that is deployed. Null where there is none to offer. */
export function tagToOffer({ versions, deployed }: OfferedVersions): string | null {
  const [newest] = newerVersions({ versions, deployed });
  return (newest ?? versions.find(({ version }) => version === deployed) ?? versions[0])?.tag ?? null;
}

/**
 * Highest first; prereleases only where one is deployed. What is deployed may have been deleted from the registry: then nothing tells
 * where it stood, and all count.
 */
export function newerVersions({ versions, deployed }: OfferedVersions): readonly Version[] {
  const at = versions.findIndex(({ version }) => version === deployed);
  const withPrereleases = versions[at]?.isPrerelease === true;
  return versions
    .slice(0, at < 0 ? undefined : at)
    .filter(({ isSemver, isPrerelease }) => isSemver && (withPrereleases || !isPrerelease));
}

/** Why a release in this state can't be upgraded; none where it can. */
export function statusProblems(status: ReleaseStatus): readonly StepProblem[] {
  if (isUnderChange(status)) {
    return [{ text: 'Another change of this release has not ended. Repair it first, or wait for it.', fieldId: null }];
  }
  return status === 'uninstalled'
    ? [{ text: 'It was uninstalled, and only its history is kept. Install it anew.', fieldId: null }]
    : [];
}
