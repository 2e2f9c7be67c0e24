/** One of two charts, read as far as comparing needs it. What can't be read is told and left out: the rest is compared all the same. */
import { YamlError } from '../../../shared/yaml/yaml-error';
import { ChartTexts, noChartYaml, placedCharts } from '../chart-content';
import { chartFolders, type ChartFolder } from '../chart-folders';
import { readChartYaml, type RawMetadata } from '../chart-yaml';
import { ChartError } from '../chart-error';
import type { UnpackedArchive, UnpackedFile } from '../unpacked-archive';
import type { FoundCrd } from './crd-changes';
import { crdDocuments } from './crd-documents';
import { imagesInAnnotations, imagesInTemplate, imagesInValues, type FoundImage } from './find-images';
import { keyOf } from './file-changes';
import type { ChartsWithin } from './metadata-changes';
import type { SchemaFile } from './schema-changes';
import type { ValuesFile } from './value-changes';
import { readValues } from './yaml-values';

export interface SidePart {
  /** Keys from the top: where its values stand in those of the whole. */
  readonly prefix: readonly string[];
  readonly values: ValuesFile | null;
  readonly schema: SchemaFile | null;
}

export interface Side {
  readonly metadata: RawMetadata;
  readonly within: ChartsWithin;
  /** The chart and each within, by its keys as JSON. */
  readonly parts: ReadonlyMap<string, SidePart>;
  readonly crds: readonly FoundCrd[];
  readonly images: readonly FoundImage[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Not all templates were looked through. */
  readonly isPartial: boolean;
}

/** Templates that are looked through: real charts have a few hundred, of some megabytes. */
const MAX_TEMPLATES = 3_000;
const MAX_TEMPLATE_BYTES = 24e6;
const TEMPLATE = /^templates\/.*\.(?:ya?ml|tpl|json|txt)$/s;
const CRD = /(?:^|\/)crds\/.*\.(?:ya?ml|json)$/s;

/** Throws ChartError where it is no chart, or UnpackedArchiveError. */
export async function readSide(archive: UnpackedArchive): Promise<Side> {
  const chart = chartFolders(archive.files);
  const texts = new ChartTexts(archive);
  const problems: { path: string; message: string }[] = [];
  /** Undefined where there is no such file, or where it can't be read. */
  async function read<Value>(
    folder: ChartFolder,
    path: string,
    parse: (bytes: Buffer) => Value,
  ): Promise<Value | undefined> {
    const bytes = await texts.bytes(folder, path);
    if (bytes === null) return undefined;
    try {
      return parse(bytes);
    } catch (error) {
      problems.push({ path: folder.prefix + path, message: readingProblem(error) });
      return undefined;
    }
  }

  if (!chart.files.has('Chart.yaml')) throw noChartYaml();
  const metadata = await read(chart, 'Chart.yaml', (bytes) => readChartYaml(bytes).metadata);
  if (metadata === undefined) {
    throw new ChartError('bad-yaml', "Its Chart.yaml can't be read, so there is nothing to compare by.");
  }
  const whole =
    (await read(chart, 'requirements.yaml', (bytes) => readChartYaml(bytes, metadata).metadata)) ?? metadata;
  const parts = new Map<string, SidePart>();
  const images: FoundImage[] = [...imagesInAnnotations(whole.annotations)];
  const within = new Map<string, string>();
  for (const { path, folder } of await placedCharts(chart, texts)) {
    const own = path.length === 0 ? whole : await read(folder, 'Chart.yaml', (bytes) => readChartYaml(bytes).metadata);
    if (path.length === 1) within.set(own?.name || folder.name, own?.version ?? '');
    const found = await read(folder, 'values.yaml', readValues);
    const values = found === undefined ? null : { ...found, path: `${folder.prefix}values.yaml` };
    const json = await read(folder, 'values.schema.json', readSchema);
    const schema = json === undefined ? null : { ...json, path: `${folder.prefix}values.schema.json` };
    parts.set(JSON.stringify(path), { prefix: path, values, schema });
    if (values !== null)
      images.push(...imagesInValues(values.values, { prefix: path, appVersion: own?.appVersion ?? '' }));
  }
  const templates = await readTemplates(archive);
  return { metadata: whole, within, parts, problems, ...templates, images: [...images, ...templates.images] };
}

function readSchema(bytes: Buffer): Pick<SchemaFile, 'schema' | 'text'> {
  const text = bytes.toString('utf8');
  return { schema: JSON.parse(text) as unknown, text };
}

/** Throws what is no problem of the file. */
function readingProblem(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  if (error instanceof YamlError || error instanceof SyntaxError) return error.message.slice(0, 200);
  throw error;
}

/** CRDs and images that stand in templates and in files of CRDs. */
async function readTemplates(archive: UnpackedArchive): Promise<Pick<Side, 'crds' | 'images' | 'isPartial'>> {
  const crds: FoundCrd[] = [];
  const images: FoundImage[] = [];
  let [count, bytes] = [0, 0];
  for (const file of archive.files) {
    const path = innerPath(file);
    const [isTemplate, isCrd] = [TEMPLATE.test(path), CRD.test(path)];
    if (!isTemplate && !isCrd) continue;
    count += 1;
    bytes += file.sizeBytes;
    if (count > MAX_TEMPLATES || bytes > MAX_TEMPLATE_BYTES) return { crds, images, isPartial: true };
    const text = (await archive.read(file)).toString('utf8');
    for (const crd of crdDocuments(text)) {
      // helm itself installs only those that lie in `crds` of a chart.
      crds.push({ ...crd, path: file.path, isTemplate: !path.startsWith('crds/') });
    }
    if (isTemplate) images.push(...imagesInTemplate(text, keyOf(file.path)));
  }
  return { crds, images, isPartial: false };
}

/** In the innermost chart. */
function innerPath({ path }: UnpackedFile): string {
  return path.replace(/^(?:charts\/[^/]+\/)+/, '');
}
