/** Why a file of a chart folder does not go into its package, and what is different of one that does, in words. Pure. */
import { assertNever } from '../../../shared/assert-never';
import type { LeftOutReason, PackagedSummary, PackedFile } from '../../../shared/packaged-folder';
import { formatSize } from '../../../shared/format-size';
import { countOf } from '../../format/size';

export interface ReasonWords {
  readonly text: string;
  /** The line of .helmignore, set as code. */
  readonly pattern?: string;
}

export function reasonWords(reason: LeftOutReason): ReasonWords {
  if (typeof reason === 'object') {
    return reason.line === null
      ? { text: 'Helm leaves out hidden files among the templates' }
      : { text: `line ${reason.line} of .helmignore:`, pattern: reason.pattern };
  }
  switch (reason) {
    case 'requirements-in-v2':
      return { text: 'what it names goes into Chart.yaml' };
    case 'old-lock-in-v2':
      return { text: 'goes in as Chart.lock' };
    case 'lock-in-v1':
      return { text: 'a chart of apiVersion v1 has requirements.lock in its place' };
    case 'hidden-in-charts':
      return { text: 'Helm leaves out what begins with _ or . in charts/' };
    default:
      return assertNever(reason);
  }
}

/** Null where it goes in as it is. */
export function changeWords({ path, origin }: PackedFile): string | null {
  if (origin === null) return 'written anew, without comments';
  return origin === path ? null : `from ${origin}`;
}

/** Behind “Packaged from the folder NAME”. */
export function summaryWords({ fileCount, contentBytes, leftOutCount }: PackagedSummary): string {
  const leftOut = leftOutCount === 0 ? 'nothing left out' : countOf(leftOutCount, 'left out', 'left out');
  return `${countOf(fileCount, 'file')}, ${formatSize(contentBytes)}, ${leftOut}`;
}
