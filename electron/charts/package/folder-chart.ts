/**
 * The files of a chart sorted as Helm's loader sorts them (LoadFiles): what is metadata, what is written anew, what goes in as it is,
 * which charts lie within, and what Helm leaves out without a word. Whether values and templates are any good is told when the
 * finished archive is read.
 */
import { YamlError } from '../../../shared/yaml/yaml-error';
import { ChartError } from '../chart-error';
import { readChartYaml, readLock, type ChartLock, type RawMetadata } from '../chart-yaml';
import { assertJson } from '../go-struct';
import { checkMetadata } from '../helm-metadata';
import type { HelmMetadata } from '../helm-types';
import { MAX_SUBCHART_DEPTH } from '../limits';
import { decodeYamlBytes } from '../yaml-bytes';
import { sourcesInArchive, type ChartSource, type ReadOptions } from './chart-sources';

/** Why Helm doesn't take a file along, though no line of .helmignore says so. */
export type UnusedReason = 'requirements-in-v2' | 'lock-in-v1' | 'old-lock-in-v2' | 'hidden-in-charts';

export interface UnusedFile {
  readonly path: string;
  readonly reason: UnusedReason;
}

export interface FolderChart {
  readonly metadata: HelmMetadata;
  /** Where the chart lies in the folder that is packaged; empty for the chart itself. */
  readonly origin: string;
  /** Written as Chart.lock. */
  readonly lock: ChartLock | null;
  /** In Helm's order: values, schema, templates, everything else. */
  readonly files: readonly ChartSource[];
  readonly charts: readonly FolderChart[];
  readonly unused: readonly UnusedFile[];
}

interface Sorted {
  readonly values: ChartSource[];
  schema: ChartSource | null;
  readonly templates: ChartSource[];
  readonly others: ChartSource[];
  /** By the name of the folder or archive below charts/. */
  readonly within: Map<string, ChartSource[]>;
  readonly unused: UnusedFile[];
}

/** Throws ChartError where Helm refuses to load it, or where two charts would get into each other's way. */
export async function sortChart(
  sources: readonly ChartSource[],
  options: ReadOptions,
  place: { readonly origin: string; readonly depth: number } = { origin: '', depth: 0 },
): Promise<FolderChart> {
  if (place.depth > MAX_SUBCHART_DEPTH) {
    throw new ChartError('bad-subchart', `Charts are nested more than ${MAX_SUBCHART_DEPTH} deep in it.`);
  }
  const raw = await readMetadata(sources, options);
  if (place.depth === 0) assertPackable(raw);
  const isV1 = raw.apiVersion === 'v1';
  const sorted: Sorted = { values: [], schema: null, templates: [], others: [], within: new Map(), unused: [] };
  let lock: ChartLock | null = null;
  for (const source of sources) {
    if (source.path === 'Chart.lock' || source.path === 'requirements.lock') {
      // Of two the later one counts, and requirements.lock is the later.
      lock = await readIn(source, 'bad-lock', readLock, options);
    }
    sortFile(source, sorted, isV1);
  }
  const metadata = checkMetadata(raw);
  await assertSchema(sorted.schema);
  const charts = await chartsWithin(sorted, options, place);
  assertDistinct(charts);
  return {
    metadata,
    origin: place.origin,
    lock: raw.apiVersion === 'v2' ? lock : null,
    files: [
      ...sorted.values,
      ...(sorted.schema === null ? [] : [sorted.schema]),
      ...sorted.templates,
      ...sorted.others,
    ],
    charts,
    unused: sorted.unused,
  };
}

async function readMetadata(sources: readonly ChartSource[], options: ReadOptions): Promise<RawMetadata> {
  const [chartYaml, second] = sources.filter(({ path }) => path === 'Chart.yaml');
  if (chartYaml === undefined) {
    throw new ChartError('no-chart-yaml', "There is no Chart.yaml in it, so it isn't a chart.", {
      details: 'Chart.yaml file is missing',
    });
  }
  if (second !== undefined) {
    throw new ChartError('several-charts', 'There is more than one Chart.yaml in it, so it is unclear which counts.');
  }
  const { metadata } = await readIn(chartYaml, 'bad-yaml', readWhole, options);
  // Helm 2 took charts without apiVersion; they are v1.
  let raw: RawMetadata = { ...metadata, apiVersion: metadata.apiVersion || 'v1' };
  for (const source of sources) {
    if (source.path !== 'requirements.yaml') continue;
    const before = raw;
    raw = (await readIn(source, 'bad-yaml', (bytes) => readChartYaml(bytes, before), options)).metadata;
  }
  return raw;
}

/** Before it loads a folder, Helm 4 turns all of Chart.yaml into JSON, unknown fields too. */
function readWhole(bytes: Uint8Array): ReturnType<typeof readChartYaml> {
  assertJson(decodeYamlBytes(bytes).value);
  return readChartYaml(bytes);
}

/** Helm 3 packages what claims to be of any kind; Helm 4 does not. */
function assertPackable({ apiVersion }: RawMetadata): void {
  if (apiVersion === 'v1' || apiVersion === 'v2') return;
  throw new ChartError(
    'invalid-metadata',
    `The chart's apiVersion is “${apiVersion}”: Helm packages v1 and v2. Correct it in Chart.yaml.`,
    { details: 'unsupported chart version' },
  );
}

function sortFile(source: ChartSource, sorted: Sorted, isV1: boolean): void {
  const { path, origin } = source;
  const leaveOut = (reason: UnusedReason): void => void sorted.unused.push({ path: origin, reason });
  if (path === 'Chart.yaml') return;
  if (path === 'Chart.lock') {
    if (isV1) leaveOut('lock-in-v1');
  } else if (path === 'values.yaml') sorted.values.push(source);
  else if (path === 'values.schema.json') sorted.schema = source;
  else if (path === 'requirements.yaml' || path === 'requirements.lock') {
    if (isV1) sorted.others.push(source);
    else leaveOut(path === 'requirements.yaml' ? 'requirements-in-v2' : 'old-lock-in-v2');
  } else if (path.startsWith('templates/')) sorted.templates.push(source);
  else if (path.startsWith('charts/') && !path.endsWith('.prov')) sortWithin(source, sorted, leaveOut);
  else sorted.others.push(source);
}

function sortWithin(source: ChartSource, { within }: Sorted, leaveOut: (reason: UnusedReason) => void): void {
  const inner = source.path.slice('charts/'.length);
  const [name = ''] = inner.split('/', 1);
  if (/^[_.]/.test(name)) {
    leaveOut('hidden-in-charts');
    return;
  }
  const files = within.get(name) ?? [];
  files.push({ ...source, path: inner });
  within.set(name, files);
}

async function chartsWithin(
  { within }: Sorted,
  options: ReadOptions,
  { origin, depth }: { readonly origin: string; readonly depth: number },
): Promise<readonly FolderChart[]> {
  const charts: FolderChart[] = [];
  for (const [name, files] of within) {
    options.signal.throwIfAborted();
    const place = { origin: `${origin === '' ? '' : `${origin}/`}charts/${name}`, depth: depth + 1 };
    try {
      charts.push(await sortChart(await sourcesWithin(name, files, options), options, place));
    } catch (error) {
      throw inChart(place.origin, error);
    }
  }
  return charts;
}

async function sourcesWithin(
  name: string,
  files: readonly ChartSource[],
  options: ReadOptions,
): Promise<readonly ChartSource[]> {
  if (!name.endsWith('.tgz')) {
    return files
      .filter(({ path }) => path !== name)
      .map(({ path, origin, isFromArchive, read }) => ({
        path: path.slice(name.length + 1),
        origin,
        isFromArchive,
        read,
      }));
  }
  const [archive] = files;
  if (archive === undefined || archive.path !== name) {
    throw new ChartError('not-an-archive', 'It is named .tgz, but it is a folder. Rename it.');
  }
  return await sourcesInArchive(archive, options);
}

/** Helm writes both into one folder, where the files of one hide those of the other. */
function assertDistinct(charts: readonly FolderChart[]): void {
  const seen = new Map<string, string>();
  for (const { metadata, origin } of charts) {
    const other = seen.get(metadata.name);
    if (other !== undefined) {
      throw new ChartError(
        'several-charts',
        `${other} and ${origin} are both the chart ${metadata.name}, and would get into each other's way. Remove one of them.`,
      );
    }
    seen.set(metadata.name, origin);
  }
}

async function assertSchema(schema: ChartSource | null): Promise<void> {
  if (schema === null) return;
  try {
    JSON.parse((await schema.read()).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ChartError('bad-schema', "values.schema.json isn't valid JSON. Correct it and drop the folder again.", {
      details: 'invalid JSON in values.schema.json',
      cause: error,
    });
  }
}

async function readIn<Value>(
  source: ChartSource,
  code: 'bad-yaml' | 'bad-lock',
  read: (bytes: Uint8Array) => Value,
  { budget }: ReadOptions,
): Promise<Value> {
  const bytes = await source.read();
  budget.addYaml(bytes.length);
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const line = error.line === undefined ? '' : `, near line ${error.line}`;
    throw new ChartError(code, `${source.path} can't be read${line}. Correct it and drop the folder again.`, {
      cause: error,
      details: `cannot load ${source.path}: ${error.message}`,
    });
  }
}

function inChart(origin: string, error: unknown): unknown {
  const tellsItself = ['too-large', 'too-many-entries', 'changed', 'unreadable', 'bad-subchart', 'several-charts'];
  if (!(error instanceof ChartError) || tellsItself.includes(error.code)) return error;
  return new ChartError('bad-subchart', `${origin} can't be used as a chart within this one. ${error.message}`, {
    cause: error,
    ...(error.details === undefined ? {} : { details: `${origin}: ${error.details}` }),
  });
}
