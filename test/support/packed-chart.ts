/** A small packaged chart for tests: its Chart.yaml, and as many bytes that don't compress as are asked for. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

export interface PackedChartOptions {
  readonly name?: string;
  readonly version?: string;
  readonly appVersion?: string;
  /** Further lines of Chart.yaml. */
  readonly chartYaml?: string;
  /** Of ballast, in files of at most 1 MiB. */
  readonly ballastBytes?: number;
}

/** Writes `name-version.tgz` into `folder` and gives its path. Two charts with ballast are never equal. */
export async function writePackedChart(folder: string, options: PackedChartOptions = {}): Promise<string> {
  const { name = 'app', version = '1.0.0', appVersion = '2.0', chartYaml = '', ballastBytes = 0 } = options;
  const path = join(folder, `${name}-${version}.tgz`);
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 1 }), createWriteStream(path));
  const metadata = `apiVersion: v2\nname: ${name}\nversion: ${version}\nappVersion: "${appVersion}"\n${chartYaml}`;
  archive.entry({ name: `${name}/Chart.yaml` }, metadata);
  const MEBIBYTE = 1024 * 1024;
  for (let left = ballastBytes, count = 0; left > 0; left -= MEBIBYTE, count += 1) {
    archive.entry({ name: `${name}/files/${count}.bin` }, randomBytes(Math.min(left, MEBIBYTE)));
  }
  archive.finalize();
  await written;
  return path;
}

/** A `.prov` as `helm package --sign` writes it, for this sum; the signature is none. */
export function provenanceText(fileName: string, digest: string): string {
  return [
    '-----BEGIN PGP SIGNED MESSAGE-----',
    'Hash: SHA512',
    '',
    'apiVersion: v2',
    'name: app',
    '',
    '...',
    'files:',
    `  ${fileName}: ${digest}`,
    '-----BEGIN PGP SIGNATURE-----',
    '',
    'bm90IGEgc2lnbmF0dXJl',
    '-----END PGP SIGNATURE-----',
    '',
  ].join('\n');
}
