/** Comparisons as lists of entries in groups, each with the files and the line that it stands in. Pure. */
import type {
  Comparison,
  CrdChange,
  FileChange,
  FilePlace,
  SchemaChange,
  ValueChange,
} from '../../../shared/comparison';
import { formatSize } from '../../../shared/format-size';
import type { ChangeEntry, ChangeGroup } from '../../components/diff/change-nav';
import { countOf } from '../../format/size';
import { endedVersions, pathText, versionsText } from './path-words';

export interface PlacedEntry extends ChangeEntry {
  /** The file on either side, and where to begin in it. */
  readonly from: FilePlace | null;
  readonly to: FilePlace | null;
}

export interface PlacedGroup extends ChangeGroup {
  readonly entries: readonly PlacedEntry[];
}

interface GroupOptions<Item> {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
  readonly total: number | undefined;
  readonly entryOf: (item: Item) => Omit<PlacedEntry, 'key'>;
  readonly isQuiet?: boolean;
}

/** None where there is nothing in it. */
function groupOf<Item>({ id, title, items, total = 0, entryOf, isQuiet = false }: GroupOptions<Item>): PlacedGroup[] {
  if (total === 0) return [];
  const entries = items.map((item, at) => ({ key: `${id} ${at}`, ...entryOf(item) }));
  return [{ id, title, entries, total, isQuiet }];
}

const VALUE_GROUPS = [
  ['removed', 'Removed'],
  ['renamed', 'Probably renamed'],
  ['changed', 'Other default'],
  ['added', 'New'],
] as const;

export function valueGroups({ values, files }: Comparison): readonly PlacedGroup[] {
  return [
    ...VALUE_GROUPS.flatMap(([id, title]) =>
      groupOf({ id, title, items: of(values.items, id), total: values.counts[id], entryOf: valueEntry }),
    ),
    ...wholeFiles(files.items, 'values.yaml'),
  ];
}

function valueEntry(item: ValueChange): Omit<PlacedEntry, 'key'> {
  const { change, path, formerPath, from, to, count, fromPlace, toPlace } = item;
  const about = {
    removed: count > 1 ? `${countOf(count, 'value')} in it` : `was ${from ?? ''}`,
    renamed: `was ${pathText(formerPath ?? [])}: a guess, by its value`,
    changed: `${from ?? ''} → ${to ?? ''}`,
    added: count > 1 ? `${countOf(count, 'value')} in it` : (to ?? ''),
  }[change];
  return { name: pathText(path), about: shortText(about), from: fromPlace, to: toPlace };
}

const SCHEMA_GROUPS = [
  ['required', 'Required now'],
  ['type', 'Other type'],
  ['enum-narrowed', 'Fewer choices'],
  ['removed', 'Removed'],
  ['rule', 'Other rule'],
  ['enum-widened', 'More choices'],
  ['optional', 'No longer required'],
  ['added', 'New'],
] as const;

export function schemaGroups({ schema, files }: Comparison): readonly PlacedGroup[] {
  return [
    ...SCHEMA_GROUPS.flatMap(([id, title]) =>
      groupOf({ id, title, items: of(schema.items, id), total: schema.counts[id], entryOf: schemaEntry }),
    ),
    ...wholeFiles(files.items, 'values.schema.json'),
  ];
}

function schemaEntry({ change, path, keyword, from, to, fromPlace, toPlace }: SchemaChange): Omit<PlacedEntry, 'key'> {
  const isRule = change === 'rule' || change.startsWith('enum') || change === 'type';
  const about = isRule ? `${keyword}: ${from ?? 'none'} → ${to ?? 'none'}` : (to ?? from ?? '');
  return { name: pathText(path), about: shortText(about), from: fromPlace, to: toPlace };
}

const PRESENCE_GROUPS = [
  ['removed', 'Removed'],
  ['changed', 'Changed'],
  ['added', 'New'],
  ['same', 'Unchanged'],
] as const;

export function crdGroups({ crds }: Comparison): readonly PlacedGroup[] {
  return PRESENCE_GROUPS.flatMap(([id, title]) =>
    groupOf({
      id,
      title,
      items: of(crds.items, id),
      total: crds.counts[id],
      entryOf: crdEntry,
      isQuiet: id === 'same',
    }),
  );
}

function crdEntry({ name, isTemplate, fromVersions, toVersions, fromPlace, toPlace }: CrdChange) {
  const [before, after] = [versionsText(fromVersions), versionsText(toVersions)];
  const ended = endedVersions(fromVersions, toVersions);
  const about = [
    before === after || before === '' || after === '' ? after || before : `${before} → ${after}`,
    ended.length === 0 ? '' : `${ended.join(', ')} no longer served`,
    isTemplate ? 'from a template' : '',
  ];
  return {
    name: name === '' ? ((toPlace ?? fromPlace)?.path ?? '') : name,
    about: about.filter((part) => part !== '').join(' · '),
    from: fromPlace,
    to: toPlace,
  };
}

const FILE_GROUPS = [
  ['removed', 'Removed'],
  ['renamed', 'Renamed'],
  ['changed', 'Changed'],
  ['added', 'New'],
  ['same', 'Unchanged'],
] as const;

export function fileGroups({ files }: Comparison): readonly PlacedGroup[] {
  return FILE_GROUPS.flatMap(([id, title]) =>
    groupOf({
      id,
      title,
      items: [...of(files.items, id)].sort(templatesFirst),
      total: files.counts[id],
      entryOf: fileEntry,
      isQuiet: id === 'same',
    }),
  );
}

function fileEntry({ change, from, to }: FileChange): Omit<PlacedEntry, 'key'> {
  const sizes = [from, to].flatMap((file) => (file === null ? [] : [formatSize(file.sizeBytes)]));
  const isOneSize = sizes[0] === sizes[1];
  return {
    name: (to ?? from)?.path ?? '',
    about: change === 'renamed' ? `was ${from?.path ?? ''}` : (isOneSize ? sizes.slice(1) : sizes).join(' → '),
    from: placeOf(from),
    to: placeOf(to),
  };
}

function templatesFirst(left: FileChange, right: FileChange): number {
  return Number(isTemplateFile(right)) - Number(isTemplateFile(left));
}

function isTemplateFile({ from, to }: FileChange): boolean {
  return /(?:^|\/)templates\//.test((to ?? from)?.path ?? '');
}

/** Files of a name that differ, to be read as a whole: also where only comments in them do. */
function wholeFiles(items: readonly FileChange[], name: string): readonly PlacedGroup[] {
  const changed = items.filter(({ change, from, to }) => {
    const path = (to ?? from)?.path ?? '';
    return (
      change !== 'same' &&
      change !== 'renamed' &&
      (path === name || (path.startsWith('charts/') && path.endsWith(`/${name}`)))
    );
  });
  return groupOf({ id: 'files', title: 'Whole files', items: changed, total: changed.length, entryOf: fileEntry });
}

function placeOf(file: { readonly path: string } | null): FilePlace | null {
  return file === null ? null : { path: file.path, line: null };
}

function of<Change, Item extends { readonly change: Change }>(items: readonly Item[], change: Change): readonly Item[] {
  return items.filter((item) => item.change === change);
}

/** One or two lines of the list. */
function shortText(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
