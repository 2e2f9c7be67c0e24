/**
 * One JSON object in one file: checked by a schema when it is read, written whole and atomically, one write after
 * another. Fields that the schema doesn't know survive, so that an older Chartroom loses nothing of a newer one's.
 * Must never be given a secret.
 */
import { link, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { removeLeftovers, writeFileAtomic } from '../files/atomic-file';
import { readSmallFile } from '../files/read-small-file';
import { SettingsError } from './settings-error';

/** Ours are a few KB; a file of this size is not one that we wrote. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

export interface JsonStoreOptions<Schema extends z.ZodObject> {
  /** Absolute. Its folder is made where it isn't there. */
  readonly path: string;
  readonly schema: Schema;
  /** Used where there is no file yet, and for each field that the file lacks or has wrong. */
  readonly defaults: z.infer<Schema>;
}

export interface JsonStore<Value> {
  /** What the file holds: the value of the last update that succeeded. */
  readonly read: () => Value;
  /**
   * Changes the value and writes it; `change` gets what the updates before it left. When it returns, the new value is
   * on the disk. Throws SettingsError `invalid-value` or `write-failed`, and what `change` throws; nothing has changed then.
   */
  readonly update: (change: (current: Value) => Value) => Promise<Value>;
  /** Resolves when every update asked for so far has ended, well or badly. */
  readonly settled: () => Promise<void>;
  /** Set when the file was damaged: one technical line for the log. The damaged file is kept beside it. */
  readonly note?: string;
}

interface Contents {
  readonly raw: Readonly<Record<string, unknown>>;
  /** Why `raw` isn't what the file should hold. */
  readonly problem?: string;
}

/** Reads the file. Never throws for what is in it: see `note`. Throws only where the folder can't be made or listed. */
export async function openJsonStore<Schema extends z.ZodObject>(
  options: JsonStoreOptions<Schema>,
): Promise<JsonStore<z.infer<Schema>>> {
  const { path, schema, defaults } = options;
  await mkdir(dirname(path), { recursive: true });
  await removeLeftovers(path);
  const contents = await readObject(path);
  const { known, wrongFields } = pickKnown(schema, contents.raw);
  const unknownFields = Object.fromEntries(
    Object.entries(contents.raw).filter(([name]) => !Object.hasOwn(schema.shape, name)),
  );

  let current = schema.parse({ ...defaults, ...known });
  let last: Promise<unknown> = Promise.resolve();

  async function write(next: z.infer<Schema>): Promise<void> {
    try {
      await writeFileAtomic(path, `${JSON.stringify({ ...unknownFields, ...next }, null, 2)}\n`);
    } catch (error) {
      throw new SettingsError('write-failed', `Could not write ${path}`, { cause: error });
    }
  }

  async function apply(change: (value: z.infer<Schema>) => z.infer<Schema>): Promise<z.infer<Schema>> {
    const parsed = schema.safeParse(change(current));
    if (!parsed.success)
      throw new SettingsError('invalid-value', z.prettifyError(parsed.error), { cause: parsed.error });
    if (JSON.stringify(parsed.data) !== JSON.stringify(current)) await write(parsed.data);
    current = parsed.data;
    return current;
  }

  const problem = contents.problem ?? (wrongFields.length > 0 ? `wrong fields: ${wrongFields.join(', ')}` : undefined);
  const note = problem === undefined ? undefined : await setRight(path, problem, () => write(current));

  return {
    read: () => current,
    update(change) {
      const result = last.then(() => apply(change));
      last = result.catch(() => undefined);
      return result;
    },
    settled: async () => {
      await last;
    },
    ...(note === undefined ? {} : { note }),
  };
}

async function readObject(path: string): Promise<Contents> {
  try {
    const parsed: unknown = JSON.parse(await readSmallFile(path, { maxBytes: MAX_FILE_BYTES }));
    const object = z.record(z.string(), z.unknown()).safeParse(parsed);
    return object.success ? { raw: object.data } : { raw: {}, problem: 'not a JSON object' };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { raw: {} };
    return { raw: {}, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Field by field, so that one value which this version doesn't know costs only itself. */
function pickKnown(schema: z.ZodObject, raw: Readonly<Record<string, unknown>>) {
  const known: Record<string, unknown> = {};
  const wrongFields: string[] = [];
  for (const [name, field] of Object.entries(schema.shape)) {
    if (!Object.hasOwn(raw, name)) continue;
    const parsed = z.safeParse(field, raw[name]);
    if (parsed.success) known[name] = parsed.data;
    else wrongFields.push(name);
  }
  return { known, wrongFields };
}

/** Puts the damaged file aside and a sound one in its place, so that the next start finds nothing wrong. Tells what happened. */
async function setRight(path: string, problem: string, writeSound: () => Promise<void>): Promise<string> {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    await keepAside(path, aside);
    await writeSound();
    return `${path} was damaged (${problem}). It is kept as ${aside}.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${path} was damaged (${problem}) and could not be put right: ${why}`;
  }
}

/** A second name for it, so that no moment has no file; moved where that can't be, such as a folder in its place. */
async function keepAside(path: string, aside: string): Promise<void> {
  try {
    await link(path, aside);
  } catch {
    await rename(path, aside);
  }
}
