/** The built-in registry with narrow limits, one chart in it, and a secret beside its folder that nobody may reach. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEDIA_TYPE } from '../../shared/oci';
import { startLocalRegistry, type LocalRegistry } from './local-registry';
import { ask, type RawAnswer, type RawRequest } from './raw-request';
import { chartManifest, content, quickClient, type Content } from './registry-clients';

export const NARROW_LIMITS = {
  maxBlobBytes: 1_000_000,
  maxOpenUploads: 8,
  slowSpanMs: 400,
  minBytesPerSpan: 1000,
  idleTimeoutMs: 4_000,
};

export interface HostileStage {
  /** Holds the registry's folder, and `secret` with `a secret` in it. */
  readonly outside: string;
  readonly registry: LocalRegistry;
  /** Of `acme/app:1.0.0`. The chart has 5000 bytes. */
  readonly config: Content;
  readonly chart: Content;
  readonly send: (method: string, path: string, options?: RawRequest) => Promise<RawAnswer>;
  /** Begins an upload to `acme/app` and gives its location. */
  readonly beginUpload: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function openHostileStage(): Promise<HostileStage> {
  const outside = await mkdtemp(join(tmpdir(), 'chartroom-outside-'));
  await writeFile(join(outside, 'secret'), 'a secret');
  const registry = await startLocalRegistry({
    folder: join(outside, 'registry'),
    limits: NARROW_LIMITS,
    allowedHosts: ['Host.Docker.Internal'],
  });
  const client = quickClient(registry.address);
  const [config, chart] = [content('{}'), content(randomBytes(5000))];
  for (const blob of [config, chart]) await client.pushBlob('acme/app', blob, blob.open);
  await client.pushManifest('acme/app', '1.0.0', chartManifest(config, chart).bytes, MEDIA_TYPE.ociManifest);
  client.close();
  const send = (method: string, path: string, options?: RawRequest) => ask(registry.address, method, path, options);
  return {
    outside,
    registry,
    config,
    chart,
    send,
    async beginUpload() {
      const { status, headers } = await send('POST', '/v2/acme/app/blobs/uploads/');
      if (status !== 202 || headers.location === undefined) throw new Error(`An upload began with ${status}`);
      return headers.location;
    },
    async stop() {
      await registry.stop();
      await rm(outside, { recursive: true, force: true });
    },
  };
}
