/** Which CRDs a chart brings that it didn't, and the other way round. Pure. */
import type { CrdChange } from '../../../shared/comparison';
import type { CrdDocument } from './crd-documents';

export interface FoundCrd extends CrdDocument {
  /** Of its file. */
  readonly path: string;
  readonly isTemplate: boolean;
}

export function crdChanges(from: readonly FoundCrd[], to: readonly FoundCrd[]): readonly CrdChange[] {
  const before = byName(from);
  const changes = [...byName(to)].map(([key, crd]) => {
    const other = before.get(key);
    before.delete(key);
    return changeOf(other, crd);
  });
  return [...[...before.values()].map((crd) => changeOf(crd, undefined)), ...changes];
}

/** The same CRD may stand in several files of one chart, as a small and a full form. */
function byName(crds: readonly FoundCrd[]): Map<string, FoundCrd> {
  const known = new Map<string, FoundCrd>();
  for (const crd of crds) {
    const name = crd.name === '' ? `file ${crd.path}` : crd.name;
    let key = name;
    for (let copy = 2; known.has(key) && copy < 10; copy += 1) key = `${name} ${copy}`;
    if (!known.has(key)) known.set(key, crd);
  }
  return known;
}

function changeOf(from: FoundCrd | undefined, to: FoundCrd | undefined): CrdChange {
  const change =
    from === undefined ? 'added' : to === undefined ? 'removed' : from.text === to.text ? 'same' : 'changed';
  const place = (crd: FoundCrd | undefined) => (crd === undefined ? null : { path: crd.path, line: crd.line });
  return {
    change,
    name: (to ?? from)?.name ?? '',
    fromVersions: from?.versions ?? null,
    toVersions: to?.versions ?? null,
    isTemplate: (to ?? from)?.isTemplate === true,
    fromPlace: place(from),
    toPlace: place(to),
  };
}
