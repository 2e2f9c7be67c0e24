/** What Helm takes as a chart's version: looser than SemVer, as Masterminds/semver's NewVersion reads it. */

const LOOSE =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const LARGEST_NUMBER = 2n ** 64n - 1n;
/** The library refuses longer ones unread. */
const MAX_LENGTH = 256;

export function isHelmVersion(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const match = LOOSE.exec(text);
  if (match === null) return false;
  const numbers = match.slice(1, 4).filter((part): part is string => part !== undefined);
  const prerelease = match[4]?.split('.') ?? [];
  return numbers.every((part) => BigInt(part) <= LARGEST_NUMBER) && prerelease.every((part) => !/^0\d+$/.test(part));
}

/** Three numbers without a `v`: what helm counts as a version when it lists tags. */
export function isStrictVersion(text: string): boolean {
  return isHelmVersion(text) && /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[-+]|$)/.test(text);
}
