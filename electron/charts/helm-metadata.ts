/**
 * Helm's cleaning and checking of a chart's metadata (chart.Metadata.Validate), with the reasons in plain words, and
 * the config blob that `helm push` writes of it.
 */
import type { RawMetadata } from './chart-yaml';
import { ChartError } from './chart-error';
import { cleanText } from './clean-text';
import { encodeGoJson, goStruct, type GoStruct } from './go-json';
import type { HelmDependency, HelmMaintainer, HelmMetadata } from './helm-types';
import { isHelmVersion } from './helm-version';

const AGAIN = 'Correct it in Chart.yaml and package it again.';
const ALIAS = /^[a-zA-Z0-9_-]+$/;

/** Helm's order of checks, so that the first problem is the one that helm names, too. Throws ChartError. */
export function checkMetadata(raw: RawMetadata): HelmMetadata {
  const name = cleanText(raw.name);
  if (raw.apiVersion === '')
    throw invalid(`Chart.yaml has no apiVersion. ${AGAIN}`, 'chart.metadata.apiVersion is required');
  if (name === '') {
    throw new ChartError('invalid-name', 'Chart.yaml has no name. Add one and package the chart again.', {
      details: 'chart.metadata.name is required',
    });
  }
  if (name === '.' || name === '..' || name.includes('/')) {
    throw new ChartError(
      'invalid-name',
      `“${name}” can't be a chart's name: it must be one plain word, without a path. ${AGAIN}`,
      {
        details: `chart.metadata.name "${name}" is invalid`,
      },
    );
  }
  if (raw.version === '') {
    throw new ChartError(
      'invalid-version',
      'Chart.yaml has no version. Add one, such as 1.0.0, and package the chart again.',
      {
        details: 'chart.metadata.version is required',
      },
    );
  }
  if (!isHelmVersion(raw.version)) {
    throw new ChartError(
      'invalid-version',
      `“${raw.version}” isn't a version: Helm wants one such as 1.2.3 or 1.2.3-rc.1. ${AGAIN}`,
      {
        details: `chart.metadata.version "${raw.version}" is invalid`,
      },
    );
  }
  if (!['', 'application', 'library'].includes(raw.type)) {
    throw invalid(
      `The chart's type is “${raw.type}”: Helm knows application and library. ${AGAIN}`,
      'chart.metadata.type must be application or library',
    );
  }
  const maintainers = raw.maintainers.map(checkMaintainer);
  const dependencies = raw.dependencies.map(checkDependency);
  checkDistinct(dependencies);
  return {
    ...raw,
    name,
    description: cleanText(raw.description),
    home: cleanText(raw.home),
    icon: cleanText(raw.icon),
    condition: cleanText(raw.condition),
    tags: cleanText(raw.tags),
    appVersion: cleanText(raw.appVersion),
    kubeVersion: cleanText(raw.kubeVersion),
    sources: raw.sources.map(cleanText),
    keywords: raw.keywords.map(cleanText),
    maintainers,
    dependencies,
  };
}

/** The config blob: the metadata as JSON in the order of Go's structs. */
export function configBytesOf(metadata: HelmMetadata): Uint8Array {
  return Buffer.from(encodeGoJson(metadataStruct(metadata)));
}

/** The metadata as Go's struct, whose fields are left out where they are empty. */
export function metadataStruct(metadata: HelmMetadata): GoStruct {
  return goStruct([
    ['name', metadata.name],
    ['home', metadata.home],
    ['sources', metadata.sources],
    ['version', metadata.version],
    ['description', metadata.description],
    ['keywords', metadata.keywords],
    ['maintainers', metadata.maintainers.map(({ name, email, url }) => goStruct(Object.entries({ name, email, url })))],
    ['icon', metadata.icon],
    ['apiVersion', metadata.apiVersion],
    ['condition', metadata.condition],
    ['tags', metadata.tags],
    ['appVersion', metadata.appVersion],
    ['deprecated', metadata.deprecated],
    ['annotations', metadata.annotations],
    ['kubeVersion', metadata.kubeVersion],
    ['dependencies', metadata.dependencies.map(dependencyStruct)],
    ['type', metadata.type],
  ]);
}

export function dependencyStruct(dependency: HelmDependency): GoStruct {
  const { name, version, repository, condition, tags, enabled, importValues, alias } = dependency;
  return goStruct(
    [
      ['name', name],
      ['version', version],
      ['repository', repository],
      ['condition', condition],
      ['tags', tags],
      ['enabled', enabled],
      ['import-values', importValues],
      ['alias', alias],
    ],
    ['name', 'repository'],
  );
}

function checkMaintainer(maintainer: HelmMaintainer | null): HelmMaintainer {
  if (maintainer === null) {
    throw invalid(
      `The list of maintainers has an empty entry. ${AGAIN}`,
      'maintainers must not contain empty or null nodes',
    );
  }
  const { name, email, url } = maintainer;
  return { name: cleanText(name), email: cleanText(email), url: cleanText(url) };
}

function checkDependency(dependency: HelmDependency | null): HelmDependency {
  if (dependency === null) {
    throw invalid(
      `The list of dependencies has an empty entry. ${AGAIN}`,
      'dependencies must not contain empty or null nodes',
    );
  }
  const { name, alias } = dependency;
  if (alias !== '' && !ALIAS.test(alias)) {
    throw invalid(
      `The alias of the dependency ${cleanText(name)} has characters that Helm doesn't allow: use letters, digits, - and _. ${AGAIN}`,
      `dependency "${cleanText(name)}" has disallowed characters in the alias`,
    );
  }
  return {
    ...dependency,
    name: cleanText(name),
    version: cleanText(dependency.version),
    repository: cleanText(dependency.repository),
    condition: cleanText(dependency.condition),
    tags: dependency.tags.map(cleanText),
  };
}

function checkDistinct(dependencies: readonly HelmDependency[]): void {
  const seen = new Set<string>();
  for (const { name, alias } of dependencies) {
    const key = alias === '' ? name : alias;
    if (seen.has(key)) {
      throw invalid(
        `Two dependencies are called ${key}: give one of them an alias. ${AGAIN}`,
        `more than one dependency with name or alias "${key}"`,
      );
    }
    seen.add(key);
  }
}

function invalid(message: string, details: string): ChartError {
  return new ChartError('invalid-metadata', message, { details });
}
