/** Which file of a chart is its README: in the spellings that Helm takes, in the folder of the chart itself. Pure. */
import type { ArchiveIndex } from '../../../../shared/archive';

const README = /^readme(?:\.md|\.txt)?$/i;

export function isReadmePath(path: string): boolean {
  return README.test(path);
}

/** Null where there is none. */
export function readmePath({ files }: Pick<ArchiveIndex, 'files'>): string | null {
  return files.find(({ path }) => isReadmePath(path))?.path ?? null;
}
