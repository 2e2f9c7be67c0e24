/** Looks for a secret where it must not be: files, logs, arguments and environments of processes, in every disguise. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret as it could be written: raw, base64, as a Basic header, URL-encoded, in JSON. */
export function disguises(username: string, secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
    base64(`${username}:${secret}`),
  ];
}

/** Without the padding, which another line of base64 would not have. */
function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

/** The files below the folders that hold one of `needles`. */
export async function filesHolding(folders: readonly string[], needles: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // Another process may remove its temporary file between the listing and the look.
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      if (needles.some((needle) => content.includes(needle))) found.push(path);
    }
  }
  return found;
}

/** The processes of this user whose arguments or environment hold one of `needles`. Linux only. */
export async function processesHolding(needles: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    for (const file of ['cmdline', 'environ']) {
      const content = await readFile(`/proc/${pid}/${file}`).catch(() => Buffer.alloc(0));
      if (needles.some((needle) => content.includes(needle))) found.push(`${pid} ${file}`);
    }
  }
  return found;
}
