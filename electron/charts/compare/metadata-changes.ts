/** What became of Chart.yaml: its fields, and the charts that a chart depends on. Pure. */
import type { ComparedDependency, DependencyChange, MetadataChange } from '../../../shared/comparison';
import type { RawMetadata } from '../chart-yaml';
import { cutText } from './change-list';

/** The version of each chart that lies in the archive, by its name. */
export type ChartsWithin = ReadonlyMap<string, string>;

export function metadataChanges(from: RawMetadata, to: RawMetadata): readonly MetadataChange[] {
  const [before, after] = [fieldsOf(from), fieldsOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const [left, right] = [before.get(field) ?? '', after.get(field) ?? ''];
    if (left === right) return [];
    const change = left === '' ? 'added' : right === '' ? 'removed' : 'changed';
    return [{ change, field: cutText(field), from: textOf(left), to: textOf(right) } as const];
  });
}

function textOf(text: string): string | null {
  return text === '' ? null : cutText(text);
}

/** Without dependencies, which are told by themselves. */
function fieldsOf(metadata: RawMetadata): ReadonlyMap<string, string> {
  const { annotations, maintainers, sources, keywords } = metadata;
  const { name, version, appVersion, apiVersion, type, kubeVersion, description, home, icon } = metadata;
  return new Map([
    ...Object.entries({ name, version, appVersion, kubeVersion, type, apiVersion, description, home, icon }),
    ['deprecated', metadata.deprecated ? 'true' : ''],
    ['sources', sources.join('\n')],
    ['keywords', keywords.join(', ')],
    ['maintainers', maintainers.map((each) => (each === null ? '' : maintainerText(each))).join('\n')],
    ...[...annotations].map(([key, value]) => [`annotations.${key}`, value] as const),
  ]);
}

function maintainerText({ name, email, url }: { readonly name: string; readonly email: string; readonly url: string }) {
  return [name, email === '' ? '' : `<${email}>`, url === '' ? '' : `(${url})`].filter((part) => part !== '').join(' ');
}

/** Those that lie in the archive without being named are told, too: helm loads them. */
export function dependencyChanges(
  from: { readonly metadata: RawMetadata; readonly within: ChartsWithin },
  to: { readonly metadata: RawMetadata; readonly within: ChartsWithin },
): readonly DependencyChange[] {
  const [before, after] = [dependenciesOf(from), dependenciesOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => {
    const [left, right] = [before.get(key), after.get(key)];
    const isSame = JSON.stringify(left?.dependency) === JSON.stringify(right?.dependency);
    return {
      change: left === undefined ? 'added' : right === undefined ? 'removed' : isSame ? 'same' : 'changed',
      name: (right ?? left)?.name ?? '',
      alias: (right ?? left)?.alias ?? '',
      from: left?.dependency ?? null,
      to: right?.dependency ?? null,
    };
  });
}

interface Dependency {
  readonly name: string;
  readonly alias: string;
  readonly dependency: ComparedDependency;
}

function dependenciesOf({
  metadata,
  within,
}: {
  readonly metadata: RawMetadata;
  readonly within: ChartsWithin;
}): ReadonlyMap<string, Dependency> {
  const found = new Map<string, Dependency>();
  for (const each of metadata.dependencies) {
    if (each === null) continue;
    const { name, alias, version, repository, condition } = each;
    const inside = within.get(name) ?? null;
    const texts = { version: cutText(version), repository: cutText(repository), condition: cutText(condition) };
    const dependency = { ...texts, inside: inside === null ? null : cutText(inside) };
    found.set(JSON.stringify([name, alias]), { name: cutText(name), alias: cutText(alias), dependency });
  }
  const named = new Set(metadata.dependencies.map((each) => each?.name));
  for (const [name, version] of within) {
    if (named.has(name)) continue;
    const dependency = { version: '', repository: '', condition: '', inside: cutText(version) };
    found.set(JSON.stringify([name, '']), { name: cutText(name), alias: '', dependency });
  }
  return found;
}
