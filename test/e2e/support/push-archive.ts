/** Pushes the bytes of an archive as a chart, whatever they are: also what helm would refuse. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createRegistryClient } from '../../../electron/registry/registry-client';
import { isDigest, type Digest } from '../../../shared/digest';
import { MEDIA_TYPE } from '../../../shared/oci';

export interface PushedArchive {
  /** Of a registry that asks for no login, over plain HTTP. */
  readonly address: string;
  readonly repository: string;
  readonly tag: string;
  readonly archive: Uint8Array;
  /** What the config says, in place of the name of the repository and the tag. */
  readonly metadata?: object;
  /** The .prov. */
  readonly provenance?: string;
}

/** Gives the digest of the manifest. */
export async function pushArchive({
  address,
  repository,
  tag,
  archive,
  metadata,
  provenance,
}: PushedArchive): Promise<Digest> {
  const client = createRegistryClient({ address, plainHttp: true, credential: () => Promise.resolve(null) });
  try {
    const put = async (bytes: Uint8Array): Promise<{ readonly digest: Digest; readonly size: number }> => {
      const blob = { digest: digestOf(bytes), size: bytes.length };
      await client.pushBlob(repository, blob, () => Readable.from([bytes]));
      return blob;
    };
    const name = repository.slice(repository.lastIndexOf('/') + 1);
    const config = await put(Buffer.from(JSON.stringify({ apiVersion: 'v2', name, version: tag, ...metadata })));
    const manifest = {
      schemaVersion: 2,
      config: { mediaType: MEDIA_TYPE.helmConfig, ...config },
      layers: [
        { mediaType: MEDIA_TYPE.helmChart, ...(await put(archive)) },
        ...(provenance === undefined
          ? []
          : [{ mediaType: MEDIA_TYPE.helmProvenance, ...(await put(Buffer.from(provenance, 'latin1'))) }]),
      ],
    };
    return await client.pushManifest(repository, tag, Buffer.from(JSON.stringify(manifest)), MEDIA_TYPE.ociManifest);
  } finally {
    client.close();
  }
}

function digestOf(bytes: Uint8Array): Digest {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(digest)) throw new Error(digest);
  return digest;
}
