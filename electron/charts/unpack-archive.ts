/**
 * All files of a packaged chart, one after another, those of packaged charts within it too. The one walk through an
 * archive for reading: within limits, writing nothing.
 */
import { setMaxListeners } from 'node:events';
import { ChartError } from './chart-error';
import { MAX_PATH_LENGTH, MAX_PATHS_LENGTH, MAX_SUBCHART_DEPTH } from './limits';
import { readTarFiles, type TarFile } from './tar-files';
import { UnpackBudget } from './unpack-budget';

export interface FoundFile {
  /** From the chart's folder. What a packaged chart within holds stands below its archive: `charts/redis-1.0.0.tgz/values.yaml`. */
  readonly path: string;
  /** A link is an empty file, as Helm reads it. */
  readonly isLink: boolean;
  readonly content: Buffer;
}

export interface UnpackOptions {
  readonly signal: AbortSignal;
  /** The next file is read when this is done with the last. A packaged chart comes before what it holds. */
  readonly onFile: (file: FoundFile) => Promise<void>;
  /** The packaged chart within at `path` can't be read, or not to its end; its archive itself was given before. */
  readonly onProblem: (path: string, error: ChartError) => void;
}

/** Of charts in folders as well; Helm leaves out what begins with `_` or `.`. */
const PACKAGED_WITHIN = /^(?:charts\/[^/_.][^/]*\/)*charts\/[^/_.][^/]*\.tgz$/s;

/** `path`: from a chart's folder. */
export function isPackagedWithin(path: string): boolean {
  return PACKAGED_WITHIN.test(path);
}

/** Limits of the whole archive: going on behind them is what they are there to prevent. */
const WHOLE_ARCHIVE = new Set(['too-large', 'too-many-entries']);

/** `archive`: the bytes of a .tgz, verified by who got them. Throws ChartError, what `onFile` throws, or the signal's reason. */
export async function unpackArchive(archive: Uint8Array, options: UnpackOptions): Promise<void> {
  // Each archive within an archive listens as well; Node warns of a leak above ten.
  setMaxListeners(2 * MAX_SUBCHART_DEPTH, options.signal);
  const budget = new UnpackBudget();
  budget.addPacked(archive.length);
  await new Walk(options, budget).readArchive(archive, '', 0);
}

class Walk {
  readonly #options: UnpackOptions;
  readonly #budget: UnpackBudget;
  #pathsLength = 0;

  constructor(options: UnpackOptions, budget: UnpackBudget) {
    this.#options = options;
    this.#budget = budget;
  }

  async readArchive(archive: Uint8Array, prefix: string, depth: number): Promise<void> {
    if (depth > MAX_SUBCHART_DEPTH) {
      throw new ChartError('bad-subchart', `Charts are nested more than ${MAX_SUBCHART_DEPTH} deep in it.`);
    }
    await readTarFiles(whole(archive), {
      budget: this.#budget,
      signal: this.#options.signal,
      onFile: (file) => this.#addFile(file, prefix, depth),
    });
  }

  async #addFile(file: TarFile, prefix: string, depth: number): Promise<void> {
    const { onFile, onProblem } = this.#options;
    const path = this.#countedPath(prefix + file.path);
    const content = await bytesOf(file);
    await onFile({ path, isLink: file.isLink, content });
    if (file.isLink || !isPackagedWithin(file.path)) return;
    try {
      await this.readArchive(content, `${path}/`, depth + 1);
    } catch (error) {
      if (!(error instanceof ChartError) || WHOLE_ARCHIVE.has(error.code)) throw error;
      onProblem(path, error);
    }
  }

  #countedPath(path: string): string {
    if (path.length > MAX_PATH_LENGTH) {
      const message = `It holds a file whose path is longer than ${MAX_PATH_LENGTH} characters, which can't be unpacked anywhere. Rename it and package the chart again.`;
      throw new ChartError('unsafe-path', message, { details: `${path.slice(0, 200)}…` });
    }
    this.#pathsLength += path.length;
    if (this.#pathsLength > MAX_PATHS_LENGTH) {
      throw new ChartError(
        'too-many-entries',
        'The names of the files in it are longer together than those of any chart. Package only what the chart needs.',
      );
    }
    return path;
  }
}

async function bytesOf({ content }: TarFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
