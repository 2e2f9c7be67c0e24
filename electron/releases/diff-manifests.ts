/**
 * Compares two manifests resource by resource. Whether a Secret changed is told by what it really holds; what is given of it is
 * without that. Changes nothing, reads nothing.
 */
import { diffArrays } from 'diff';
import type { DiffLine, ResourceDiff } from '../../shared/manifest-diff';
import { documentPlaces } from '../helm/manifest/documents';
import { hideInDocument } from '../helm/manifest/hide-secrets';
import { readResourceHeader } from '../helm/manifest/resource-header';
import type { ManifestPair } from './kept-previews';
import { DIFF_TIMEOUT_MS } from './limits';

/** Labels that name the chart's version, and sums of other resources. */
const NOISE = /^\s*["']?(?:helm\.sh\/chart|app\.kubernetes\.io\/version|checksum\/[\w.-]+)["']?:/;

interface Part {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly hookEvents: readonly string[];
  /** With Secrets in clear. */
  readonly real: string;
  readonly shown: string;
}

/** `from` and `to`: streams with Secrets in clear. In the order of `to`, what was removed behind it. */
export async function diffManifests(
  from: string,
  to: string,
  { namespace }: { readonly namespace: string },
): Promise<readonly ResourceDiff[]> {
  const before = await partsOf(from, namespace);
  const after = await partsOf(to, namespace);
  const diffs = [...after].map(([key, part]) => compare(before.get(key), part));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, part]) => compare(part, undefined));
  return [...diffs, ...gone];
}

/** Hooks are compared by themselves: an object may be both. */
export async function diffManifestPairs(
  from: ManifestPair,
  to: ManifestPair,
  place: { readonly namespace: string },
): Promise<readonly ResourceDiff[]> {
  return [
    ...(await diffManifests(from.manifest, to.manifest, place)),
    ...(await diffManifests(from.hooks, to.hooks, place)),
  ];
}

/** By line; the words of two texts that have little in common are not looked through for ever. */
export function diffLines(from: string, to: string): readonly DiffLine[] {
  const [before, after] = [linesOf(from), linesOf(to)];
  const changes = diffArrays(before, after, { timeout: DIFF_TIMEOUT_MS }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => ({ sign: added ? '+' : removed ? '-' : ' ', text, isNoise: NOISE.test(text) })),
  );
}

/** By group, kind, namespace and name: a newer version of an API is the same resource. */
async function partsOf(stream: string, ownNamespace: string): Promise<ReadonlyMap<string, Part>> {
  const parts = new Map<string, Part>();
  for (const { start, end } of documentPlaces(stream)) {
    // The last one ends as no other does: with the line breaks that helm puts behind all.
    const real = `${stream.slice(start, end).trimEnd()}\n`;
    const header = readResourceHeader(real);
    const { apiVersion = '', kind = '', name = '', namespace = null, hookEvents = [] } = header ?? {};
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const key = JSON.stringify([group, kind, namespace ?? ownNamespace, name]);
    let unique = key;
    for (let copy = 2; parts.has(unique); copy += 1) unique = `${key} ${copy}`;
    const shown = await hideInDocument(real, header);
    parts.set(unique, { apiVersion, kind, namespace, name, hookEvents, real, shown });
  }
  return parts;
}

function compare(before: Part | undefined, after: Part | undefined): ResourceDiff {
  const part = after ?? before;
  if (part === undefined) throw new Error('one of the two has to be there');
  const { apiVersion, kind, namespace, name, hookEvents } = part;
  const isChanged = before?.real !== after?.real;
  const lines = isChanged ? diffLines(before?.shown ?? '', after?.shown ?? '') : [];
  return {
    apiVersion,
    kind,
    namespace,
    name,
    hookEvents: [...hookEvents],
    change: before === undefined ? 'added' : after === undefined ? 'removed' : isChanged ? 'changed' : 'unchanged',
    hidesChange: before !== undefined && after !== undefined && hidesChange(before, after),
    added: lines.filter(({ sign }) => sign === '+').length,
    removed: lines.filter(({ sign }) => sign === '-').length,
    lines: [...lines],
  };
}

function hidesChange(before: Part, after: Part): boolean {
  const hidesSomething = before.real !== before.shown || after.real !== after.shown;
  return hidesSomething && before.real !== after.real;
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
