/** Which files are other ones, by their sums. Pure. */
import type { FileChange } from '../../../shared/comparison';
import type { UnpackedFile } from '../unpacked-archive';

/** The version in the name of a packaged chart within: `charts/redis-18.0.1.tgz` and `charts/redis-19.0.0.tgz` are the same chart. */
const PACKAGED = /(^|\/)(charts\/[^/]+?)-v?\d+\.\d+[^/]*\.tgz(?=\/|$)/g;

/** A file that is the same but for its path was renamed. */
export function fileChanges(from: readonly UnpackedFile[], to: readonly UnpackedFile[]): readonly FileChange[] {
  const before = new Map(from.map((file) => [keyOf(file.path), file]));
  const changes: FileChange[] = [];
  const added: UnpackedFile[] = [];
  for (const file of to) {
    const other = before.get(keyOf(file.path));
    before.delete(keyOf(file.path));
    if (other === undefined) added.push(file);
    else
      changes.push(
        changeOf(other.sha256 === file.sha256 && other.isLink === file.isLink ? 'same' : 'changed', other, file),
      );
  }
  const gone = new Map<string, UnpackedFile[]>();
  for (const file of before.values()) gone.set(file.sha256, [...(gone.get(file.sha256) ?? []), file]);
  for (const file of added) {
    // Empty files are all alike.
    const other = file.sizeBytes === 0 ? undefined : gone.get(file.sha256)?.shift();
    changes.push(changeOf(other === undefined ? 'added' : 'renamed', other, file));
  }
  const removed = [...gone.values()].flat().map((file) => changeOf('removed', file, undefined));
  return [...removed, ...changes];
}

function changeOf(
  change: FileChange['change'],
  from: UnpackedFile | undefined,
  to: UnpackedFile | undefined,
): FileChange {
  return { change, from: shown(from), to: shown(to) };
}

function shown(file: UnpackedFile | undefined): FileChange['from'] {
  return file === undefined ? null : { path: file.path, sizeBytes: file.sizeBytes };
}

export function keyOf(path: string): string {
  return path.replaceAll(PACKAGED, '$1$2.tgz');
}
