/** The key files that the user chose: remembered by their paths, read anew each time, known to the window by an id and a name. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { keyFileIdSchema, type KeyFile, type KeyFileId } from '../../shared/trust';
import { readSmallFileBytes, UnusableFileError } from '../files/read-small-file';
import type { KeyFileStore } from '../settings/key-file-store';
import { readKeyFile, type KeyFileContent } from './key-file';
import { KeyFileError } from './key-file-error';
import { createKeyRing, readCounting, type KeyRing } from './key-ring';
import { validityOf } from './key-validity';
import { MAX_KEY_FILE_BYTES, MAX_KEY_FILES, MAX_SHOWN_KEYS } from './limits';
import { userIdsOf } from './verify-provenance';

export type KeysOfFile = Extract<KeyFile['content'], { readonly kind: 'keys' }>;

export interface ChosenKeyFile {
  readonly id: KeyFileId;
  readonly fileName: string;
  /** Why it can't be used, in place of what is in it. */
  readonly content: KeysOfFile | KeyFileError;
}

export interface KeyFiles {
  readonly list: () => Promise<readonly ChosenKeyFile[]>;
  /** Throws KeyFileError for what holds no key; one that is there already stays once. */
  readonly add: (path: string) => Promise<void>;
  readonly remove: (id: KeyFileId) => Promise<void>;
  /** Resolves when what was asked for so far is on the disk. */
  readonly settled: () => Promise<void>;
  /** All keys of those that can be used; null where there is no such file. */
  readonly ring: () => Promise<{ readonly ring: KeyRing; readonly fileCount: number } | null>;
}

export interface KeyFilesOptions {
  readonly openStore: () => Promise<KeyFileStore>;
  readonly now: () => number;
  /** For the log. */
  readonly onProblem: (what: string) => void;
}

export function createKeyFiles({ openStore, now, onProblem }: KeyFilesOptions): KeyFiles {
  let opened: Promise<KeyFileStore> | undefined;
  const store = (): Promise<KeyFileStore> =>
    (opened ??= openStore().then((each) => {
      if (each.note !== undefined) onProblem(each.note);
      return each;
    }));
  const chosen = async () => (await store()).read().files;

  return {
    async list() {
      const files: ChosenKeyFile[] = [];
      for (const { id, path } of await chosen()) {
        const content = await unlessUnusable(async () => await describe(await read(path), now()));
        files.push({ id, fileName: basename(path), content });
      }
      return files;
    },
    async add(path) {
      await read(path);
      if ((await chosen()).length >= MAX_KEY_FILES) throw new KeyFileError('too-many-files', basename(path));
      const id = keyFileIdSchema.parse(randomUUID());
      await (
        await store()
      ).update(({ files }) => ({
        files: files.some((each) => each.path === path) ? files : [...files, { id, path }],
      }));
    },
    async remove(id) {
      await (await store()).update(({ files }) => ({ files: files.filter((each) => each.id !== id) }));
    },
    settled: async () => await (await opened)?.settled(),
    async ring() {
      const contents: KeyFileContent[] = [];
      for (const { path } of await chosen()) {
        const content = await unlessUnusable(() => read(path));
        if (!(content instanceof KeyFileError)) contents.push(content);
      }
      if (contents.length === 0) return null;
      return { ring: createKeyRing(contents.flatMap(({ keys }) => keys)), fileCount: contents.length };
    },
  };
}

async function unlessUnusable<Value>(work: () => Promise<Value>): Promise<Value | KeyFileError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyFileError) return error;
    throw error;
  }
}

async function read(path: string): Promise<KeyFileContent> {
  const fileName = basename(path);
  try {
    return readKeyFile(await readSmallFileBytes(path, { maxBytes: MAX_KEY_FILE_BYTES }), fileName);
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError(codeOf(error), fileName, { cause: error });
  }
}

function codeOf(error: unknown): KeyFileError['code'] {
  if (error instanceof UnusableFileError) return error.code === 'too-large' ? 'too-large' : 'not-a-file';
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EISDIR') return 'not-a-file';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'vanished' : 'unreadable';
}

async function describe({ form, keys, secretKeyCount }: KeyFileContent, nowMs: number): Promise<KeysOfFile> {
  const shown: KeysOfFile['keys'] = [];
  let unusableCount = 0;
  for (const packets of keys.slice(0, MAX_SHOWN_KEYS)) {
    const certificate = await readCounting(packets);
    if (certificate === null) unusableCount += 1;
    else {
      shown.push({
        userId: userIdsOf(certificate)[0] ?? '',
        fingerprint: certificate.primary.getFingerprint().toUpperCase(),
        validity: validityOf(certificate, nowMs),
      });
    }
  }
  return { kind: 'keys', form, keys: shown, keyCount: keys.length, unusableCount, secretKeyCount };
}
