/**
 * .helmignore as Helm reads it (pkg/ignore), with its oddities: the first line that matches decides, `!pattern` leaves out
 * everything that does *not* match, `**` is an error. Says which line left a file out.
 */
import { ChartError } from '../chart-error';
import { goMatch } from './go-match';

/** Which rule left a file out. */
export interface IgnoreRule {
  /** As it is written. */
  readonly pattern: string;
  /** Counted from 1; null for the rule that Helm always has. */
  readonly line: number | null;
}

export interface IgnoreRules {
  /** `path`: within the chart's folder, with `/`. Null for what stays in. */
  readonly ruleFor: (path: string, isFolder: boolean) => IgnoreRule | null;
}

interface CompiledRule extends IgnoreRule {
  readonly isNegated: boolean;
  readonly wantsFolder: boolean;
  readonly matches: (path: string) => boolean;
}

export const IGNORE_FILE = '.helmignore';
/** Hidden files among the templates are never part of a chart. */
const ALWAYS = 'templates/.?*';
/** The longest line that Go's scanner takes, in bytes. */
const MAX_LINE_BYTES = 64 * 1024;

/** `text`: null where there is no file. Throws ChartError `bad-ignore` where Helm refuses it. */
export function readIgnoreRules(text: string | null): IgnoreRules {
  const lines = text === null ? [] : text.replace(/^\ufeff/, '').split('\n');
  const rules: CompiledRule[] = [];
  for (const [index, line] of lines.entries()) {
    if (Buffer.byteLength(line) >= MAX_LINE_BYTES) throw refused(index + 1, 'is too long', 'token too long');
    const rule = compile(line, index + 1);
    if (rule !== null) rules.push(rule);
  }
  const always = compile(ALWAYS, null);
  if (always !== null) rules.push(always);
  return {
    ruleFor(path, isFolder) {
      const found = rules.find((rule) => leavesOut(rule, path, isFolder));
      return found === undefined ? null : { pattern: found.pattern, line: found.line };
    },
  };
}

function leavesOut({ isNegated, wantsFolder, matches }: CompiledRule, path: string, isFolder: boolean): boolean {
  const isOtherKind = wantsFolder && !isFolder;
  if (isNegated) return isOtherKind || !matches(path);
  return !isOtherKind && matches(path);
}

function compile(text: string, line: number | null): CompiledRule | null {
  const pattern = text.replaceAll(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
  if (pattern === '' || pattern.startsWith('#')) return null;
  if (pattern.includes('**')) {
    throw refused(line, 'holds **, which Helm does not support', 'double-star (**) syntax is not supported');
  }
  try {
    goMatch(pattern, 'abc');
  } catch (error) {
    if (error instanceof RangeError) throw refused(line, 'is not a pattern', error.message);
    throw error;
  }
  const isNegated = pattern.startsWith('!');
  let rest = isNegated ? pattern.slice(1) : pattern;
  const wantsFolder = rest.endsWith('/');
  if (wantsFolder) rest = rest.slice(0, -1);
  return { pattern, line, isNegated, wantsFolder, matches: matcher(rest) };
}

function matcher(rule: string): (path: string) => boolean {
  if (rule.startsWith('/')) return matching(rule.slice(1), (path) => path);
  return matching(rule, rule.includes('/') ? (path) => path : baseName);
}

function matching(rule: string, part: (path: string) => string): (path: string) => boolean {
  return (path) => {
    try {
      return goMatch(rule, part(path));
    } catch (error) {
      // Well formed as a whole, but not without its first or last sign: Helm logs it and matches nothing.
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function refused(line: number | null, problem: string, details: string): ChartError {
  return new ChartError('bad-ignore', `Line ${line} of .helmignore ${problem}. Correct it and drop the folder again.`, {
    details,
  });
}
