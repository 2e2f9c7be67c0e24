/** Helm's statuses of a release in words, and how much each of them matters. No DOM here. */
import { assertNever } from '../../shared/assert-never';
import type { ReleaseStatus } from '../../shared/helm';

export function releaseStatusWords(status: ReleaseStatus): string {
  const words = status.replace('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type ReleaseTone = 'good' | 'bad' | 'pending' | 'gone' | 'unknown';

export function releaseTone(status: ReleaseStatus): ReleaseTone {
  switch (status) {
    case 'deployed':
      return 'good';
    case 'failed':
      return 'bad';
    case 'pending-install':
    case 'pending-upgrade':
    case 'pending-rollback':
    case 'uninstalling':
      return 'pending';
    case 'uninstalled':
    case 'superseded':
      return 'gone';
    case 'unknown':
      return 'unknown';
    default:
      return assertNever(status);
  }
}

/** Nothing can change such a release until whoever changes it is done, or it is repaired. */
export function isUnderChange(status: ReleaseStatus): boolean {
  return releaseTone(status) === 'pending';
}
