/**
 * Takes a request's body to a file, through a hash, without keeping it in memory. What came before a failure stays in the file and
 * is counted. Never ends the connection: who refuses a body still has an answer to send.
 */
import type { Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from './error-answer';

/** Written at a time. Two of them are held for each upload: one is written while the other fills. */
const WRITE_BYTES = 256 * 1024;

export interface BodyTarget {
  readonly file: FileHandle;
  /** Where in the file the body begins. */
  readonly offset: number;
  /** Of the file, the body included. */
  readonly maxBytes: number;
  /** Given every byte that comes. Where a write fails it knows more than the file holds: neither is good for anything then. */
  readonly hash: Hash;
  /** Called after each write with the length of the file so far. */
  readonly onWritten: (fileBytes: number) => void;
  /** Each such span must bring that many bytes. */
  readonly slowSpanMs: number;
  readonly minBytesPerSpan: number;
}

/** The client went away before its body ended. There is nobody to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

const GONE = 'The client closed the connection before the end of the body.';

/** Resolves once the whole body is in the file. Throws a Refusal, a ClientGoneError or the file system's error. */
export async function receiveBody(request: IncomingMessage, target: BodyTarget): Promise<void> {
  const { file, maxBytes, hash, slowSpanMs, minBytesPerSpan } = target;
  if (Number(request.headers['content-length'] ?? 0) + target.offset > maxBytes) throw tooLong(maxBytes);
  // It may have left while its login was checked; then no event would come any more.
  if (request.destroyed && !request.readableEnded) throw new ClientGoneError(GONE);

  let written = target.offset;
  async function write(chunks: readonly Buffer[]): Promise<void> {
    await writeFully(file, chunks, written);
    for (const chunk of chunks) written += chunk.length;
    target.onWritten(written);
  }

  await new Promise<void>((resolve, reject) => {
    let arrived = target.offset;
    let arrivedInSpan = 0;
    let filling: Buffer[] = [];
    let fillingBytes = 0;
    /** Ends with the last write that was begun; after one that failed no other runs. */
    let writes = Promise.resolve();
    let isWriting = false;

    const pace = setInterval(() => {
      // While we are the slow one, nothing can arrive.
      if (arrivedInSpan < minBytesPerSpan && !request.isPaused()) {
        fail(new Refusal(408, 'BLOB_UPLOAD_INVALID', 'The upload came too slowly.'));
      }
      arrivedInSpan = 0;
    }, slowSpanMs);

    function stop(): void {
      clearInterval(pace);
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    }
    function fail(reason: Error): void {
      stop();
      request.pause();
      // The caller closes the file: not before the last write has ended.
      void writes.catch(() => undefined).then(() => reject(reason));
    }
    function goOn(): void {
      isWriting = false;
      request.resume();
    }
    function flush(): void {
      const chunks = filling;
      filling = [];
      fillingBytes = 0;
      isWriting = true;
      writes = writes.then(() => write(chunks));
      writes.then(goOn, fail);
    }
    function onData(chunk: Buffer): void {
      arrived += chunk.length;
      arrivedInSpan += chunk.length;
      if (arrived > maxBytes) {
        fail(tooLong(maxBytes));
        return;
      }
      // While the disk writes what came before.
      hash.update(chunk);
      filling.push(chunk);
      fillingBytes += chunk.length;
      if (fillingBytes < WRITE_BYTES) return;
      if (isWriting) request.pause();
      else flush();
    }
    function onEnd(): void {
      stop();
      flush();
      writes.then(resolve, reject);
    }
    function onGone(): void {
      stop();
      // What came is kept, for a client that goes on with its upload later.
      flush();
      writes.then(() => reject(new ClientGoneError(GONE)), reject);
    }
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

async function writeFully(file: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  if (chunks.length === 0) return;
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  let { bytesWritten } = await file.writev([...chunks], position);
  if (bytesWritten === sizeBytes) return;
  // A disk that is nearly full takes a part, and says so only at the next write.
  const all = Buffer.concat(chunks);
  while (bytesWritten < sizeBytes) {
    bytesWritten += (await file.write(all, bytesWritten, sizeBytes - bytesWritten, position + bytesWritten))
      .bytesWritten;
  }
}

function tooLong(maxBytes: number): Refusal {
  return new Refusal(413, 'SIZE_INVALID', `This registry takes at most ${maxBytes} bytes here.`);
}
