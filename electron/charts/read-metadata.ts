/**
 * Reads a config blob from any registry into shared/chart's ChartMetadata. The blob is untrusted: fields of wrong
 * types are dropped one by one, so that a chart of any age can be shown.
 */
import * as z from 'zod';
import { chartMetadataSchema, dependencySchema, maintainerSchema, type ChartMetadata } from '../../shared/chart';
import { err, ok, type Result } from '../../shared/result';

/** The metadata, or in plain words why the blob is not a chart's config. */
export function readMetadata(bytes: Uint8Array): Result<ChartMetadata, string> {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return err("The config isn't JSON.");
  }
  const object = z.record(z.string(), z.unknown()).safeParse(document);
  if (!object.success) return err("The config isn't a JSON object.");
  const known: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(TOLERANT)) {
    if (!Object.hasOwn(object.data, name)) continue;
    const value = schema.safeParse(object.data[name]);
    if (value.success && value.data !== null) known[name] = value.data;
  }
  const metadata = chartMetadataSchema.safeParse(known);
  return metadata.success ? ok(metadata.data) : err('The config names no chart or no version.');
}

/** More than anybody looks at; a config of 5 MB made to cost time holds millions. */
const MAX_ITEMS = 10_000;

/** The entries that fit, in order; the rest is left out. */
function listOf<Item>(item: z.ZodType<Item>) {
  return z.array(z.unknown()).transform((items) =>
    items.slice(0, MAX_ITEMS).flatMap((each) => {
      const parsed = item.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

const textMap = z
  .record(z.string(), z.unknown())
  .transform((map) => Object.fromEntries(Object.entries(map).filter(([, value]) => typeof value === 'string')));

const TOLERANT: Readonly<Record<string, z.ZodType>> = {
  ...chartMetadataSchema.shape,
  sources: listOf(z.string()),
  keywords: listOf(z.string()),
  maintainers: listOf(maintainerSchema),
  dependencies: listOf(dependencySchema),
  annotations: textMap,
};
