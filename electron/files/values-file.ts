/** Reads a values file that the user chose. It may be anything at all. */
import { basename } from 'node:path';
import { MAX_VALUES_LENGTH } from '../../shared/values-bounds';
import { readSmallFile, UnusableFileError, type UnusableFileCode } from './read-small-file';

export class ValuesFileError extends Error {
  override readonly name = 'ValuesFileError';
  readonly code: UnusableFileCode | 'unreadable';
  /** Without its folder. */
  readonly fileName: string;

  constructor(code: ValuesFileError['code'], fileName: string, cause: unknown) {
    super(`${fileName}: ${code}`, { cause });
    this.code = code;
    this.fileName = fileName;
  }
}

export interface ValuesFile {
  /** Without its folder. */
  readonly fileName: string;
  readonly text: string;
}

/** Throws ValuesFileError. What stands in it is not looked at. */
export async function readValuesFile(path: string): Promise<ValuesFile> {
  const fileName = basename(path);
  try {
    return { fileName, text: await readSmallFile(path, { maxBytes: MAX_VALUES_LENGTH }) };
  } catch (error) {
    const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
    const code = error instanceof UnusableFileError ? error.code : isFolder ? 'not-a-file' : 'unreadable';
    throw new ValuesFileError(code, fileName, error);
  }
}
