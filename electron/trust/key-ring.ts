/** Keys to look for a signer in. A key's own signatures are checked when it is first asked for: rings hold thousands. */
import { createHash } from 'node:crypto';
import { CertificateError, readCertificate, type Certificate } from './certificates';
import type { KeyPackets } from './key-file';
import { PACKET_TAG } from './packet-stream';

export interface KeyRing {
  /** Those with a key or subkey of this id, in sixteen hexadecimal digits; without those that don't count. */
  readonly find: (keyId: string) => Promise<readonly Certificate[]>;
}

export function createKeyRing(keys: readonly KeyPackets[]): KeyRing {
  const byId = new Map<string, Set<KeyPackets>>();
  for (const key of keys) {
    for (const id of keyIdsOf(key)) {
      const known = byId.get(id);
      if (known === undefined) byId.set(id, new Set([key]));
      else known.add(key);
    }
  }
  return {
    async find(keyId) {
      const found: Certificate[] = [];
      for (const packets of byId.get(keyId) ?? []) {
        const certificate = await readCounting(packets);
        if (certificate !== null) found.push(certificate);
      }
      return found;
    },
  };
}

/** Null for a key that doesn't count. */
export async function readCounting(packets: KeyPackets): Promise<Certificate | null> {
  try {
    return await readCertificate(packets);
  } catch (error) {
    if (error instanceof CertificateError) return null;
    throw error;
  }
}

function keyIdsOf(packets: KeyPackets): readonly string[] {
  return packets
    .filter(({ tag, body }) => (tag === PACKET_TAG.publicKey || tag === PACKET_TAG.publicSubkey) && body[0] === 4)
    .map(({ body }) => fingerprintOf(body).slice(-16));
}

/** Of a key of version 4: RFC 9580, section 5.5.4.2. */
function fingerprintOf(body: Buffer): string {
  const head = Buffer.from([0x99, body.length >> 8, body.length & 0xff]);
  return createHash('sha1').update(head).update(body).digest('hex');
}
