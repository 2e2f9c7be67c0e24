/**
 * A chart's provenance file (.prov): a PGP clear-signed Chart.yaml with a `files:` map of sums. Reads and compares;
 * it does not verify signatures. Helm pushes whatever stands beside the archive, unchecked.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Digest } from '../../shared/digest';
import { digestOf } from '../registry/digests';
import { ChartError } from './chart-error';
import { MAX_PROVENANCE_BYTES } from './limits';
import { isYamlMapping, isYamlTyped, type YamlValue } from '../../shared/yaml/decode';
import { decodeYamlBytes } from './yaml-bytes';
import { YamlError } from '../../shared/yaml/yaml-error';

export interface ProvenanceFile {
  readonly path: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

export type ProvenanceCheck =
  | { readonly outcome: 'matches' }
  /** Names this file with another sum. */
  | { readonly outcome: 'mismatch'; readonly expected: string }
  /** Holds no sum for this file. */
  | { readonly outcome: 'other-file'; readonly fileNames: readonly string[] }
  /** Not a signed provenance file at all. */
  | { readonly outcome: 'unreadable' };

/** The .prov beside an archive, or null where there is none. Throws ChartError `too-large` or `bad-provenance`. */
export async function readProvenanceBeside(
  archivePath: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<ProvenanceFile | null> {
  const path = `${archivePath}.prov`;
  const fileName = basename(path);
  try {
    const stats = await stat(path);
    // Reading a pipe might never end.
    if (!stats.isFile()) throw new ChartError('bad-provenance', `${fileName} isn't a file. Move it away.`);
    if (stats.size > MAX_PROVENANCE_BYTES) {
      throw new ChartError('too-large', `${fileName} is too large for a provenance file. Move it away.`);
    }
    const bytes = await readFile(path, { signal });
    return { path, fileName, bytes, digest: digestOf(bytes), sizeBytes: bytes.length };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ChartError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return null;
    throw new ChartError('bad-provenance', `${fileName} can't be read. Check its permissions, or move it away.`, {
      cause: error,
      details: code,
    });
  }
}

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';

/** Compares what the .prov says about `fileName` with the archive's digest. */
export function checkProvenance(text: string, fileName: string, digest: Digest): ProvenanceCheck {
  const sums = sumsIn(text.replaceAll('\r\n', '\n'));
  if (sums === null) return { outcome: 'unreadable' };
  const expected = sums.get(fileName);
  if (expected === undefined) return { outcome: 'other-file', fileNames: [...sums.keys()] };
  return expected === digest ? { outcome: 'matches' } : { outcome: 'mismatch', expected };
}

/** The `files:` map behind the line of dots; null where the text isn't a signed provenance file. */
function sumsIn(text: string): ReadonlyMap<string, string> | null {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(SIGNATURE);
  if (begin < 0 || end < begin) return null;
  const message = text.slice(text.indexOf('\n\n', begin) + 2, end);
  return signedSums(message);
}

/**
 * What a signed message says of files: the `files:` map between its first line of dots and the next, as Helm reads it. Null where it
 * has none, or one that Helm refuses.
 */
export function signedSums(message: string): ReadonlyMap<string, string> | null {
  const sums = message.split('\n...\n')[1];
  if (sums === undefined) return null;
  try {
    const { value } = decodeYamlBytes(Buffer.from(sums));
    if (!isYamlMapping(value) || !isMapOfTexts(value.get('images') ?? null)) return null;
    const files = value.get('files');
    if (files === undefined || !isYamlMapping(files) || !isMapOfTexts(files)) return null;
    return new Map([...files].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}

/** Null, and null or a number in place of a text, is nothing that Helm minds. */
function isMapOfTexts(value: YamlValue): boolean {
  if (value === null) return true;
  if (!isYamlMapping(value)) return false;
  return [...value.values()].every((each) => each === null || typeof each === 'string' || isYamlTyped(each));
}
