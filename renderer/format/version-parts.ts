/** A version's numbers and the rest of it, which are set in different figures: tabular ones widen hyphens, too. */

export interface VersionParts {
  /** `41.0.0`. */
  readonly numbers: string;
  /** `-rc.1+build.2`, or ''. */
  readonly suffix: string;
}

export function versionParts(version: string): VersionParts {
  const numbers = /^v?[\d.]*/.exec(version)?.[0] ?? '';
  return { numbers, suffix: version.slice(numbers.length) };
}
