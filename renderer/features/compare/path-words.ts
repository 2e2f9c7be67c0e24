/** Paths of values and sets of versions as they are written for people. Pure. */
import type { CrdVersion } from '../../../shared/comparison';

/** `web.ports.http`, with a key that has a dot in quotes. */
export function pathText(path: readonly string[]): string {
  if (path.length === 0) return 'the whole';
  return path.map((key) => (/[.\s"]/.test(key) || key === '' ? JSON.stringify(key) : key)).join('.');
}

/** `v1 (stored), v1alpha1 (not served)`. */
export function versionsText(versions: readonly CrdVersion[] | null): string {
  if (versions === null) return '';
  return versions
    .map(({ name, isServed, isStorage, isDeprecated }) => {
      const notes = [
        isStorage && versions.length > 1 ? 'stored' : '',
        isServed ? '' : 'not served',
        isDeprecated ? 'deprecated' : '',
      ].filter((note) => note !== '');
      return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
    })
    .join(', ');
}

/** Versions of a CRD that were served and are no more. */
export function endedVersions(from: readonly CrdVersion[] | null, to: readonly CrdVersion[] | null): readonly string[] {
  if (from === null || to === null) return [];
  const served = new Set(to.filter(({ isServed }) => isServed).map(({ name }) => name));
  return from.filter(({ name, isServed }) => isServed && !served.has(name)).map(({ name }) => name);
}
