/**
 * Which version of a registry's list `helm dependency update` takes for what a chart asks for, by the rules of `oci://`: what is a
 * version, even a loose one such as `1.2`, is a tag by that name; anything else is a range over the tags that are versions strictly,
 * highest first. Pure.
 */
import { parseHelmConstraint, satisfies } from './helm-constraint';
import { compareHelmVersions, parseHelmVersion, parseStrictVersion, type HelmVersion } from './helm-version';
import { tagToVersion, versionToTag } from './reference';

export type ResolvedVersion =
  | {
      readonly kind: 'found';
      /** As the lock file names it. */
      readonly version: string;
      readonly tag: string;
      /** The highest release, where it is above and is not taken; null else. */
      readonly newerVersion: string | null;
    }
  /** `isLiteral`: it was asked for by name, and there is no such tag. */
  | { readonly kind: 'none'; readonly isLiteral: boolean; readonly newestVersion: string | null }
  /** Neither a version nor a range: Helm refuses the chart's dependencies. */
  | { readonly kind: 'invalid' };

/** `listed`: of the repository, in any order. */
export function resolveDependency(asked: string, listed: readonly { readonly tag: string }[]): ResolvedVersion {
  const constraint = parseHelmConstraint(asked);
  if (constraint === null) return { kind: 'invalid' };
  const versions = strictVersions(listed);
  const newest = versions.find(({ version }) => version.prerelease === '');
  const literal = parseHelmVersion(asked);
  if (literal !== null) {
    const tag = versionToTag(asked);
    if (!listed.some((each) => each.tag === tag)) {
      return { kind: 'none', isLiteral: true, newestVersion: newest?.version.text ?? null };
    }
    return { kind: 'found', version: asked, tag, newerVersion: newerThan(literal, newest?.version) };
  }
  const found = versions.find(({ version }) => satisfies(version, constraint));
  if (found === undefined) return { kind: 'none', isLiteral: false, newestVersion: newest?.version.text ?? null };
  const { version, tag } = found;
  return { kind: 'found', version: version.text, tag, newerVersion: newerThan(version, newest?.version) };
}

/** Highest first. */
function strictVersions(listed: readonly { readonly tag: string }[]): readonly { version: HelmVersion; tag: string }[] {
  return listed
    .flatMap(({ tag }) => {
      const version = parseStrictVersion(tagToVersion(tag));
      return version === null ? [] : [{ version, tag }];
    })
    .sort((left, right) => compareHelmVersions(right.version, left.version));
}

function newerThan(version: HelmVersion, newest: HelmVersion | undefined): string | null {
  return newest !== undefined && compareHelmVersions(newest, version) > 0 ? newest.text : null;
}
