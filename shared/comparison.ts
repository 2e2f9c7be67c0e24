/** What is other in one chart than in another: two versions of it, or any two. Plain data; its texts were written by somebody else. */
import * as z from 'zod';
import { archivePathSchema } from './archive';
import { digestSchema } from './oci';

/** Of each list: the most important come first. How many there are in all stands beside it. */
export const MAX_LISTED_CHANGES = 2_000;
/** Of a value's text, in characters; a cut one ends with `…`. */
export const MAX_VALUE_TEXT = 300;
const MAX_PATH_KEYS = 64;
const MAX_PROBLEMS = 50;

const text = z.string().max(MAX_VALUE_TEXT);
const either = text.nullable();
/** Keys from the top, those of a chart within first. */
const path = z.array(text).max(MAX_PATH_KEYS);

const filePlaceSchema = z.strictObject({
  path: archivePathSchema,
  /** Counted from 1; null where it is not known. */
  line: z.number().nullable(),
});
export type FilePlace = z.infer<typeof filePlaceSchema>;

/** The file on either side, and where it stands in it. */
const places = { fromPlace: filePlaceSchema.nullable(), toPlace: filePlaceSchema.nullable() };

function listOf<Item extends z.ZodType, Change extends string>(item: Item, changes: z.ZodEnum<Record<Change, Change>>) {
  return z.strictObject({
    items: z.array(item).max(MAX_LISTED_CHANGES),
    /** Of all there are, also those that are not listed. */
    counts: z.partialRecord(changes, z.number()),
  });
}

const valueChanges = z.enum(['removed', 'renamed', 'changed', 'added']);
export const valueChangeSchema = z.strictObject({
  change: valueChanges,
  path,
  /** Of a renamed one: the path that it had. That it was renamed is a guess, by an equal value and a similar key. */
  formerPath: path.nullable(),
  from: either,
  to: either,
  /** How many values it holds, where it is a whole map. */
  count: z.number(),
  ...places,
});
export type ValueChange = z.infer<typeof valueChangeSchema>;

const schemaChanges = z.enum([
  'removed',
  'required',
  'type',
  'enum-narrowed',
  'rule',
  'enum-widened',
  'optional',
  'added',
]);
export const schemaChangeSchema = z.strictObject({
  change: schemaChanges,
  /** `[]` stands for the items of a list, `*` for further properties. */
  path,
  /** Of a rule: which. */
  keyword: text,
  from: either,
  to: either,
  ...places,
});
export type SchemaChange = z.infer<typeof schemaChangeSchema>;

const crdVersionSchema = z.strictObject({
  name: text,
  isServed: z.boolean(),
  isStorage: z.boolean(),
  isDeprecated: z.boolean(),
});
export type CrdVersion = z.infer<typeof crdVersionSchema>;

const presence = z.enum(['removed', 'changed', 'added', 'same']);
export const crdChangeSchema = z.strictObject({
  change: presence,
  /** `<plural>.<group>`. */
  name: text,
  /** Null where it is not there, or where its versions can't be told, as in a template. */
  fromVersions: z.array(crdVersionSchema).max(MAX_PATH_KEYS).nullable(),
  toVersions: z.array(crdVersionSchema).max(MAX_PATH_KEYS).nullable(),
  /** helm installs those of `crds/` once and never changes them; those of templates it does. */
  isTemplate: z.boolean(),
  ...places,
});
export type CrdChange = z.infer<typeof crdChangeSchema>;

const fileChanges = z.enum(['removed', 'renamed', 'changed', 'added', 'same']);
const comparedFileSchema = z.strictObject({ path: archivePathSchema, sizeBytes: z.number() });
export const fileChangeSchema = z.strictObject({
  change: fileChanges,
  from: comparedFileSchema.nullable(),
  to: comparedFileSchema.nullable(),
});
export type FileChange = z.infer<typeof fileChangeSchema>;

export const imageSchema = z.strictObject({
  /** With its registry, where one is written. */
  name: text,
  tag: either,
  digest: either,
  /** No tag is written: charts then mostly take the app version, which stands here. */
  isAssumed: z.boolean(),
});
export type ComparedImage = z.infer<typeof imageSchema>;

export const imageChangeSchema = z.strictObject({
  change: presence,
  from: imageSchema.nullable(),
  to: imageSchema.nullable(),
  /** Where it was found: paths of values, annotations, templates. A few of them. */
  foundIn: z.array(text).max(8),
});
export type ImageChange = z.infer<typeof imageChangeSchema>;

const fieldChanges = z.enum(['removed', 'changed', 'added']);
export const metadataChangeSchema = z.strictObject({ change: fieldChanges, field: text, from: either, to: either });
export type MetadataChange = z.infer<typeof metadataChangeSchema>;

const comparedDependencySchema = z.strictObject({
  version: text,
  repository: text,
  condition: text,
  /** Version of the chart that lies in the archive; null where none does. */
  inside: either,
});
export type ComparedDependency = z.infer<typeof comparedDependencySchema>;

export const dependencyChangeSchema = z.strictObject({
  change: presence,
  name: text,
  alias: text,
  from: comparedDependencySchema.nullable(),
  to: comparedDependencySchema.nullable(),
});
export type DependencyChange = z.infer<typeof dependencyChangeSchema>;

const sideSchema = z.strictObject({
  digest: digestSchema,
  sizeBytes: z.number(),
  fileCount: z.number(),
  name: text,
  version: text,
  appVersion: text,
});
export type ComparedSide = z.infer<typeof sideSchema>;

const problemSchema = z.strictObject({
  side: z.enum(['from', 'to']),
  path: archivePathSchema,
  message: text,
});
/** A file that can't be read: what it says is not compared. */
export type ComparisonProblem = z.infer<typeof problemSchema>;

export const comparisonSchema = z.strictObject({
  from: sideSchema,
  to: sideSchema,
  values: listOf(valueChangeSchema, valueChanges),
  schema: listOf(schemaChangeSchema, schemaChanges),
  crds: listOf(crdChangeSchema, presence),
  files: listOf(fileChangeSchema, fileChanges),
  images: listOf(imageChangeSchema, presence),
  metadata: listOf(metadataChangeSchema, fieldChanges),
  dependencies: listOf(dependencyChangeSchema, presence),
  problems: z.array(problemSchema).max(MAX_PROBLEMS),
  /** There are more templates, or larger ones, than are looked through for images and CRDs. */
  isPartial: z.boolean(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
