/**
 * Ranges of versions as Helm's library (Masterminds/semver 3.5) reads them, which is not as npm does: comma or space is AND, `||` is
 * OR, a bare `1.2` means `~1.2`, `>11` leaves out 11.x, and prereleases match only where their AND group names one. Ported; each
 * part is read from its front, so that a hostile text costs no more than its length. Pure.
 */
import { compareHelmVersions, comparePrereleases, parseHelmVersion, type HelmVersion } from './helm-version';

interface Comparison {
  /** As it is written; empty where none is. */
  readonly operator: string;
  readonly version: HelmVersion;
  /** Some of its numbers are missing, or an `x`. */
  readonly isDirty: boolean;
  readonly isMinorDirty: boolean;
  readonly isPatchDirty: boolean;
}

/** A version fits where all comparisons of one group do. */
export interface HelmConstraint {
  readonly groups: readonly (readonly Comparison[])[];
}

/** In characters; all that may stand in a range is ASCII. */
const MAX_LENGTH = 512;
const MAX_GROUPS = 32;
/** Go's white space in patterns. */
const SPACE = String.raw`[\t\n\f\r ]`;
const IDENTIFIERS = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
/** The `|` in the classes is the library's own. */
const NUMBERS = String.raw`v?([0-9|xX*]+)(\.[0-9|xX*]+)?(\.[0-9|xX*]+)?`;
const VERSION = String.raw`${NUMBERS}(-${IDENTIFIERS})?(?:\+${IDENTIFIERS})?`;
const OPERATOR = String.raw`(>=|=>|<=|=<|~>|!=|=|>|<|~|\^)?`;
const COMPARISON = new RegExp(String.raw`${SPACE}*${OPERATOR}${SPACE}*(${VERSION})${SPACE}*`, 'y');
const PLAIN_VERSION = VERSION.replaceAll(/\((?!\?)/g, '(?:');
const RANGE = new RegExp(String.raw`${SPACE}*(${PLAIN_VERSION})${SPACE}+-${SPACE}+(${PLAIN_VERSION})${SPACE}*`, 'g');

/** Null for what Helm refuses as a range, such as `latest` and the empty text. */
export function parseHelmConstraint(text: string): HelmConstraint | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = withoutHyphens(text).split('||');
  if (parts.length > MAX_GROUPS) return null;
  const groups = parts.map(readGroup);
  return groups.every((group) => group !== null) ? { groups } : null;
}

export function satisfies(version: HelmVersion, { groups }: HelmConstraint): boolean {
  return groups.some((group) => {
    const takesPrereleases = group.some((each) => each.version.prerelease !== '');
    if (version.prerelease !== '' && !takesPrereleases) return false;
    return group.every((each) => fits(version, each));
  });
}

/** `1.2 - 3` is written as `>= 1.2, <= 3`. */
function withoutHyphens(text: string): string {
  let rewritten = text;
  for (const [whole, from = '', to = ''] of text.matchAll(RANGE)) {
    rewritten = rewritten.replace(whole, () => `>= ${from}, <= ${to} `);
  }
  return rewritten;
}

function readGroup(text: string): readonly Comparison[] | null {
  const comparisons: Comparison[] = [];
  let position = 0;
  do {
    const match = matchAt(text, position);
    const comparison = match === null ? null : readComparison(match);
    if (match === null || comparison === null) return null;
    comparisons.push(comparison);
    const end = position + match[0].length;
    // Between two stands white space, which the first has taken, or a comma.
    if (end < text.length && text[end] !== ',' && !/[\t\n\f\r ]/.test(text[end - 1] ?? '')) return null;
    position = text[end] === ',' ? end + 1 : end;
    if (text[end] === ',' && position === text.length) return null;
  } while (position < text.length);
  return comparisons;
}

function matchAt(text: string, position: number): RegExpExecArray | null {
  COMPARISON.lastIndex = position;
  return COMPARISON.exec(text);
}

function readComparison(match: RegExpExecArray): Comparison | null {
  const [, operator = '', whole = '', major = '', minor = '', patch = '', prerelease = ''] = match;
  const isMajorOpen = isOpen(major);
  const isMinorDirty = !isMajorOpen && isOpen(minor.slice(1));
  const isPatchDirty = !isMajorOpen && !isMinorDirty && isOpen(patch.slice(1));
  const numbers = isMajorOpen ? '0.0.0' : isMinorDirty ? `${major}.0.0` : isPatchDirty ? `${major}${minor}.0` : null;
  const version = parseHelmVersion(numbers === null ? whole : `${numbers}${prerelease}`);
  if (version === null) return null;
  return {
    operator,
    version,
    isDirty: numbers !== null,
    isMinorDirty,
    isPatchDirty,
  };
}

function isOpen(part: string): boolean {
  return part === '' || part === 'x' || part === 'X' || part === '*';
}

function fits(version: HelmVersion, comparison: Comparison): boolean {
  const order = compareHelmVersions(version, comparison.version);
  switch (comparison.operator) {
    case '':
    case '=':
      return comparison.isDirty ? fitsTilde(version, comparison) : order === 0;
    case '!=':
      return differs(version, comparison);
    case '>':
      return isAbove(version, comparison);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return isAtMost(version, comparison);
    case '~':
    case '~>':
      return fitsTilde(version, comparison);
    default:
      return fitsCaret(version, comparison);
  }
}

function differs(version: HelmVersion, { version: other, isDirty, isMinorDirty, isPatchDirty }: Comparison): boolean {
  if (isDirty) {
    if (other.major !== version.major) return true;
    if (other.minor !== version.minor && !isMinorDirty) return true;
    if (isMinorDirty) return false;
    if (other.patch !== version.patch && !isPatchDirty) return true;
    if (isPatchDirty) return comparePrereleases(version.prerelease, other.prerelease) !== 0;
  }
  return compareHelmVersions(version, other) !== 0;
}

function isAbove(version: HelmVersion, { version: other, isDirty, isMinorDirty, isPatchDirty }: Comparison): boolean {
  if (isDirty) {
    if (version.major !== other.major) return version.major > other.major;
    if (isMinorDirty) return false;
    if (isPatchDirty) return version.minor > other.minor;
  }
  return compareHelmVersions(version, other) > 0;
}

function isAtMost(version: HelmVersion, { version: other, isDirty, isMinorDirty }: Comparison): boolean {
  if (!isDirty) return compareHelmVersions(version, other) <= 0;
  if (version.major !== other.major) return version.major < other.major;
  return isMinorDirty || version.minor <= other.minor;
}

function fitsTilde(version: HelmVersion, { version: other, isMinorDirty, isPatchDirty }: Comparison): boolean {
  if (compareHelmVersions(version, other) < 0) return false;
  const isZero = other.major === 0n && other.minor === 0n && other.patch === 0n;
  if (isZero && !isMinorDirty && !isPatchDirty) return true;
  return version.major === other.major && (isMinorDirty || version.minor === other.minor);
}

function fitsCaret(version: HelmVersion, { version: other, isMinorDirty, isPatchDirty }: Comparison): boolean {
  if (compareHelmVersions(version, other) < 0) return false;
  if (other.major > 0n || isMinorDirty) return version.major === other.major;
  if (version.major > 0n) return false;
  if (other.minor > 0n || isPatchDirty) return version.minor === other.minor;
  return version.minor === 0n && version.patch === other.patch;
}
