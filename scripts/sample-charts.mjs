/**
 * Packs the charts of assets/sample-charts, with which a local registry starts, into .tgz files as `helm package` does:
 * the same files, and a `file://` dependency unpacked in charts/. Unlike Helm's, two packings of one source are equal byte for
 * byte, so that their digests stay the same from one build to the next.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { parse } from 'yaml';

/** Of every file in an archive. */
const modifiedAt = new Date('2026-11-01T00:00:00Z');

/** Where a gzip header names the system it was made on (RFC 1952, 2.3.1), and "unknown". */
const gzipSystem = { offset: 9, unknown: 255 };

/**
 * @param {string} source a folder of chart folders
 * @param {string} target gets `NAME-VERSION.tgz` for each; made where it is not there
 */
export async function packSampleCharts(source, target) {
  await mkdir(target, { recursive: true });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(source, entry.name);
    const { name, version } = await readChartYaml(folder);
    await writeFile(join(target, `${name}-${version}.tgz`), await packChart(folder));
  }
}

async function packChart(/** @type {string} */ folder) {
  const archive = pack();
  for (const { path, bytes } of await chartFiles(folder)) {
    archive.entry({ name: path, mode: 0o644, mtime: modifiedAt }, bytes);
  }
  archive.finalize();
  const packed = gzipSync(await buffer(archive), { level: 9 });
  packed[gzipSystem.offset] = gzipSystem.unknown;
  return packed;
}

/**
 * @typedef {object} PackedFile
 * @property {string} path below a folder with the chart's name
 * @property {Buffer} bytes
 */

/** @returns {Promise<PackedFile[]>} Chart.yaml first, where readers look for it */
async function chartFiles(/** @type {string} */ folder) {
  const { name, dependencies = [] } = await readChartYaml(folder);
  const paths = (await filesIn(folder)).toSorted();
  const files = ['Chart.yaml', ...paths.filter((path) => path !== 'Chart.yaml')].map(async (path) => ({
    path: `${name}/${path}`,
    bytes: await readFile(join(folder, path)),
  }));
  const inside = dependencies.map(async ({ repository }) => {
    const dependency = await chartFiles(resolve(folder, repository.replace(/^file:\/\//, '')));
    return dependency.map(({ path, bytes }) => ({ path: `${name}/charts/${path}`, bytes }));
  });
  return [...(await Promise.all(files)), ...(await Promise.all(inside)).flat()];
}

/** @returns {Promise<string[]>} relative paths with `/`, as an archive has them */
async function filesIn(/** @type {string} */ folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
}

/** @returns {Promise<{ name: string, version: string, dependencies?: { repository: string }[] }>} */
async function readChartYaml(/** @type {string} */ folder) {
  return parse(await readFile(join(folder, 'Chart.yaml'), 'utf8'));
}
