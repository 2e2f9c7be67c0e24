/** A disk that fills up in the middle of an upload: a real one, 8 MB in memory, that only the registry's process sees. */
import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toAppError } from '../../../electron/ipc/app-error';
import { MEDIA_TYPE } from '../../../shared/oci';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { ask } from '../../support/raw-request';
import { chartManifest, content, quickClient } from '../../support/registry-clients';

/** Linux lets a process mount what it wants in a name space of its own, where the system allows those. */
const SMALL_DISK = ['unshare', '--user', '--map-root-user', '--mount'];

function hasNameSpaces(): boolean {
  try {
    execFileSync(SMALL_DISK[0] ?? '', [...SMALL_DISK.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    // No such program, or not allowed: the test below says that it was left out.
    return false;
  }
}

describe.runIf(hasNameSpaces())('a disk that is full', () => {
  let folder: string;
  let registry: LocalRegistry;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-disk-full-'));
    const disk = join(folder, 'disk');
    await mkdir(disk);
    const mountAndRun = 'mount -t tmpfs -o size=8m tmpfs "$0" && exec "$@"';
    registry = await startLocalRegistry({
      folder: join(disk, 'data'),
      within: [...SMALL_DISK, 'sh', '-c', mountAndRun, disk],
    });
  });
  afterAll(async () => {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('an upload hears so, and nothing that is stored is harmed', async () => {
    const client = quickClient(registry.address, { timing: { maxAttempts: 1 } });
    const [config, chart] = [content('{}'), content(randomBytes(2_000_000))];
    for (const blob of [config, chart]) await client.pushBlob('full/app', blob, blob.open);
    const manifest = chartManifest(config, chart);
    await client.pushManifest('full/app', '1.0.0', manifest.bytes, MEDIA_TYPE.ociManifest);

    const tooMuch = content(randomBytes(9_000_000));
    const path = `/v2/full/app/blobs/uploads/?digest=${tooMuch.digest}`;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await ask(registry.address, 'POST', path, { body: tooMuch.bytes });
      expect(answer).toMatchObject({ status: 507, code: 'STORAGE_FULL' });
      expect(answer.body.toString()).toContain('The disk of this registry is full.');
    }
    const refused = await client.pushBlob('full/app', tooMuch, tooMuch.open).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'storage-full' });
    expect(toAppError(refused).message).toBe(`${registry.address} has no room left.`);
    const location = (await ask(registry.address, 'POST', '/v2/full/app/blobs/uploads/')).headers.location ?? '';
    expect((await ask(registry.address, 'PATCH', location, { body: tooMuch.bytes })).status).toBe(507);

    expect((await client.headManifest('full/app', '1.0.0'))?.digest).toBe(manifest.digest);
    expect((await client.readBlob('full/app', chart, { maxBytes: 3_000_000 })).equals(chart.bytes)).toBe(true);
    // What the failed uploads had written is gone: what fits is taken.
    const small = content(randomBytes(4_000_000));
    expect(await client.pushBlob('full/app', small, small.open)).toBe('uploaded');
    client.close();
  });
});
