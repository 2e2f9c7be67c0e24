/** What two versions of a chart mean for who runs it, in words: what may break first. Pure. */
import type { Comparison, ImageChange, SchemaChange, ValueChange } from '../../../shared/comparison';
import { countOf } from '../../format/size';
import { imageText } from './image-words';
import { endedVersions, pathText } from './path-words';

export type CompareTab =
  'summary' | 'values' | 'schema' | 'files' | 'metadata' | 'dependencies' | 'crds' | 'images' | 'rendered';

export interface SummaryLine {
  /** Where all of it stands. */
  readonly tab: CompareTab;
  readonly words: string;
  /** A few of them, by name. */
  readonly names: readonly string[];
  /** It may break what was set or made with the older one. */
  readonly mayBreak: boolean;
}

/** A few are read; the rest stands in the tab. */
const MAX_NAMES = 6;

/** What may break first, then images and CRDs before what only reads otherwise. */
export function summaryLines(comparison: Comparison): readonly SummaryLine[] {
  return [
    ...metadataLines(comparison),
    ...imageLines(comparison),
    ...crdLines(comparison),
    ...valueLines(comparison),
    ...schemaLines(comparison),
    ...dependencyLines(comparison),
    ...fieldLines(comparison),
    ...fileLines(comparison),
  ].sort((left, right) => rankOf(left) - rankOf(right));
}

const BREAKING_ORDER: readonly CompareTab[] = ['values', 'crds', 'schema', 'dependencies', 'metadata'];

/** The order of those that break nothing stays. */
function rankOf({ tab, mayBreak }: SummaryLine): number {
  return mayBreak ? BREAKING_ORDER.indexOf(tab) : BREAKING_ORDER.length;
}

/** `3 values removed, 1 image changed, new CRD`: the few that count most. */
export function summarySentence(lines: readonly SummaryLine[]): string {
  if (lines.length === 0) return 'Nothing that counts differs.';
  const words = lines.slice(0, 5).map((line) => line.words);
  const rest = lines.length - words.length;
  return `${words.join(', ')}${rest === 0 ? '' : ' and more'}.`;
}

interface Told {
  readonly count: number | undefined;
  readonly words: (count: number) => string;
  readonly names?: readonly string[];
  readonly mayBreak?: boolean;
}

function lineOf(tab: CompareTab, { count = 0, words, names = [], mayBreak = false }: Told): readonly SummaryLine[] {
  return count === 0 ? [] : [{ tab, words: words(count), names: names.slice(0, MAX_NAMES), mayBreak }];
}

function valueLines({ values: { items, counts } }: Comparison): readonly SummaryLine[] {
  const of = (change: ValueChange['change']) => items.filter((item) => item.change === change);
  const names = (change: ValueChange['change']) => of(change).map(({ path }) => pathText(path));
  /** Each value of a whole map counts. */
  const all = (change: ValueChange['change']): number =>
    (counts[change] ?? 0) - of(change).length + of(change).reduce((sum, { count }) => sum + count, 0);
  const renamed = of('renamed').map(({ path, formerPath }) => `${pathText(formerPath ?? [])} to ${pathText(path)}`);
  return [
    ...lineOf('values', {
      count: all('removed'),
      words: (count) => `${countOf(count, 'value')} removed`,
      names: names('removed'),
      mayBreak: true,
    }),
    ...lineOf('values', {
      count: counts.renamed,
      words: (count) => `${countOf(count, 'value')} probably renamed`,
      names: renamed,
      mayBreak: true,
    }),
    ...lineOf('values', {
      count: counts.changed,
      words: (count) => `${countOf(count, 'default')} changed`,
      names: names('changed'),
    }),
    ...lineOf('values', {
      count: all('added'),
      words: (count) => countOf(count, 'new value'),
      names: names('added'),
    }),
  ];
}

function schemaLines({ schema: { items, counts } }: Comparison): readonly SummaryLine[] {
  const told = (
    change: SchemaChange['change'],
    words: (count: number) => string,
    mayBreak: boolean,
  ): readonly SummaryLine[] => {
    const names = items.filter((item) => item.change === change).map(({ path }) => pathText(path));
    return lineOf('schema', { count: counts[change], words, names, mayBreak });
  };
  return [
    ...told('required', (count) => `${countOf(count, 'value')} required now`, true),
    ...told('type', (count) => `${countOf(count, 'value')} of another type`, true),
    ...told('enum-narrowed', (count) => `${countOf(count, 'value')} with fewer choices`, true),
    ...told('removed', (count) => `${countOf(count, 'property', 'properties')} removed from the schema`, false),
    ...told('rule', (count) => `${countOf(count, 'other rule')} of the schema changed`, false),
  ];
}

function crdLines({ crds: { items, counts } }: Comparison): readonly SummaryLine[] {
  const names = (change: string) => items.filter((item) => item.change === change).map(({ name }) => name);
  const ended = items.flatMap(({ name, fromVersions, toVersions }) =>
    endedVersions(fromVersions, toVersions).map((version) => `${version} of ${name}`),
  );
  return [
    ...lineOf('crds', {
      count: counts.removed,
      words: (count) => `${countOf(count, 'CRD')} removed`,
      names: names('removed'),
      mayBreak: true,
    }),
    ...lineOf('crds', {
      count: ended.length,
      words: (count) => `${countOf(count, 'CRD version')} no longer served`,
      names: ended,
      mayBreak: true,
    }),
    ...lineOf('crds', {
      count: counts.added,
      words: (count) => (count === 1 ? 'new CRD' : `${count} new CRDs`),
      names: names('added'),
    }),
    ...lineOf('crds', {
      count: counts.changed,
      words: (count) => `${countOf(count, 'CRD')} changed`,
      names: names('changed'),
    }),
  ];
}

function imageLines({ images: { items, counts } }: Comparison): readonly SummaryLine[] {
  const names = (change: ImageChange['change']) =>
    items
      .filter((item) => item.change === change)
      .map(({ from, to }) => [from, to].flatMap((image) => (image === null ? [] : [imageText(image)])).join(' to '));
  return [
    ...lineOf('images', {
      count: counts.changed,
      words: (count) => `${countOf(count, 'image')} changed`,
      names: names('changed'),
    }),
    ...lineOf('images', {
      count: counts.added,
      words: (count) => countOf(count, 'new image'),
      names: names('added'),
    }),
    ...lineOf('images', {
      count: counts.removed,
      words: (count) => `${countOf(count, 'image')} gone`,
      names: names('removed'),
    }),
  ];
}

function metadataLines({ metadata: { items } }: Comparison): readonly SummaryLine[] {
  const kubernetes = items.find(({ field }) => field === 'kubeVersion');
  const app = items.find(({ field }) => field === 'appVersion');
  const isDeprecated = items.some(({ field, to }) => field === 'deprecated' && to === 'true');
  const told = (change: typeof app, words: string, mayBreak: boolean): readonly SummaryLine[] => {
    const names = [`${change?.from ?? 'none'} to ${change?.to ?? 'none'}`];
    return lineOf('metadata', { count: change === undefined ? 0 : 1, words: () => words, names, mayBreak });
  };
  return [
    ...lineOf('metadata', { count: isDeprecated ? 1 : 0, words: () => 'deprecated now', mayBreak: true }),
    ...told(kubernetes, 'other Kubernetes versions', true),
    ...told(app, 'other app version', false),
  ];
}

function fieldLines({ metadata: { items } }: Comparison): readonly SummaryLine[] {
  // The version differs between any two, the others are told by themselves.
  const told = new Set(['version', 'appVersion', 'kubeVersion', 'deprecated']);
  const others = items.filter(({ field }) => !told.has(field));
  return lineOf('metadata', {
    count: others.length,
    words: (count) => `${countOf(count, 'other field')} of Chart.yaml`,
    names: others.map(({ field }) => field),
  });
}

function dependencyLines({ dependencies: { items, counts } }: Comparison): readonly SummaryLine[] {
  const names = (change: string) =>
    items.filter((item) => item.change === change).map(({ name, alias }) => (alias === '' ? name : alias));
  return [
    ...lineOf('dependencies', {
      count: counts.removed,
      words: (count) => `${countOf(count, 'dependency', 'dependencies')} removed`,
      names: names('removed'),
      mayBreak: true,
    }),
    ...lineOf('dependencies', {
      count: counts.added,
      words: (count) => countOf(count, 'new dependency', 'new dependencies'),
      names: names('added'),
    }),
    ...lineOf('dependencies', {
      count: counts.changed,
      words: (count) => `${countOf(count, 'dependency', 'dependencies')} changed`,
      names: names('changed'),
    }),
  ];
}

function fileLines({ files: { counts } }: Comparison): readonly SummaryLine[] {
  const { added = 0, removed = 0, changed = 0, renamed = 0 } = counts;
  const parts = [
    changed === 0 ? '' : `${changed} changed`,
    added === 0 ? '' : `${added} new`,
    removed === 0 ? '' : `${removed} removed`,
    renamed === 0 ? '' : `${renamed} renamed`,
  ].filter((part) => part !== '');
  return lineOf('files', {
    count: added + removed + changed + renamed,
    words: (count) => (count === 1 ? '1 file differs' : `${countOf(count, 'file')} differ`),
    names: parts,
  });
}
