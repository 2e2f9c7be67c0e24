/**
 * Blobs from a registry, streamed through their hash: into memory when small, else into a file that gets its name only once it is
 * proven. Descriptors are not believed: nothing is allocated by them, and not one byte more than they say is taken.
 */
import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { createContentCheck, type ContentCheck } from './content-check';
import type { HttpResponse } from './http-connection';
import { blobPath } from './paths';
import type { CallOptions, ContentDescriptor } from './registry-client';
import { RegistryError } from './registry-error';
import type { RegistrySession, SessionRequest } from './registry-session';
import { pullScope } from './scopes';

export async function readBlob(
  session: RegistrySession,
  repository: string,
  descriptor: ContentDescriptor,
  options: CallOptions & { readonly maxBytes: number },
): Promise<Buffer> {
  if (descriptor.size > options.maxBytes) {
    const what = `${descriptor.digest} has ${descriptor.size} bytes, over the ${options.maxBytes} allowed here`;
    throw new RegistryError(what, { code: 'too-large' }, { host: session.host, repository });
  }
  return session.exchange(
    blobRequest(repository, descriptor),
    async (response) => {
      const check = createContentCheck(descriptor, { host: session.host, repository });
      check.announced(response.headers.get('content-length'));
      const parts: Buffer[] = [];
      for await (const chunk of response.chunks()) {
        check.add(chunk);
        parts.push(chunk);
      }
      check.finish();
      return Buffer.concat(parts);
    },
    options,
  );
}

/**
 * A connection that breaks off is taken up where it broke, from the registry's own address: the signed one that it redirected to
 * may have expired.
 */
export async function downloadBlob(
  session: RegistrySession,
  repository: string,
  descriptor: ContentDescriptor,
  filePath: string,
  options: CallOptions & { readonly onProgress?: (receivedBytes: number) => void } = {},
): Promise<void> {
  const temporaryPath = `${filePath}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(temporaryPath, 'wx');
  try {
    try {
      const download = createDownload(session, repository, descriptor, file, options.onProgress);
      await session.retrying(() => download.attempt(options.signal), options);
    } finally {
      await file.close();
    }
    await rename(temporaryPath, filePath);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
}

interface Download {
  /** Fetches what is missing. Throws what the session throws, and size- or digest-mismatch. */
  attempt(signal: AbortSignal | undefined): Promise<void>;
}

function createDownload(
  session: RegistrySession,
  repository: string,
  descriptor: ContentDescriptor,
  file: FileHandle,
  onProgress: ((receivedBytes: number) => void) | undefined,
): Download {
  const place = { host: session.host, repository };
  let check = createContentCheck(descriptor, place);

  async function restart(): Promise<void> {
    await file.truncate(0);
    check = createContentCheck(descriptor, place);
  }

  async function receive(response: HttpResponse): Promise<void> {
    for await (const chunk of response.chunks()) {
      check.add(chunk);
      await writeAll(file, chunk, check.received - chunk.length);
      onProgress?.(check.received);
    }
    check.finish();
  }

  async function fromStart(response: HttpResponse): Promise<void> {
    check.announced(response.headers.get('content-length'));
    await receive(response);
  }

  /** False where the answer is not the part that was asked for; then nothing was taken. */
  async function fromWhereItBroke(response: HttpResponse): Promise<boolean> {
    if (response.status === 200) {
      await restart();
      await fromStart(response);
      return true;
    }
    const isRest = response.status === 206 && response.headers.get('content-range') === rangeToEnd(check, descriptor);
    if (isRest) await receive(response);
    return isRest;
  }

  return {
    async attempt(signal) {
      const request = blobRequest(repository, descriptor);
      if (check.received > 0 && check.received < descriptor.size) {
        const headers = { range: `bytes=${check.received}-` };
        const ranged = { ...request, headers, expect: [200, 206, 416] };
        if (await session.exchangeOnce(ranged, fromWhereItBroke, signal)) return;
      }
      await restart();
      await session.exchangeOnce(request, fromStart, signal);
    },
  };
}

function blobRequest(repository: string, descriptor: ContentDescriptor): SessionRequest {
  const target = blobPath(repository, descriptor.digest);
  return { method: 'GET', target, scopes: [pullScope(repository)], repository, expect: [200] };
}

function rangeToEnd(check: ContentCheck, { size }: ContentDescriptor): string {
  return `bytes ${check.received}-${size - 1}/${size}`;
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
