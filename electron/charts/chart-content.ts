/**
 * What an archive holds for reading and for values: of the chart and of the charts within it, which may lie there as
 * folders or as archives. Lenient where Helm will have the last word; the limits of reading hold all the same.
 */
import { setMaxListeners } from 'node:events';
import type { ChartContent, ChartValues } from '../../shared/chart-content';
import { YamlError } from '../../shared/yaml/yaml-error';
import { ChartError } from './chart-error';
import { readChartYaml, type RawMetadata } from './chart-yaml';
import { MAX_SUBCHART_DEPTH } from './limits';
import { readTarFiles, type TarFile } from './tar-files';
import { UnpackBudget } from './unpack-budget';

/** Files that are kept, by their path in a chart. */
const KEPT: ReadonlySet<string> = new Set([
  'Chart.yaml',
  'requirements.yaml',
  'values.yaml',
  'values.schema.json',
  'README.md',
  'templates/NOTES.txt',
]);
/** Helm takes a README in these spellings. */
const README = /^readme(?:\.md|\.txt)?$/i;

interface Folder {
  readonly files: Map<string, Uint8Array>;
  readonly crds: string[];
  /** By the name of their folder or archive. */
  readonly within: Map<string, Folder>;
}

/** `archive`: the bytes of a .tgz, verified by who got them. Throws ChartError, or the signal's reason. */
export async function readChartContent(
  archive: Uint8Array,
  { signal }: { readonly signal: AbortSignal },
): Promise<ChartContent> {
  // Each archive within an archive listens as well; Node warns of a leak above ten.
  setMaxListeners(2 * MAX_SUBCHART_DEPTH, signal);
  const budget = new UnpackBudget();
  budget.addPacked(archive.length);
  const chart = emptyFolder();
  await readInto(chart, whole(archive), { budget, signal }, 0);
  if (!chart.files.has('Chart.yaml')) {
    throw new ChartError('no-chart-yaml', "There is no Chart.yaml in it, so it isn't a chart.");
  }
  return {
    charts: valuesOf(chart, []),
    readme: textOf(chart, 'README.md'),
    notes: textOf(chart, 'templates/NOTES.txt'),
    crds: crdsOf(chart, ''),
  };
}

interface ReadContext {
  readonly budget: UnpackBudget;
  readonly signal: AbortSignal;
}

async function readInto(
  folder: Folder,
  archive: AsyncIterable<Uint8Array>,
  context: ReadContext,
  depth: number,
): Promise<void> {
  if (depth > MAX_SUBCHART_DEPTH) {
    throw new ChartError('bad-subchart', `Charts are nested more than ${MAX_SUBCHART_DEPTH} deep in it.`);
  }
  await readTarFiles(archive, { ...context, onFile: (file) => addFile(folder, file, context, depth) });
}

async function addFile(folder: Folder, file: TarFile, context: ReadContext, depth: number): Promise<void> {
  const { path } = file;
  const within = /^charts\/([^/_.][^/]*)(?:\/(.+))?$/.exec(path);
  if (within !== null) {
    const [, name = '', rest] = within;
    const isArchive = rest === undefined && name.endsWith('.tgz');
    if (!isArchive && rest === undefined) return;
    const inner = folder.within.get(name) ?? emptyFolder();
    folder.within.set(name, inner);
    if (isArchive) await readInto(inner, file.content, context, depth + 1);
    else await addFile(inner, { ...file, path: rest ?? '' }, context, depth + 1);
  } else if (path.startsWith('crds/')) {
    folder.crds.push(path);
  } else {
    const kept = README.test(path) ? 'README.md' : path;
    if (KEPT.has(kept) && !folder.files.has(kept)) folder.files.set(kept, await bytesOf(file, context));
  }
}

async function bytesOf({ content }: TarFile, { budget }: ReadContext): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) {
    // Texts of all charts within together count as their YAML does when a chart is pushed.
    budget.addYaml(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A chart within stands below its alias, or below its name; where the chart names it twice, at both places. */
function valuesOf(folder: Folder, path: readonly string[]): ChartValues[] {
  const own = { path: [...path], values: textOf(folder, 'values.yaml'), schema: textOf(folder, 'values.schema.json') };
  const dependencies = metadataOf(folder)?.dependencies ?? [];
  const within = [...folder.within].flatMap(([folderName, inner]) => {
    const name = metadataOf(inner)?.name || folderName;
    const named = dependencies.filter((dependency) => dependency?.name === name);
    const keys = named.length === 0 ? [name] : named.map((dependency) => dependency?.alias || name);
    return keys.flatMap((key) => valuesOf(inner, [...path, key]));
  });
  return [own, ...within];
}

/** Null where it can't be read: helm says so when it is given the chart. */
function metadataOf({ files }: Folder): RawMetadata | null {
  const chartYaml = files.get('Chart.yaml');
  if (chartYaml === undefined) return null;
  const requirements = files.get('requirements.yaml');
  try {
    const { metadata } = readChartYaml(chartYaml);
    return requirements === undefined ? metadata : readChartYaml(requirements, metadata).metadata;
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}

function crdsOf(folder: Folder, prefix: string): string[] {
  const own = folder.crds.map((path) => prefix + path);
  return [...own, ...[...folder.within].flatMap(([name, inner]) => crdsOf(inner, `${prefix}charts/${name}/`))];
}

/** Bytes that are no UTF-8 show as U+FFFD; a byte order mark is dropped. */
function textOf({ files }: Folder, path: string): string | null {
  const bytes = files.get(path);
  return bytes === undefined ? null : new TextDecoder('utf-8').decode(bytes);
}

function emptyFolder(): Folder {
  return { files: new Map(), crds: [], within: new Map() };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
