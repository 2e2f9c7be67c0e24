/** Compares two charts that lie unpacked on the disk. May take long for large ones: runs in a thread of its own. */
import type { Comparison, ComparedSide } from '../../../shared/comparison';
import { openUnpacked, type UnpackedArchive } from '../unpacked-archive';
import { changeList, cutText } from './change-list';
import { crdChanges } from './crd-changes';
import { fileChanges } from './file-changes';
import { imageChanges } from './image-changes';
import { dependencyChanges, metadataChanges } from './metadata-changes';
import { readSide, type Side, type SidePart } from './read-side';
import { schemaChanges } from './schema-changes';
import { valueChanges } from './value-changes';

/** An unpacked archive, and what is known of the archive itself. */
export interface PackedSide extends Pick<ComparedSide, 'digest' | 'sizeBytes'> {
  readonly path: string;
}

const PRESENCE = ['removed', 'changed', 'added', 'same'] as const;
const MAX_PROBLEMS = 50;

/** Throws ChartError where one of them is no chart, and UnpackedArchiveError. */
export async function compareCharts(from: PackedSide, to: PackedSide): Promise<Comparison> {
  const [fromArchive, toArchive] = [await openUnpacked(from.path), await openUnpacked(to.path)];
  const [before, after] = [await readSide(fromArchive), await readSide(toArchive)];
  const parts = [...new Set([...before.parts.keys(), ...after.parts.keys()])].map((key) => {
    const none: SidePart = { prefix: [], values: null, schema: null };
    const prefix = before.parts.get(key)?.prefix ?? after.parts.get(key)?.prefix ?? [];
    return { prefix, from: before.parts.get(key) ?? none, to: after.parts.get(key) ?? none };
  });
  // What couldn't be read is not gone.
  const unread = new Set([...before.problems, ...after.problems].map(({ path }) => path));
  const isRead = (
    one: { readonly path: string } | null,
    other: { readonly path: string } | null,
    name: string,
  ): boolean => ![one?.path, other?.path, name].some((path) => path !== undefined && unread.has(path));
  const values = parts
    .filter((part) => isRead(part.from.values, part.to.values, 'values.yaml'))
    .flatMap((part) => valueChanges(part.from.values, part.to.values, part.prefix));
  const schema = parts
    .filter((part) => isRead(part.from.schema, part.to.schema, 'values.schema.json'))
    .flatMap((part) => schemaChanges(part.from.schema, part.to.schema, part.prefix));
  return {
    from: sideOf(from, fromArchive, before),
    to: sideOf(to, toArchive, after),
    values: changeList(['removed', 'renamed', 'changed', 'added'], values),
    schema: changeList(
      ['removed', 'required', 'type', 'enum-narrowed', 'rule', 'enum-widened', 'optional', 'added'],
      schema,
    ),
    crds: changeList(PRESENCE, crdChanges(before.crds, after.crds)),
    files: changeList(
      ['removed', 'renamed', 'changed', 'added', 'same'],
      fileChanges(fromArchive.files, toArchive.files),
    ),
    images: changeList(PRESENCE, imageChanges(before.images, after.images)),
    metadata: changeList(['removed', 'changed', 'added'], metadataChanges(before.metadata, after.metadata)),
    dependencies: changeList(PRESENCE, dependencyChanges(before, after)),
    problems: [...problemsOf('from', before), ...problemsOf('to', after)].slice(0, MAX_PROBLEMS),
    isPartial: before.isPartial || after.isPartial,
  };
}

function sideOf({ digest, sizeBytes }: PackedSide, { files }: UnpackedArchive, { metadata }: Side): ComparedSide {
  return {
    digest,
    sizeBytes,
    fileCount: files.length,
    name: cutText(metadata.name),
    version: cutText(metadata.version),
    appVersion: cutText(metadata.appVersion),
  };
}

function problemsOf(side: 'from' | 'to', { problems }: Side): Comparison['problems'] {
  return problems.map((problem) => ({ side, ...problem }));
}
