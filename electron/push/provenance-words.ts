/** Why a `.prov` should not be pushed with the archive it stands beside, in words for the user. */
import { assertNever } from '../../shared/assert-never';
import type { PreparedProvenance } from './prepared-charts';

/** Null where the `.prov` matches its archive. Helm pushes it either way; nobody could verify such a chart. */
export function provenanceProblem({ file, check }: PreparedProvenance): string | null {
  switch (check.outcome) {
    case 'matches':
      return null;
    case 'mismatch':
      return `${file.fileName} doesn't match this archive.`;
    case 'other-file':
      return `${file.fileName} holds no sum for this archive: it was made for another file.`;
    case 'unreadable':
      return `${file.fileName} isn't a signed provenance file.`;
    default:
      return assertNever(check);
  }
}
