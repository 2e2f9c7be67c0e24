/** What the cluster says of a target, in words. Pure. */
import type { NamespaceCheck, TakenName } from '../../../shared/release';
import { isUnderChange, releaseStatusWords } from '../../format/release-status';

export function takenWords({ status, revision, chart }: TakenName, namespace: string): string {
  const what = `A release of this name is in ${namespace}: ${chart.name} ${chart.version}, ${releaseStatusWords(status).toLowerCase()} at revision ${revision}.`;
  if (status === 'uninstalled') return `${what} Its history was kept, and with it its name. Choose another name.`;
  if (isUnderChange(status)) return `${what} Choose another name, or open it to see what it waits for.`;
  return `${what} Choose another name, or upgrade that one.`;
}

export interface NamespaceWords {
  readonly tone: 'warning' | 'info';
  readonly text: string;
}

/** Null where there is nothing to say. `isWanted`: it is to be created. */
export function namespaceCheckWords(
  check: NamespaceCheck,
  namespace: string,
  isWanted: boolean,
): NamespaceWords | null {
  const { isThere, mayCreate, mayInstall } = check;
  if (isThere !== true && isWanted && !mayCreate) {
    return {
      tone: 'warning',
      text: `You may not create namespaces in this cluster. Ask for ${namespace}, or choose one that is there.`,
    };
  }
  if (isThere === false) {
    if (isWanted) return null;
    return mayCreate
      ? { tone: 'warning', text: `There is no namespace ${namespace}. Let it be created, or choose one that is there.` }
      : {
          tone: 'warning',
          text: `There is no namespace ${namespace}, and you may not create one. Choose one that is there.`,
        };
  }
  if (!mayInstall) {
    return {
      tone: 'warning',
      text: `You may not install into ${namespace}: Helm keeps its releases in Secrets, which you may not create there.`,
    };
  }
  return null;
}
