/** What is known of a dependency, in words and kinds. Pure: the registry's answer is somebody else's. */
import type {
  ChartDependencies,
  ChartInside,
  ChartLockInfo,
  DependencyInfo,
} from '../../../../shared/chart-dependencies';
import { assertNever } from '../../../../shared/assert-never';
import { parseReference, type Reference } from '../../../../shared/reference';
import { formatDay, parseTime } from '../../../format/time';
import { countOf } from '../../../format/size';

/** Where a dependency comes from, as far as its chart tells. */
export type DependencyOrigin =
  | { readonly kind: 'oci'; readonly reference: Reference; readonly text: string }
  | { readonly kind: 'words'; readonly address: string; readonly words: string };

export function originOf({ name, repository }: DependencyInfo): DependencyOrigin {
  // Helm knows the scheme in lower case only.
  if (repository.startsWith('oci://')) {
    const text = `${repository.replace(/\/+$/, '')}/${name}`;
    const reference = parseReference(text);
    if (reference !== null && reference.tag === undefined && reference.digest === undefined) {
      return { kind: 'oci', reference, text };
    }
    return { kind: 'words', address: repository, words: 'This is no address of a repository.' };
  }
  if (repository === '') return { kind: 'words', address: '', words: 'Part of this chart: it lies in charts/.' };
  if (repository.startsWith('file://')) {
    return { kind: 'words', address: repository, words: 'A folder where the chart was packaged.' };
  }
  if (/^(?:@|alias:)/.test(repository)) {
    return { kind: 'words', address: repository, words: 'A name that only its author’s Helm knows.' };
  }
  if (/^https?:\/\//i.test(repository)) {
    return { kind: 'words', address: repository, words: 'A classic repository: its versions aren’t looked up here.' };
  }
  return { kind: 'words', address: repository, words: 'Helm knows no such kind of repository.' };
}

/** What it is called in values and templates, and what it is where that is another name. */
export function nameWords({ name, alias }: DependencyInfo): { readonly name: string; readonly of: string | null } {
  return alias === '' || alias === name ? { name, of: null } : { name: alias, of: name };
}

export interface InsideWords {
  readonly tone: 'good' | 'warning' | 'danger';
  readonly text: string;
  /** What follows from it, where something does. */
  readonly more: string | null;
}

export function insideWords({ chart, fits, version }: DependencyInfo, charts: readonly ChartInside[]): InsideWords {
  const inside = chart === null ? undefined : charts[chart];
  if (inside === undefined) {
    return {
      tone: 'danger',
      text: 'Missing',
      more: 'It is not in the archive: Helm won’t install or render the chart.',
    };
  }
  if (inside.isUnreadable) return { tone: 'danger', text: 'Unreadable', more: 'Its Chart.yaml can’t be read.' };
  if (fits) return { tone: 'good', text: `Inside: ${inside.version}`, more: null };
  const asked = version === '' ? 'What is asked for' : version;
  return {
    tone: 'warning',
    text: `Inside is ${inside.version}`,
    more: `${asked} doesn’t take it, but Helm uses it all the same.`,
  };
}

/** Null where nothing decides: it is on. */
export function defaultWords({ condition, tags, default: { isOn, by, key } }: DependencyInfo): string | null {
  if (by !== null && key !== null) return `${key} is ${isOn ? 'true' : 'false'}`;
  const names = [condition, ...tags.map((tag) => `tags.${tag}`)].filter((each) => each !== '');
  return names.length === 0 ? null : `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no value, so it is on`;
}

export function conflictWords({ alias, name, conflict }: DependencyInfo): string | null {
  switch (conflict) {
    case null:
      return null;
    case 'same-name':
      return `Another dependency is called ${alias || name}, too: Helm refuses the chart.`;
    case 'other-repository':
      return `${name} is asked for from two repositories, which helm dependency update can’t do.`;
    default:
      return assertNever(conflict);
  }
}

export interface LockWords {
  readonly tone: 'info' | 'warning';
  readonly text: string;
}

export function lockWords({ fileName, generatedAt, state }: ChartLockInfo): LockWords {
  const madeMs = parseTime(generatedAt ?? undefined);
  const file = madeMs === null || madeMs < 0 ? fileName : `${fileName} of ${formatDay(madeMs)}`;
  switch (state) {
    case 'matches':
      return { tone: 'info', text: `${file} was made for exactly these dependencies.` };
    case 'differs':
      return {
        tone: 'warning',
        text: `${file} was made for other dependencies: helm dependency build refuses it, helm dependency update makes it anew.`,
      };
    case 'unknown':
      return {
        tone: 'info',
        text: `Whether ${file} was made for these dependencies can’t be told: it depends on names that only its author’s Helm knows.`,
      };
    case 'unreadable':
      return { tone: 'warning', text: `${fileName} can’t be read: Helm refuses the chart.` };
    default:
      return assertNever(state);
  }
}

/** Of the chart itself, above the list. */
export function summaryWords({ charts: [chart, ...others] }: ChartDependencies): string {
  const { dependencies = [] } = chart ?? {};
  const missing = dependencies.filter((each) => each.chart === null).length;
  const all = countOf(dependencies.length, 'dependency', 'dependencies');
  const within = others.length - (dependencies.length - missing);
  const deeper = within > 0 ? `; ${countOf(within, 'more chart')} within` : '';
  if (dependencies.length === 0) return `No dependency is named${deeper}`;
  const inside = missing === 0 ? 'all' : `${dependencies.length - missing} of them`;
  return `${all}, ${inside} inside${deeper}`;
}

/** It has something to show below its row. */
export function hasInside({ dependencies, unnamed, brokenArchives }: ChartInside): boolean {
  return dependencies.length > 0 || unnamed.length > 0 || brokenArchives.length > 0;
}
