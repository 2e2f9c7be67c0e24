/**
 * The dependencies of a chart and of every chart within it, with what its archive says of each: which chart inside is taken for it, what
 * the lock file fixed, whether it is on. By Helm's own rules. Asks no registry.
 */
import type { ChartDependencies, ChartInside, ChartLockInfo, DependencyInfo } from '../../shared/chart-dependencies';
import { parseHelmConstraint, satisfies } from '../../shared/helm-constraint';
import { parseHelmVersion } from '../../shared/helm-version';
import { YamlError } from '../../shared/yaml/yaml-error';
import { noChartYaml } from './chart-content';
import { ChartError } from './chart-error';
import { chartFolders, type ChartFolder } from './chart-folders';
import { readChartYaml, readLock, type ChartLock, type RawMetadata } from './chart-yaml';
import { cleanText } from './clean-text';
import { booleanAt, tagAt, valuesLayer, type ValuesLayer } from './default-values';
import type { HelmDependency } from './helm-types';
import { lockState } from './lock-sum';
import { UnpackBudget } from './unpack-budget';
import type { UnpackedArchive } from './unpacked-archive';

/** Far more than any chart has. */
const MAX_CHARTS = 1000;
const MAX_DEPENDENCIES = 1000;
/** Beyond that nobody reads on. */
const MAX_BROKEN = 100;
/** A row shows a line, in characters. */
const MAX_TEXT_LENGTH = 500;

/** Throws ChartError, or UnpackedArchiveError. */
export async function readDependencies(archive: UnpackedArchive): Promise<ChartDependencies> {
  const root = chartFolders(archive.files);
  const reader = new DependencyReader(archive);
  await reader.read(root, [], []);
  return { charts: reader.charts, isCut: reader.isCut };
}

class DependencyReader {
  readonly charts: ChartInside[] = [];
  isCut = false;
  readonly #archive: UnpackedArchive;
  readonly #budget = new UnpackBudget();

  constructor(archive: UnpackedArchive) {
    this.#archive = archive;
  }

  /** `path`: the keys below which the chart's values stand; `layers`: those of the charts around it. Gives the chart's index. */
  async read(folder: ChartFolder, path: readonly string[], layers: readonly ValuesLayer[]): Promise<number> {
    const index = this.charts.length;
    const metadata = await this.#metadataOf(folder);
    if (metadata === null && index === 0) throw rootProblem(folder);
    const asked = this.#bounded((metadata?.dependencies ?? []).filter((each) => each !== null)).map(cleaned);
    const lock = metadata === null ? null : await this.#lockOf(folder, metadata, asked);
    const chart: ChartInside = {
      name: clip(cleanText(metadata?.name ?? '') || folder.name),
      version: clip(metadata?.version ?? ''),
      path: folder.prefix.replace(/\/$/, ''),
      isArchive: folder.name.endsWith('.tgz'),
      isUnreadable: metadata === null,
      lock: lock?.info ?? null,
      dependencies: [],
      unnamed: [],
      brokenArchives: brokenIn(folder),
    };
    this.charts.push(chart);
    const own = valuesLayer(path, await this.#bytes(folder, 'values.yaml'));
    await this.#fill(chart, folder, { asked, locked: lock?.file ?? null, path, layers: [...layers, own] });
    return index;
  }

  async #fill(
    chart: ChartInside,
    folder: ChartFolder,
    context: {
      readonly asked: readonly HelmDependency[];
      readonly locked: ChartLock | null;
      readonly path: readonly string[];
      readonly layers: readonly ValuesLayer[];
    },
  ): Promise<void> {
    const { asked, locked, path, layers } = context;
    const within = await Promise.all(
      folder.within.map(async (each) => ({ folder: each, ...(await this.#nameOf(each)) })),
    );
    // The values of all that lie within count for conditions, also of those that stand further down.
    const inner = await this.#innerLayers(within, asked, path);
    const named = new Set<ChartFolder>();
    for (const [position, dependency] of asked.entries()) {
      const sameName = within.filter(({ name }) => name === dependency.name);
      const taken = sameName.find(({ version }) => takes(dependency.version, version));
      for (const each of sameName) named.add(each.folder);
      const key = keyOf(dependency);
      // One that doesn't fit is used all the same, by its own name.
      const used = taken ?? sameName[0];
      const usedKey = taken === undefined ? dependency.name : key;
      const read =
        used === undefined || this.#isFull() ? null : await this.read(used.folder, [...path, usedKey], layers);
      chart.dependencies.push({
        ...written(dependency),
        lockedVersion: lockedVersion(locked, dependency, position),
        default: defaultOf(dependency, path, layers, inner),
        chart: read,
        fits: taken !== undefined,
        conflict: conflictOf(dependency, asked),
      });
    }
    for (const each of within) {
      if (named.has(each.folder) || this.#isFull()) continue;
      chart.unnamed.push(await this.read(each.folder, [...path, each.name], layers));
    }
  }

  async #innerLayers(
    within: readonly { readonly folder: ChartFolder; readonly name: string }[],
    asked: readonly HelmDependency[],
    path: readonly string[],
  ): Promise<readonly ValuesLayer[]> {
    if (asked.every(({ condition }) => condition === '')) return [];
    const layers: ValuesLayer[] = [];
    for (const { folder, name } of within) {
      const key = asked.find((each) => each.name === name)?.alias || name;
      layers.push(valuesLayer([...path, key], await this.#bytes(folder, 'values.yaml')));
    }
    return layers;
  }

  async #lockOf(
    folder: ChartFolder,
    { apiVersion }: RawMetadata,
    asked: readonly HelmDependency[],
  ): Promise<{ readonly info: ChartLockInfo; readonly file: ChartLock | null } | null> {
    const isV1 = apiVersion === '' || apiVersion === 'v1';
    // Of two Helm takes the later one.
    for (const fileName of ['requirements.lock', 'Chart.lock'] as const) {
      const bytes = await this.#bytes(folder, fileName);
      if (bytes === null) continue;
      const file = readOrNull(() => readLock(bytes));
      if (file === null) return { info: { fileName, generatedAt: null, state: 'unreadable' }, file };
      const generatedAt = file.generated === '' ? null : clip(file.generated);
      return { info: { fileName, generatedAt, state: lockState(asked, file, { isV1 }) }, file };
    }
    return null;
  }

  async #nameOf(folder: ChartFolder): Promise<{ readonly name: string; readonly version: string }> {
    const metadata = await this.#metadataOf(folder);
    return { name: cleanText(metadata?.name ?? '') || folder.name, version: metadata?.version ?? '' };
  }

  async #metadataOf(folder: ChartFolder): Promise<RawMetadata | null> {
    const chartYaml = await this.#bytes(folder, 'Chart.yaml');
    if (chartYaml === null) return null;
    const requirements = await this.#bytes(folder, 'requirements.yaml');
    return readOrNull(() => {
      const { metadata } = readChartYaml(chartYaml);
      return requirements === null ? metadata : readChartYaml(requirements, metadata).metadata;
    });
  }

  async #bytes({ files }: ChartFolder, path: string): Promise<Buffer | null> {
    const file = files.get(path);
    if (file === undefined) return null;
    this.#budget.addYaml(file.sizeBytes);
    return await this.#archive.read(file);
  }

  #bounded<Item>(items: readonly Item[]): readonly Item[] {
    if (items.length > MAX_DEPENDENCIES) this.isCut = true;
    return items.slice(0, MAX_DEPENDENCIES);
  }

  #isFull(): boolean {
    const isFull = this.charts.length >= MAX_CHARTS;
    this.isCut ||= isFull;
    return isFull;
  }
}

/** In charts/, with the problem that unpacking it met. */
function brokenIn({ files }: ChartFolder): string[] {
  const broken = [...files].filter(([, { problem }]) => problem !== null).map(([path]) => clip(path));
  return broken.slice(0, MAX_BROKEN);
}

function rootProblem({ files }: ChartFolder): ChartError {
  if (!files.has('Chart.yaml')) return noChartYaml();
  return new ChartError(
    'bad-yaml',
    "Its Chart.yaml can't be read, so its dependencies aren't known. Files shows it as it is.",
  );
}

function readOrNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}

/** As Helm cleans them before it compares or hashes. */
function cleaned(dependency: HelmDependency): HelmDependency {
  const { name, version, repository, condition, tags } = dependency;
  return {
    ...dependency,
    name: cleanText(name),
    version: cleanText(version),
    repository: cleanText(repository),
    condition: cleanText(condition),
    tags: tags.map(cleanText),
  };
}

function written({ name, alias, version, repository, condition, tags }: HelmDependency) {
  return {
    name: clip(name),
    alias: clip(alias),
    version: clip(version),
    repository: clip(repository),
    condition: clip(condition),
    tags: tags.slice(0, MAX_DEPENDENCIES).map(clip),
  };
}

/** Helm takes a chart inside only where it fits. */
function takes(range: string, version: string): boolean {
  const constraint = parseHelmConstraint(range);
  const parsed = parseHelmVersion(version);
  return constraint !== null && parsed !== null && satisfies(parsed, constraint);
}

function lockedVersion(lock: ChartLock | null, { name }: HelmDependency, position: number): string | null {
  const locked = lock?.dependencies ?? [];
  const own = locked[position]?.name === name ? locked[position] : locked.find((each) => each?.name === name);
  return own === undefined || own === null ? null : clip(own.version);
}

/** Tags first, where any that is true wins; then the first condition that has a boolean, which wins over them. */
function defaultOf(
  { condition, tags }: HelmDependency,
  path: readonly string[],
  layers: readonly ValuesLayer[],
  inner: readonly ValuesLayer[],
): DependencyInfo['default'] {
  for (const part of condition.trim().split(',')) {
    if (part === '') continue;
    const isOn = booleanAt([...layers, ...inner], [...path, ...part.split('.')]);
    if (isOn !== null) return { isOn, by: 'condition', key: clip([...path, part].join('.')) };
  }
  const told = tags.map((tag) => ({ tag, isOn: tagAt(layers, tag) })).filter(({ isOn }) => isOn !== null);
  const decisive = told.find(({ isOn }) => isOn === true) ?? told[0];
  if (decisive === undefined) return { isOn: true, by: null, key: null };
  return { isOn: decisive.isOn === true, by: 'tags', key: clip(`tags.${decisive.tag}`) };
}

/** What values and other dependencies know it by. */
function keyOf({ name, alias }: HelmDependency): string {
  return alias || name;
}

function conflictOf(dependency: HelmDependency, all: readonly HelmDependency[]): DependencyInfo['conflict'] {
  const others = all.filter((other) => other !== dependency);
  if (others.some((other) => keyOf(other) === keyOf(dependency))) return 'same-name';
  const isElsewhere = others.some(
    ({ name, repository }) => name === dependency.name && repository !== dependency.repository,
  );
  return isElsewhere ? 'other-repository' : null;
}

function clip(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}…` : text;
}
