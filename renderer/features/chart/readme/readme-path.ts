/** Which file of a chart is its README: in the spellings that Helm takes. Pure. */
import type { ArchiveIndex } from '../../../../shared/archive';

const README = /^readme(?:\.md|\.txt)?$/i;

export function readmePath({ files }: Pick<ArchiveIndex, 'files'>): string | null {
  return files.find(({ path }) => README.test(path))?.path ?? null;
}
