/**
 * Loads a chart's files as Helm's loader does, as far as it can fail: metadata, lock files, values, charts within the
 * chart. What Helm refuses to load it refuses to push, and so does Chartroom.
 */
import { Readable } from 'node:stream';
import { ChartError } from './chart-error';
import { readChartYaml, type ChartYaml, type RawMetadata } from './chart-yaml';
import { checkMetadata } from './helm-metadata';
import type { HelmMetadata } from './helm-types';
import { MAX_SUBCHART_DEPTH } from './limits';
import { readTarFiles, type TarFile } from './tar-files';
import { decodeYaml, isYamlMapping } from './yaml/decode';
import { YamlError } from './yaml/yaml-error';

export interface LoadedChart {
  readonly metadata: HelmMetadata;
  readonly yaml: ChartYaml;
  readonly hasRequirements: boolean;
}

const LOADED = new Set(['Chart.yaml', 'Chart.lock', 'values.yaml', 'requirements.yaml', 'requirements.lock']);

/** Which files of an archive must be read to load the chart. */
export function isLoaded(name: string): boolean {
  if (!name.startsWith('charts/')) return LOADED.has(name);
  return name.endsWith('.tgz') || LOADED.has(name.slice(name.lastIndexOf('/') + 1));
}

/** Throws ChartError. */
export async function loadChart(files: readonly TarFile[], signal: AbortSignal, depth = 0): Promise<LoadedChart> {
  if (depth > MAX_SUBCHART_DEPTH) throw new ChartError('bad-subchart', 'Charts are nested too deeply in this chart.');
  const chartFiles = files.filter(({ name }) => name === 'Chart.yaml');
  const [chartFile] = chartFiles;
  if (chartFile === undefined) {
    throw new ChartError(
      'no-chart-yaml',
      "There is no Chart.yaml in it, so it isn't a chart. Package a chart's folder with helm package.",
      {
        details: 'Chart.yaml file is missing',
      },
    );
  }
  if (chartFiles.length > 1) {
    throw new ChartError('several-charts', 'There is more than one Chart.yaml in it. Package each chart by itself.');
  }
  const yaml = inFile('Chart.yaml', 'bad-yaml', () => readChartYaml(chartFile.bytes));
  let raw: RawMetadata = yaml.metadata;
  // Helm 2 took charts without apiVersion; they are v1.
  if (raw.apiVersion === '') raw = { ...raw, apiVersion: 'v1' };
  let hasRequirements = false;
  for (const { name, bytes } of files) {
    if (name === 'requirements.yaml') {
      hasRequirements = true;
      raw = inFile(name, 'bad-yaml', () => readChartYaml(bytes, raw).metadata);
    } else if (name === 'Chart.lock' || name === 'requirements.lock') {
      inFile(name, 'bad-lock', () => checkLock(bytes));
    } else if (name === 'values.yaml') {
      inFile(name, 'bad-values', () => checkValues(bytes));
    }
  }
  const metadata = checkMetadata(raw);
  await loadSubcharts(files, signal, depth);
  return { metadata, yaml, hasRequirements };
}

async function loadSubcharts(files: readonly TarFile[], signal: AbortSignal, depth: number): Promise<void> {
  const subcharts = new Map<string, TarFile[]>();
  for (const file of files) {
    if (!file.name.startsWith('charts/')) continue;
    const inner = file.name.slice('charts/'.length);
    const [folder = ''] = inner.split('/', 1);
    if (/^[_.]/.test(folder)) continue;
    const list = subcharts.get(folder) ?? [];
    list.push({ ...file, name: inner });
    subcharts.set(folder, list);
  }
  for (const [folder, list] of subcharts) {
    try {
      await loadSubchart(folder, list, signal, depth + 1);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ChartError)) throw error;
      throw new ChartError('bad-subchart', `The chart ${folder} inside it can't be loaded: ${error.message}`, {
        cause: error,
        ...(error.details === undefined ? {} : { details: error.details }),
      });
    }
  }
}

async function loadSubchart(
  folder: string,
  files: readonly TarFile[],
  signal: AbortSignal,
  depth: number,
): Promise<void> {
  if (folder.endsWith('.tgz')) {
    const [archive] = files;
    if (archive === undefined || archive.name !== folder) return;
    const inner = await readTarFiles(Readable.from([Buffer.from(archive.bytes)]), { signal, wants: isLoaded });
    await loadChart(inner.files, signal, depth);
    return;
  }
  // A file that lies in charts/ by itself is no chart; Helm leaves it alone, but then misses Chart.yaml.
  const own = files
    .filter(({ name }) => name.includes('/'))
    .map(({ name, bytes, hadByteOrderMark }) => ({ name: name.slice(folder.length + 1), bytes, hadByteOrderMark }));
  await loadChart(own, signal, depth);
}

/** Helm 4 reads every document of values.yaml; each must be a mapping. */
function checkValues(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString('utf8');
  for (const document of text.split(/^---.*$/m)) {
    const { value } = decodeYaml(Buffer.from(document));
    if (value !== null && !isYamlMapping(value)) throw new YamlError('the values are not a mapping');
  }
}

function checkLock(bytes: Uint8Array): void {
  const { value } = decodeYaml(bytes);
  if (value === null) return;
  if (!isYamlMapping(value)) throw new YamlError('the lock is not a mapping');
  const generated = value.get('generated');
  if (
    typeof generated === 'string' &&
    !/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(generated)
  ) {
    throw new YamlError(`generated: ${generated} is not a time`);
  }
}

function inFile<Value>(name: string, code: 'bad-yaml' | 'bad-values' | 'bad-lock', read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const place = error.line === undefined ? '' : `, near line ${error.line}`;
    throw new ChartError(code, `${name} can't be read${place}. Correct it and package the chart again.`, {
      cause: error,
      details: `cannot load ${name}: ${error.message}`,
    });
  }
}
