/**
 * A disk that fills up: a real one of a few megabytes in memory, mounted in a name space that only one program sees. Linux only, and
 * only where the system lets an ordinary user have name spaces, as Chromium's own sandbox wants them.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a program that runs `executable`, with its own arguments, where `disk` is such a disk. Who runs it stays the same user: the
 * keyring knows them by their number. Gives the program's path.
 */
export async function makeSmallDiskLauncher(
  executable: string,
  disk: string,
  { megabytes }: { readonly megabytes: number },
): Promise<string> {
  const launcher = join(disk, '..', 'launcher');
  await mkdir(disk);
  const asUser = `unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`;
  const mountAndRun = `mount -t tmpfs -o size=${megabytes}m,mode=1777 tmpfs "$0" && exec ${asUser} "$@"`;
  const inNameSpace = 'exec unshare --user --map-root-user --mount sh -c';
  await writeFile(launcher, `#!/bin/sh\n${inNameSpace} '${mountAndRun}' "${disk}" "${executable}" "$@"\n`);
  await chmod(launcher, 0o700);
  return launcher;
}
