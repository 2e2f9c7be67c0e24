/**
 * What an archive holds for reading and for values: of the chart and of the charts within it, which may lie there as
 * folders or as archives. Lenient where Helm will have the last word; the limits of reading hold all the same.
 */
import type { ChartContent, ChartValues } from '../../shared/chart-content';
import { YamlError } from '../../shared/yaml/yaml-error';
import { ChartError } from './chart-error';
import { allFolders, chartFolders, type ChartFolder } from './chart-folders';
import { readChartYaml, type RawMetadata } from './chart-yaml';
import { UnpackBudget } from './unpack-budget';
import type { UnpackedArchive } from './unpacked-archive';

/** Helm takes a README in these spellings. */
const README = /^readme(?:\.md|\.txt)?$/i;

/** Throws ChartError, or UnpackedArchiveError. */
export async function readChartContent(archive: UnpackedArchive): Promise<ChartContent> {
  const chart = chartFolders(archive.files);
  if (!chart.files.has('Chart.yaml')) throw noChartYaml();
  const texts = new ChartTexts(archive);
  const readme = [...chart.files.keys()].find((path) => README.test(path));
  return {
    charts: await valuesOf(chart, texts),
    readme: readme === undefined ? null : await texts.read(chart, readme),
    notes: await texts.read(chart, 'templates/NOTES.txt'),
    crds: allFolders(chart).flatMap(({ prefix, files }) =>
      [...files.keys()].filter((path) => path.startsWith('crds/')).map((path) => prefix + path),
    ),
  };
}

export function noChartYaml(): ChartError {
  return new ChartError('no-chart-yaml', "There is no Chart.yaml in it, so it isn't a chart.");
}

/** Reads files of an archive, within what YAML of one may come to. */
export class ChartTexts {
  readonly #archive: UnpackedArchive;
  readonly #budget = new UnpackBudget();

  constructor(archive: UnpackedArchive) {
    this.#archive = archive;
  }

  /** Bytes that are no UTF-8 show as U+FFFD; a byte order mark is dropped. */
  async read(folder: ChartFolder, path: string): Promise<string | null> {
    const bytes = await this.bytes(folder, path);
    return bytes === null ? null : new TextDecoder('utf-8').decode(bytes);
  }

  async bytes({ files }: ChartFolder, path: string): Promise<Buffer | null> {
    const file = files.get(path);
    if (file === undefined) return null;
    // Texts of all charts within together count as their YAML does when a chart is pushed.
    this.#budget.addYaml(file.sizeBytes);
    return await this.#archive.read(file);
  }
}

export interface PlacedChart {
  /** Keys from the top: where its values stand in those of the whole. */
  readonly path: readonly string[];
  readonly folder: ChartFolder;
}

/** A chart within stands below its alias, or below its name; where the chart names it twice, at both places. The chart itself first. */
export async function placedCharts(
  folder: ChartFolder,
  texts: ChartTexts,
  path: readonly string[] = [],
): Promise<readonly PlacedChart[]> {
  const charts: PlacedChart[] = [{ path, folder }];
  const dependencies = (await metadataOf(folder, texts))?.dependencies ?? [];
  for (const inner of folder.within) {
    const name = (await metadataOf(inner, texts))?.name || inner.name;
    const named = dependencies.filter((dependency) => dependency?.name === name);
    const keys = named.length === 0 ? [name] : named.map((dependency) => dependency?.alias || name);
    for (const key of keys) charts.push(...(await placedCharts(inner, texts, [...path, key])));
  }
  return charts;
}

async function valuesOf(chart: ChartFolder, texts: ChartTexts): Promise<ChartValues[]> {
  const charts: ChartValues[] = [];
  for (const { path, folder } of await placedCharts(chart, texts)) {
    const values = await texts.read(folder, 'values.yaml');
    const schema = await texts.read(folder, 'values.schema.json');
    charts.push({ path: [...path], folder: folder.prefix, values, schema });
  }
  return charts;
}

/** Null where it can't be read: helm says so when it is given the chart. */
export async function metadataOf(folder: ChartFolder, texts: ChartTexts): Promise<RawMetadata | null> {
  const chartYaml = await texts.bytes(folder, 'Chart.yaml');
  if (chartYaml === null) return null;
  const requirements = await texts.bytes(folder, 'requirements.yaml');
  try {
    const { metadata } = readChartYaml(chartYaml);
    return requirements === null ? metadata : readChartYaml(requirements, metadata).metadata;
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}
