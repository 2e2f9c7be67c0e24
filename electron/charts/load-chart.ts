/**
 * Loads a chart's files as Helm's loader does, as far as it can fail: metadata, lock files, values, charts within the
 * chart. What Helm refuses to load it refuses to push, and so does Chartroom.
 */
import { setMaxListeners } from 'node:events';
import { ChartError, type ChartErrorCode, type ChartIdentity } from './chart-error';
import { readLock, readChartYaml, type ChartYaml, type RawMetadata } from './chart-yaml';
import { isStraying } from './entry-path';
import { cleanText } from './clean-text';
import { checkMetadata } from './helm-metadata';
import type { HelmMetadata } from './helm-types';
import { MAX_SUBCHART_DEPTH } from './limits';
import { readTarFiles, type TarFile } from './tar-files';
import type { UnpackBudget } from './unpack-budget';
import { checkValues } from './values-yaml';
import { YamlError } from '../../shared/yaml/yaml-error';

export interface LoadedChart {
  readonly metadata: HelmMetadata;
  /** What Chart.yaml itself said. */
  readonly yaml: ChartYaml;
  readonly hasRequirements: boolean;
  readonly hasLinks: boolean;
  readonly straying: StrayingEntries | null;
  readonly hasByteOrderMark: boolean;
}

/** Entries whose paths lead out of the chart's folder. */
export interface StrayingEntries {
  readonly first: string;
  readonly count: number;
}

export interface LoadOptions {
  readonly budget: UnpackBudget;
  readonly signal: AbortSignal;
}

/** `archive` gives the bytes of a .tgz. Throws ChartError, or the signal's reason. */
export async function loadChart(archive: AsyncIterable<Uint8Array>, options: LoadOptions): Promise<LoadedChart> {
  // Each archive within an archive listens as well; Node warns of a leak above ten.
  setMaxListeners(2 * MAX_SUBCHART_DEPTH, options.signal);
  return loadArchive(archive, options, 0);
}

async function loadArchive(
  archive: AsyncIterable<Uint8Array>,
  options: LoadOptions,
  depth: number,
): Promise<LoadedChart> {
  const loader = new ChartLoader(options, depth);
  try {
    await readTarFiles(archive, { ...options, onFile: (file) => loader.add(file) });
    return loader.finish();
  } catch (error) {
    const identity = error instanceof ChartError && error.code !== 'invalid-name' ? loader.identity() : null;
    throw error instanceof ChartError && identity !== null ? error.about(identity) : error;
  }
}

class ChartLoader {
  readonly #options: LoadOptions;
  readonly #depth: number;
  readonly #requirements: Uint8Array[] = [];
  /** Charts within that lie there as folders. */
  readonly #folders = new Map<string, ChartLoader>();
  readonly #archives = new Set<string>();
  /** Told only when the chart's own metadata is sound: that is the more telling problem. */
  #laterProblem: ChartError | null = null;
  #chartYaml: Uint8Array | null = null;
  #hasLinks = false;
  #straying: StrayingEntries | null = null;
  #hasByteOrderMark = false;

  constructor(options: LoadOptions, depth: number) {
    if (depth > MAX_SUBCHART_DEPTH) {
      throw new ChartError(
        'bad-subchart',
        `Charts are nested more than ${MAX_SUBCHART_DEPTH} deep in it, deeper than any chart needs. Package it again with fewer.`,
      );
    }
    this.#options = options;
    this.#depth = depth;
  }

  async add(file: TarFile): Promise<void> {
    this.#hasLinks ||= file.isLink;
    if (isStraying(file.entryName)) {
      this.#straying = { first: this.#straying?.first ?? file.entryName, count: (this.#straying?.count ?? 0) + 1 };
    }
    switch (file.path) {
      case 'Chart.yaml':
        await this.#addChartYaml(file);
        break;
      case 'requirements.yaml':
        this.#requirements.push((await this.#read(file)).bytes);
        break;
      case 'Chart.lock':
      case 'requirements.lock':
        await this.#check(file, 'bad-lock', readLock);
        break;
      case 'values.yaml':
        await this.#check(file, 'bad-values', checkValues);
        break;
      default:
        if (file.path.startsWith('charts/') && !file.path.endsWith('.prov')) await this.#addWithin(file);
    }
  }

  /** Throws ChartError for what Helm refuses, the chart's own problems first. */
  finish(): LoadedChart {
    const chartYaml = this.#chartYaml;
    if (chartYaml === null) {
      throw new ChartError(
        'no-chart-yaml',
        "There is no Chart.yaml in it, so it isn't a chart. Package the folder of a chart with `helm package`.",
        { details: 'Chart.yaml file is missing' },
      );
    }
    const yaml = inFile('Chart.yaml', 'bad-yaml', () => readChartYaml(chartYaml));
    // Helm 2 took charts without apiVersion; they are v1.
    let raw: RawMetadata = { ...yaml.metadata, apiVersion: yaml.metadata.apiVersion || 'v1' };
    for (const bytes of this.#requirements) {
      raw = inFile('requirements.yaml', 'bad-yaml', () => readChartYaml(bytes, raw).metadata);
    }
    const metadata = checkMetadata(raw);
    if (this.#laterProblem) throw this.#laterProblem;
    for (const [folder, loader] of this.#folders) {
      try {
        loader.finish();
      } catch (error) {
        throw withinFailed(folder, error);
      }
    }
    return {
      metadata,
      yaml,
      hasRequirements: this.#requirements.length > 0,
      hasLinks: this.#hasLinks,
      straying: this.#straying,
      hasByteOrderMark: this.#hasByteOrderMark,
    };
  }

  /** What the chart calls itself, as far as it was read; null where it can't be told. */
  identity(): ChartIdentity | null {
    if (this.#chartYaml === null) return null;
    try {
      const { name, version } = readChartYaml(this.#chartYaml).metadata;
      return name === '' ? null : { name: cleanText(name), version: cleanText(version) };
    } catch (error) {
      if (error instanceof YamlError) return null;
      throw error;
    }
  }

  async #addChartYaml(file: TarFile): Promise<void> {
    if (this.#chartYaml !== null) {
      throw new ChartError(
        'several-charts',
        'There is more than one Chart.yaml in it, so it is unclear which of them counts. Package each chart by itself.',
      );
    }
    const { bytes, hadByteOrderMark } = await this.#read(file);
    this.#chartYaml = bytes;
    this.#hasByteOrderMark = hadByteOrderMark;
  }

  async #check(file: TarFile, code: ChartErrorCode, check: (bytes: Uint8Array) => void): Promise<void> {
    const { bytes } = await this.#read(file);
    try {
      inFile(file.path, code, () => check(bytes));
    } catch (error) {
      if (!(error instanceof ChartError)) throw error;
      this.#laterProblem ??= error;
    }
  }

  /** Below charts/ lie folders and archives of charts; what begins with `_` or `.` is none of them. */
  async #addWithin(file: TarFile): Promise<void> {
    const inner = file.path.slice('charts/'.length);
    const [folder = ''] = inner.split('/', 1);
    if (/^[_.]/.test(folder)) return;
    if (folder.endsWith('.tgz')) {
      await this.#addArchive(folder, inner, file);
      return;
    }
    const loader = this.#folders.get(folder) ?? new ChartLoader(this.#options, this.#depth + 1);
    this.#folders.set(folder, loader);
    // Helm takes a file that lies in charts/ by itself for a chart without files, and so refuses it.
    if (inner !== folder) await loader.add({ ...file, path: inner.slice(folder.length + 1) });
  }

  async #addArchive(name: string, inner: string, file: TarFile): Promise<void> {
    // Helm looks at the first of a name only.
    if (this.#archives.has(name)) return;
    this.#archives.add(name);
    try {
      if (inner !== name)
        throw new ChartError(
          'not-an-archive',
          'It is named .tgz, but it is a folder. Rename it and package the chart again.',
        );
      await loadArchive(file.content, this.#options, this.#depth + 1);
    } catch (error) {
      // The rest of the outer archive can't be read once this one was left in the middle.
      throw withinFailed(name, error);
    }
  }

  async #read({ content }: TarFile): Promise<{ readonly bytes: Uint8Array; readonly hadByteOrderMark: boolean }> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) {
      this.#options.budget.addYaml(chunk.length);
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const hadByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return { bytes: hadByteOrderMark ? bytes.subarray(3) : bytes, hadByteOrderMark };
  }
}

function withinFailed(name: string, error: unknown): unknown {
  if (!(error instanceof ChartError) || error.code === 'too-large' || error.code === 'too-many-entries') return error;
  return new ChartError('bad-subchart', `The chart charts/${name} in it can't be used. ${error.message}`, {
    cause: error,
    ...(error.details === undefined ? {} : { details: `${name}: ${error.details}` }),
  });
}

function inFile<Value>(name: string, code: ChartErrorCode, read: () => Value): Value {
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
