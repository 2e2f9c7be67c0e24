/**
 * Two labels on a release that say where its chart came from, as a hint for others who use Chartroom: helm itself keeps no such thing.
 * A label holds 63 characters of a small alphabet, so the repository is told by its hash: it can be recognised, not read. Pure.
 */
import { createHash } from 'node:crypto';
import { isDigest, type Digest } from '../../shared/digest';

export const REPOSITORY_LABEL = 'chartroom.source-repository';
export const DIGEST_LABEL = 'chartroom.source-digest';
const MAX_LABEL_LENGTH = 63;

export interface ReleaseSource {
  /** `host[:port]/path`, without scheme, tag and digest. */
  readonly repository: string;
  /** Of the manifest that the chart was fetched by. */
  readonly digest: Digest;
}

/** For `--labels`: an upgrade keeps those of the revision before unless it is given others. */
export function sourceLabels(source: ReleaseSource): Readonly<Record<string, string>> {
  const [, hex = ''] = source.digest.split(':');
  // A sha512 is cut: what is left tells as much as a sha256.
  const digest = base32(Buffer.from(hex, 'hex')).slice(0, MAX_LABEL_LENGTH);
  return { [REPOSITORY_LABEL]: repositoryHash(source.repository), [DIGEST_LABEL]: digest };
}

/** For an upgrade from an unknown source: helm takes a label away that is set to this word. */
export const NO_SOURCE_LABELS: Readonly<Record<string, string>> = {
  [REPOSITORY_LABEL]: 'null',
  [DIGEST_LABEL]: 'null',
};

/** Whether the labels name this source. */
export function isSource(labels: Readonly<Record<string, string>>, source: ReleaseSource): boolean {
  return Object.entries(sourceLabels(source)).every(([name, value]) => labels[name] === value);
}

/** Whether they name this repository, with whatever digest. */
export function isSourceRepository(labels: Readonly<Record<string, string>>, repository: string): boolean {
  return labels[REPOSITORY_LABEL] === repositoryHash(repository);
}

/** The digest that they name; null where they name none that can be read, as of one that had to be cut. */
export function digestOf(labels: Readonly<Record<string, string>>): Digest | null {
  const hex = hexOf(labels[DIGEST_LABEL] ?? '');
  const digest = `sha256:${hex}`;
  return isDigest(digest) ? digest : null;
}

export function repositoryHash(repository: string): string {
  return base32(createHash('sha256').update(repository).digest());
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 in lower case, without padding: 52 characters for 32 bytes. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => ALPHABET.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('');
}

/** What `base32` was made of, in hexadecimal; '' for what is none. */
function hexOf(text: string): string {
  if (!/^[a-z2-7]+$/.test(text)) return '';
  const bits = text.replaceAll(/./g, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
}
