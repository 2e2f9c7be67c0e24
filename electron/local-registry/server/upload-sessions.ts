/**
 * Uploads that have begun and are not finished. Each is a temporary file and what is known of it in memory: after a restart they are
 * gone, and clients begin again (distribution-spec 1.1 answers 404 BLOB_UPLOAD_UNKNOWN then).
 */
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Digest } from '../../../shared/digest';
import { algorithmOf, finishDigest, type DigestAlgorithm } from '../../registry/digests';
import { Refusal } from './error-answer';
import type { RegistryLimits } from './limits';
import { ClientGoneError, receiveBody } from './receive-body';
import type { Storage } from './storage';

export interface Upload {
  readonly id: string;
  readonly repository: string;
  /** Bytes that are in its file. */
  readonly receivedBytes: number;
}

export interface UploadSessions {
  /** Throws a Refusal where too many are open. */
  begin(repository: string): Upload;
  /** Throws a Refusal with BLOB_UPLOAD_UNKNOWN. */
  find(repository: string, id: string): Upload;
  /** Adds a request's body. Where the client leaves, what came is kept; another failure ends the upload. `algorithm`: what the whole will be named by, where known. */
  receive(upload: Upload, request: IncomingMessage, algorithm?: DigestAlgorithm): Promise<void>;
  /**
   * Ends an upload: gives `take` the path of its synced file when the content is that of the digest. Whatever comes of it, the upload
   * is over. Throws a Refusal with DIGEST_INVALID.
   */
  finish<T>(upload: Upload, digest: Digest, take: (file: string) => Promise<T>): Promise<T>;
  /** Gives an upload up and removes what came. One that is over already is no error. */
  cancel(upload: Upload): Promise<void>;
  /** How many are open. */
  count(): number;
  close(): void;
}

interface Session {
  readonly id: string;
  readonly repository: string;
  readonly path: string;
  receivedBytes: number;
  algorithm: DigestAlgorithm;
  hash: Hash;
  isBusy: boolean;
  isCancelled: boolean;
  usedAt: number;
}

/** An upload that is younger than this is never given up for another. */
const SPARED_MS = 60_000;
const SWEEP_EVERY_MS = 60_000;

export function createUploadSessions(storage: Storage, limits: RegistryLimits): UploadSessions {
  /** The longest unused first. */
  const sessions = new Map<string, Session>();

  async function end(session: Session): Promise<void> {
    sessions.delete(session.id);
    await rm(session.path, { force: true });
  }

  function giveUp(session: Session): void {
    // A file that can't be removed now is removed at the next start.
    void end(session).catch(() => undefined);
  }

  const sweeping = setInterval(() => {
    for (const session of sessions.values()) {
      if (!session.isBusy && Date.now() - session.usedAt > limits.uploadIdleMs) giveUp(session);
    }
  }, SWEEP_EVERY_MS);
  sweeping.unref();

  function makeRoom(): void {
    if (sessions.size < limits.maxOpenUploads) return;
    const idle = [...sessions.values()].find(({ isBusy, usedAt }) => !isBusy && Date.now() - usedAt > SPARED_MS);
    if (!idle) {
      throw new Refusal(429, 'TOOMANYREQUESTS', 'Too many uploads are open. Finish or cancel one, or wait.', {
        headers: { 'retry-after': '5' },
      });
    }
    giveUp(idle);
  }

  function sessionOf(upload: Upload): Session {
    const session = sessions.get(upload.id);
    if (!session || session.isCancelled) throw unknownUpload();
    return session;
  }

  /** One request at a time for an upload: two would write over each other. */
  async function occupy<T>(upload: Upload, action: (session: Session) => Promise<T>): Promise<T> {
    const session = sessionOf(upload);
    if (session.isBusy) {
      throw new Refusal(409, 'BLOB_UPLOAD_INVALID', 'Another request is sending this upload at the moment.');
    }
    session.isBusy = true;
    try {
      return await action(session);
    } finally {
      session.isBusy = false;
      session.usedAt = Date.now();
      sessions.delete(session.id);
      if (session.isCancelled) await rm(session.path, { force: true });
      else sessions.set(session.id, session);
    }
  }

  async function receiveInto(session: Session, request: IncomingMessage): Promise<void> {
    const file = await open(session.path, session.receivedBytes === 0 ? 'w' : 'r+', 0o600);
    try {
      await receiveBody(request, {
        file,
        offset: session.receivedBytes,
        maxBytes: limits.maxBlobBytes,
        hash: session.hash,
        onWritten: (fileBytes) => (session.receivedBytes = fileBytes),
        slowSpanMs: limits.slowSpanMs,
        minBytesPerSpan: limits.minBytesPerSpan,
      });
    } catch (error) {
      // Only of a client that left is everything in the file that was hashed: such an upload can go on.
      if (!(error instanceof ClientGoneError)) session.isCancelled = true;
      throw error;
    } finally {
      await file.close();
    }
  }

  return {
    begin(repository) {
      makeRoom();
      const session: Session = {
        id: randomUUID(),
        repository,
        path: storage.temporaryPath(),
        receivedBytes: 0,
        algorithm: 'sha256',
        hash: createHash('sha256'),
        isBusy: false,
        isCancelled: false,
        usedAt: Date.now(),
      };
      sessions.set(session.id, session);
      return session;
    },

    find(repository, id) {
      const session = sessions.get(id);
      // The repository is part of the address: an upload of another one is not found there.
      if (!session || session.repository !== repository) throw unknownUpload();
      return session;
    },

    receive: (upload, request, algorithm) =>
      occupy(upload, (session) => {
        if (algorithm && session.receivedBytes === 0) {
          session.algorithm = algorithm;
          session.hash = createHash(algorithm);
        }
        return receiveInto(session, request);
      }),

    finish: (upload, digest, take) =>
      occupy(upload, async (session) => {
        session.isCancelled = true;
        // 'a': an upload of nothing has no file yet.
        const file = await open(session.path, 'a', 0o600);
        try {
          await file.sync();
        } finally {
          await file.close();
        }
        // Chunks are hashed before anybody says by which algorithm; the rare other one reads the file once more.
        const actual =
          session.algorithm === algorithmOf(digest)
            ? finishDigest(session.hash, session.algorithm)
            : await digestOfFile(session.path, algorithmOf(digest));
        if (actual !== digest) {
          throw new Refusal(400, 'DIGEST_INVALID', `What was sent is ${actual}, not ${digest}. Send it again.`);
        }
        return take(session.path);
      }),

    async cancel(upload) {
      const session = sessions.get(upload.id);
      if (!session) return;
      session.isCancelled = true;
      sessions.delete(session.id);
      if (!session.isBusy) await rm(session.path, { force: true });
    },

    count: () => sessions.size,
    close: () => clearInterval(sweeping),
  };
}

async function digestOfFile(path: string, algorithm: DigestAlgorithm): Promise<Digest> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return finishDigest(hash, algorithm);
}

function unknownUpload(): Refusal {
  return new Refusal(404, 'BLOB_UPLOAD_UNKNOWN', 'There is no such upload any more. Begin it again.');
}
