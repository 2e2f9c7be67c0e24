/** An archive unpacked into a folder of its own, for as long as a test reads it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUnpacked, writeUnpacked, type UnpackedArchive } from '../../electron/charts/unpacked-archive';

export async function withUnpacked<T>(
  archive: Uint8Array,
  work: (unpacked: UnpackedArchive, path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-unpacked-'));
  try {
    const path = join(folder, 'files');
    await writeUnpacked(archive, path, { signal: new AbortController().signal });
    return await work(await openUnpacked(path), path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
