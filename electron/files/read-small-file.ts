/** Reads a text file that may be anything at all: huge, a pipe, a folder, not text. Never waits and never reads more than asked. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

export type UnusableFileCode = 'not-a-file' | 'too-large' | 'not-text';

export class UnusableFileError extends Error {
  override readonly name = 'UnusableFileError';
  readonly code: UnusableFileCode;

  constructor(code: UnusableFileCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface SmallFileOptions {
  readonly maxBytes: number;
}

/**
 * The UTF-8 text of a regular file of at most `maxBytes`, without a byte order mark. A symbolic link is followed.
 * Throws UnusableFileError, or the file system's own error, such as ENOENT.
 */
export async function readSmallFile(path: string, options: SmallFileOptions): Promise<string> {
  return decode(await readSmallFileBytes(path, options));
}

/** As `readSmallFile`, whatever the bytes are. */
export async function readSmallFileBytes(path: string, { maxBytes }: SmallFileOptions): Promise<Buffer> {
  // Opened without waiting for the other end, should it be a pipe. Windows has neither the flag nor such pipes.
  const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;
  const file = await open(path, constants.O_RDONLY | nonBlocking);
  try {
    if (!(await file.stat()).isFile()) throw new UnusableFileError('not-a-file', 'it is not a regular file');
    const chunks: Buffer[] = [];
    let size = 0;
    // The size of a file that is being written says nothing: count what comes. One byte more tells that it is too much.
    for await (const chunk of file.createReadStream({ end: maxBytes, autoClose: false }) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
    }
    if (size > maxBytes) throw new UnusableFileError('too-large', `it is larger than ${maxBytes} bytes`);
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnusableFileError('not-text', 'it is not UTF-8 text', { cause: error });
  }
}
