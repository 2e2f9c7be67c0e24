/** What is told of a chart before it is installed: what Chart.yaml says, and the CRDs that helm makes first. */
import { setMaxListeners } from 'node:events';
import { ChartError } from './chart-error';
import { readChartYaml, type RawMetadata } from './chart-yaml';
import { MAX_SUBCHART_DEPTH } from './limits';
import { readTarFiles, type TarFile } from './tar-files';
import { UnpackBudget } from './unpack-budget';

export interface InstallFacts {
  readonly metadata: RawMetadata;
  /** In the archive's order, those of charts within included; each a stream of YAML documents. */
  readonly crds: readonly CrdFile[];
}

export interface CrdFile {
  /** From the chart's folder: `crds/coupons.yaml`, `charts/basket/crds/x.yaml`. */
  readonly path: string;
  readonly text: string;
}

interface Reading {
  readonly budget: UnpackBudget;
  readonly signal: AbortSignal;
  readonly crds: CrdFile[];
  chartYaml: Uint8Array | null;
}

/** `archive`: the bytes of a .tgz, verified by who got them. Throws ChartError, YamlError, or the signal's reason. */
export async function readInstallFacts(
  archive: Uint8Array,
  { signal }: { readonly signal: AbortSignal },
): Promise<InstallFacts> {
  // Each archive within an archive listens as well; Node warns of a leak above ten.
  setMaxListeners(2 * MAX_SUBCHART_DEPTH, signal);
  const budget = new UnpackBudget();
  budget.addPacked(archive.length);
  const reading: Reading = { budget, signal, crds: [], chartYaml: null };
  await readArchive(reading, whole(archive), '', 0);
  if (reading.chartYaml === null) {
    throw new ChartError('no-chart-yaml', "There is no Chart.yaml in it, so it isn't a chart.");
  }
  return { metadata: readChartYaml(reading.chartYaml).metadata, crds: reading.crds };
}

async function readArchive(
  reading: Reading,
  archive: AsyncIterable<Uint8Array>,
  prefix: string,
  depth: number,
): Promise<void> {
  if (depth > MAX_SUBCHART_DEPTH) {
    throw new ChartError('bad-subchart', `Charts are nested more than ${MAX_SUBCHART_DEPTH} deep in it.`);
  }
  const { budget, signal } = reading;
  await readTarFiles(archive, { budget, signal, onFile: (file) => readFile(reading, file, prefix, depth) });
}

async function readFile(reading: Reading, file: TarFile, prefix: string, depth: number): Promise<void> {
  const { path } = file;
  const within = /^((?:charts\/[^/_.][^/]*\/)*charts\/[^/_.][^/]*)\.tgz$/.exec(path)?.[1];
  if (within !== undefined) {
    await readArchive(reading, file.content, `${prefix}${within}/`, depth + 1);
  } else if (/^(?:charts\/[^/_.][^/]*\/)*crds\/.*\.(?:yaml|yml|json)$/.test(path)) {
    reading.crds.push({ path: prefix + path, text: new TextDecoder().decode(await bytesOf(file, reading)) });
  } else if (path === 'Chart.yaml' && prefix === '' && reading.chartYaml === null) {
    reading.chartYaml = await bytesOf(file, reading);
  }
}

async function bytesOf({ content }: TarFile, { budget }: Reading): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) {
    budget.addYaml(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
