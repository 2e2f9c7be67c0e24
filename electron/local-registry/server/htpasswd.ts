/**
 * The password file: `user:hash` a line, as Apache's htpasswd writes it and docker's registry reads it. Only bcrypt hashes count;
 * the older kinds of the format can be guessed in no time. A changed file counts from the next login on.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { compare, hash } from 'bcryptjs';
import { writeFileAtomic } from '../../files/atomic-file';
import { readSmallFile } from '../../files/read-small-file';
import { Refusal } from './error-answer';
import { createKeyedLock } from './keyed-lock';
import { MAX_HTPASSWD_BYTES, MAX_WAITING_LOGINS } from './limits';

export interface Htpasswd {
  /** Whether this user has this password. Throws a Refusal where too many wait, or the file system's error. */
  verify(user: string, password: string): Promise<boolean>;
}

const BCRYPT_LINE = /^([^:\s][^:]*):(\$2[aby]\$\d\d\$[./A-Za-z0-9]{53})$/;
/** What bcrypt reads of a password; the rest would silently not count. */
const MAX_PASSWORD_BYTES = 72;
/** htpasswd's own default is 5; OWASP asks for 10 at least. A tenth of a second here. */
const COST = 10;

/** `path` is read at the first login. */
export function openHtpasswd(path: string): Htpasswd {
  let file: { readonly version: string; readonly hashes: ReadonlyMap<string, string> } | null = null;
  /** Of logins that were right, under a key that never leaves this process: clients send theirs with each request. */
  const verified = new Map<string, string>();
  const key = randomBytes(32);
  const turns = createKeyedLock();
  let waiting = 0;

  async function hashes(): Promise<ReadonlyMap<string, string>> {
    const { mtimeMs, size, ino } = await stat(path);
    const version = `${mtimeMs} ${size} ${ino}`;
    if (file?.version !== version) {
      file = { version, hashes: readHtpasswd(await readSmallFile(path, { maxBytes: MAX_HTPASSWD_BYTES })) };
      verified.clear();
    }
    return file.hashes;
  }

  /** One after the other: bcrypt keeps the only thread busy, and a flood of wrong logins must not stop the rest. */
  async function check(password: string, wanted: string): Promise<boolean> {
    if (waiting >= MAX_WAITING_LOGINS) {
      throw new Refusal(429, 'TOOMANYREQUESTS', 'Too many logins at once. Try again in a moment.', {
        headers: { 'retry-after': '1' },
      });
    }
    waiting += 1;
    try {
      return await turns.run('bcrypt', () => compare(password, wanted));
    } finally {
      waiting -= 1;
    }
  }

  return {
    async verify(user, password) {
      const known = (await hashes()).get(user);
      const proof = createHmac('sha256', key)
        .update(JSON.stringify([user, password]))
        .digest('base64');
      if (known !== undefined && verified.get(user) === proof) return true;
      // An unknown user takes as long as a wrong password, so that nobody learns who there is.
      const isRight = await check(password, known ?? UNKNOWN_USER_HASH);
      if (!isRight || known === undefined) return false;
      verified.set(user, proof);
      return true;
    },
  };
}

/** A well-formed hash of the same cost; a match would not count. */
const UNKNOWN_USER_HASH = `$2b$${COST}$${'.'.repeat(53)}`;

/** Users with a bcrypt hash; lines of other kinds are passed over. */
export function readHtpasswd(text: string): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, user, wanted] = BCRYPT_LINE.exec(line.trim()) ?? [];
    if (user !== undefined && wanted !== undefined) users.set(user, wanted);
  }
  return users;
}

/**
 * Writes a password file with one user, readable by its owner only. Throws RangeError for a name or password that can't be kept, or
 * the file system's error.
 */
export async function writeHtpasswd(path: string, user: string, password: string): Promise<void> {
  if (!/^[^:\s\p{C}]+$/u.test(user))
    throw new RangeError('A user name has no colon, no spaces and no control characters.');
  const sizeBytes = Buffer.byteLength(password);
  if (sizeBytes === 0 || sizeBytes > MAX_PASSWORD_BYTES || password.includes('\0')) {
    throw new RangeError(`A password has 1 to ${MAX_PASSWORD_BYTES} bytes.`);
  }
  await writeFileAtomic(path, `${user}:${await hash(password, COST)}\n`);
}
