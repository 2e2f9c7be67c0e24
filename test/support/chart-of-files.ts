/** A packaged chart of given files, for tests with helm. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

export interface ChartOfFiles {
  readonly name: string;
  readonly version: string;
  /** Further lines of Chart.yaml. */
  readonly chartYaml?: string;
  /** By their paths in the chart. */
  readonly files: Readonly<Record<string, string>>;
}

/** Writes `name-version.tgz` into `folder` and gives its path. */
export async function writeChartOfFiles(
  folder: string,
  { name, version, chartYaml = '', files }: ChartOfFiles,
): Promise<string> {
  const path = join(folder, `${name}-${version}.tgz`);
  const archive = pack();
  const written = pipeline(archive, createGzip(), createWriteStream(path));
  archive.entry({ name: `${name}/Chart.yaml` }, `apiVersion: v2\nname: ${name}\nversion: ${version}\n${chartYaml}`);
  for (const [file, text] of Object.entries(files)) archive.entry({ name: `${name}/${file}` }, text);
  archive.finalize();
  await written;
  return path;
}
