/**
 * One process at a time for a folder: two would each know only half of what is in it. Who has it listens on a port of loopback and
 * leaves that and a token in the folder. A process that was killed no longer answers, so its claim is void, whatever has its process
 * id by now.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { removeLeftovers, writeFileAtomic } from '../../files/atomic-file';
import { readSmallFile } from '../../files/read-small-file';
import { portOf } from './listening-port';
import { isMissing } from './storage';

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

export interface FolderClaim {
  /** Throws FolderInUseError where another process took the folder at the very same time. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

const claimSchema = z.strictObject({ port: z.number().int().min(1).max(65535), token: z.uuid() });
type Claim = z.infer<typeof claimSchema>;

const FILE = 'in-use.json';
/** A process that accepts a connection and says nothing is busy, not gone. */
const ANSWER_TIMEOUT_MS = 2_000;

/** Throws FolderInUseError, or the file system's error. `folder` must be there. */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const path = join(folder, FILE);
  await removeLeftovers(path);
  const other = await readClaim(path);
  if (other && (await isHeld(other))) throw new FolderInUseError(`${folder} is in use by another process`);
  const token = randomUUID();
  const server = await answerWith(token);
  const port = portOf(server);
  await writeFileAtomic(path, JSON.stringify({ port, token } satisfies Claim));
  return {
    async confirm() {
      if ((await readClaim(path))?.token === token) return;
      throw new FolderInUseError(`${folder} was taken by another process`);
    },
    async release() {
      server.close();
      if ((await readClaim(path))?.token === token) await rm(path, { force: true });
    },
  };
}

function answerWith(token: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(token);
    });
    // It must not keep the process alive, nor be what crashes it.
    server.unref();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => resolve(server));
  });
}

/** Null where there is none, or what is there is no claim. */
async function readClaim(path: string): Promise<Claim | null> {
  try {
    return claimSchema.parse(JSON.parse(await readSmallFile(path, { maxBytes: 1024 })));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function isHeld({ port, token }: Claim): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => {
      socket.destroy();
      resolve(true);
    });
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      // Another program has the port by now, and talks.
      if (answer.length > token.length) socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(answer === token));
  });
}
