/** Versions as Helm's library (Masterminds/semver 3.5) reads and orders them: looser than SemVer where it says so. Pure. */

export interface HelmVersion {
  /** As it was written. */
  readonly text: string;
  /** Go counts in 64 bits; a number of JavaScript can't. */
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Without the `-`; empty for a release. */
  readonly prerelease: string;
}

const NUMBER = String.raw`(0|[1-9]\d*)`;
const IDENTIFIER = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)`;
const TAIL = String.raw`(?:-(${IDENTIFIER}(?:\.${IDENTIFIER})*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?`;
const LOOSE = new RegExp(String.raw`^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?${TAIL}$`);
const STRICT = new RegExp(String.raw`^${NUMBER}\.${NUMBER}\.${NUMBER}${TAIL}$`);
/** The library refuses longer ones unread. */
const MAX_LENGTH = 256;
const LARGEST_NUMBER = 2n ** 64n - 1n;

/** `1`, `1.2`, `v1.2.3` and `01.2.3` count as versions, too. Null for what is none. */
export function parseHelmVersion(text: string): HelmVersion | null {
  return read(LOOSE, text);
}

/** Three numbers without a `v`: what Helm counts as a version in a registry's tags. */
export function parseStrictVersion(text: string): HelmVersion | null {
  return read(STRICT, text);
}

/** Negative where `left` is lower. What stands behind a `+` has no order. */
export function compareHelmVersions(left: HelmVersion, right: HelmVersion): number {
  return (
    compareNumbers(left.major, right.major) ||
    compareNumbers(left.minor, right.minor) ||
    compareNumbers(left.patch, right.patch) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

/** A release is higher than its prereleases. */
export function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return 1;
  if (right === '') return -1;
  const [leftParts, rightParts] = [left.split('.'), right.split('.')];
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const order = compareParts(leftParts[index] ?? '', rightParts[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers by their value and below words; words by their characters. A part that is missing is lowest. */
function compareParts(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return -1;
  if (right === '') return 1;
  const [leftNumber, rightNumber] = [numberIn(left), numberIn(right)];
  if (leftNumber !== null && rightNumber !== null) return leftNumber > rightNumber ? 1 : -1;
  if (leftNumber !== null) return -1;
  if (rightNumber !== null) return 1;
  return left > right ? 1 : -1;
}

function numberIn(text: string): bigint | null {
  if (!/^\d+$/.test(text)) return null;
  const value = BigInt(text);
  return value <= LARGEST_NUMBER ? value : null;
}

function compareNumbers(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function read(pattern: RegExp, text: string): HelmVersion | null {
  const match = text.length > MAX_LENGTH ? null : pattern.exec(text);
  if (match === null) return null;
  const [major = 0n, minor = 0n, patch = 0n] = match.slice(1, 4).map((part) => BigInt(part ?? 0));
  if ([major, minor, patch].some((number) => number > LARGEST_NUMBER)) return null;
  return { text, major, minor, patch, prerelease: match[4] ?? '' };
}
