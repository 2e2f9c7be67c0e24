/** Registry clients and content for tests: short waits, content with its descriptor, manifests of charts. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RegistryCredential } from '../../electron/registry/credential';
import {
  createRegistryClient,
  type ContentDescriptor,
  type RegistryClient,
  type RegistryClientOptions,
} from '../../electron/registry/registry-client';
import { isDigest, type Digest } from '../../shared/digest';
import { MEDIA_TYPE } from '../../shared/oci';

export const ANA: Extract<RegistryCredential, { kind: 'password' }> = {
  kind: 'password',
  username: 'ana',
  secret: 'open:sesame',
};
export const ANA_BASIC = `Basic ${Buffer.from('ana:open:sesame').toString('base64')}`;

/** Waits short enough for a test, yet real. */
export const QUICK = { firstBackoffMs: 5, maxBackoffMs: 20 };

type Login = RegistryCredential | null;
type QuickOptions = Partial<Omit<RegistryClientOptions, 'credential'>> & {
  readonly credential?: Login | (() => Login);
};

/** A client of a plain HTTP server on loopback, without a login unless one is given. */
export function quickClient(address: string, options: QuickOptions = {}): RegistryClient {
  const { credential = null, timing, ...others } = options;
  return createRegistryClient({
    address,
    plainHttp: true,
    credential: () => Promise.resolve(typeof credential === 'function' ? credential() : credential),
    timing: { ...QUICK, ...timing },
    ...others,
  });
}

export interface Content extends ContentDescriptor {
  readonly bytes: Buffer;
  /** Opens it once more. */
  readonly open: () => Readable;
}

export function content(data: string | Buffer): Content {
  const bytes = Buffer.from(data);
  return { bytes, digest: sha256(bytes), size: bytes.length, open: () => Readable.from(inPieces(bytes)) };
}

/** As a file is read: 64 KiB at a time. */
function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

export function sha256(bytes: Uint8Array): Digest {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(digest)) throw new TypeError(digest);
  return digest;
}

/** A chart's manifest as Helm writes it: without `mediaType`. */
export function chartManifest(config: ContentDescriptor, chart: ContentDescriptor): Content {
  return content(
    JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: MEDIA_TYPE.helmConfig, digest: config.digest, size: config.size },
      layers: [{ mediaType: MEDIA_TYPE.helmChart, digest: chart.digest, size: chart.size }],
    }),
  );
}
