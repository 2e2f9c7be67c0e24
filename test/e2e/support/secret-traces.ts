/** Looks for a secret where it must not be: files, logs, arguments and environments of processes, in every disguise. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileSearch {
  /** Every file that was looked into. */
  readonly searched: readonly string[];
  /** Those of them that hold one of the needles. */
  readonly holding: readonly string[];
}

/** The secret as it could be written: raw, base64, as a Basic header, URL-encoded, in JSON; in the encodings of browsers. */
export function disguises(username: string, secret: string): readonly Buffer[] {
  const ascii = [
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    encodeURI(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    ...[secret, `${username}:${secret}`].flatMap((text) => [
      withoutPadding(text, 'base64'),
      withoutPadding(text, 'base64url'),
    ]),
  ];
  // Chromium keeps texts of its own as Latin-1 where that is possible, else as UTF-16.
  const texts = [secret, ...ascii].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  return [...texts, Buffer.from(secret, 'latin1')];
}

/** Without the padding, which another line of base64 would not have. */
function withoutPadding(text: string, encoding: 'base64' | 'base64url'): string {
  return Buffer.from(text).toString(encoding).replace(/=+$/, '');
}

export async function searchFiles(folders: readonly string[], needles: readonly Buffer[]): Promise<FileSearch> {
  const searched: string[] = [];
  const holding: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const content = await readIfThere(path);
      if (content === null) continue;
      searched.push(path);
      if (needles.some((needle) => content.includes(needle))) holding.push(path);
    }
  }
  return { searched, holding };
}

/** The processes of this user whose arguments or environment hold one of `needles`. Linux only. */
export async function processesHolding(needles: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    for (const file of ['cmdline', 'environ']) {
      const content = await readIfThere(`/proc/${pid}/${file}`);
      if (content !== null && needles.some((needle) => content.includes(needle))) found.push(`${pid} ${file}`);
    }
  }
  return found;
}

/** Null where it went between the listing and the look, or is another user's. */
async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^E(?:NOENT|SRCH|ACCES|PERM)$/.test(String(error.code)))
      return null;
    throw error;
  }
}
