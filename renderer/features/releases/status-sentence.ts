/** What a release's status means for whoever looks at it: a sentence, and what can be done. No DOM here. */
import { assertNever } from '../../../shared/assert-never';
import type { Release } from '../../../shared/helm';
import { formatAgo, formatMoment } from '../../format/time';

export interface StatusSentence {
  readonly title: string;
  readonly text: string;
}

type Told = Pick<Release, 'name' | 'namespace' | 'revision' | 'status' | 'chart' | 'updatedAt'>;

export function statusSentence(release: Told, nowMs: number): StatusSentence {
  const { name, revision, status, chart, namespace, updatedAt } = release;
  const since = updatedAt === null ? '' : ` since ${formatMoment(updatedAt)}`;
  const ago = updatedAt === null ? '' : ` ${formatAgo(updatedAt, nowMs)}`;
  const what = `${chart.name}${chart.version === '' ? '' : ` ${chart.version}`}`;
  const wait = 'Nothing else can change this release until that is over.';
  switch (status) {
    case 'deployed':
      return {
        title: `${name} is deployed`,
        text: `Revision ${revision} of it, from ${what}, was deployed into ${namespace}${ago}.`,
      };
    case 'failed':
      return {
        title: `${name} failed at revision ${revision}`,
        text: `What was applied until then stays.${revision > 1 ? ' What it was before stands in its history.' : ''}`,
      };
    case 'pending-install':
      return {
        title: `${name} has been pending${since}`,
        text: `Helm is installing it, or was stopped while it did. ${wait}`,
      };
    case 'pending-upgrade':
      return {
        title: `${name} has been pending${since}`,
        text: `Helm is upgrading it to revision ${revision}, or was stopped while it did. ${wait}`,
      };
    case 'pending-rollback':
      return {
        title: `${name} has been pending${since}`,
        text: `Helm is rolling it back, or was stopped while it did. ${wait}`,
      };
    case 'uninstalling':
      return {
        title: `${name} is being uninstalled`,
        text: `Helm is removing it, or was stopped while it did. ${wait}`,
      };
    case 'uninstalled':
      return {
        title: `${name} is uninstalled`,
        text: 'Its history was kept, and with it its name is taken.',
      };
    case 'superseded':
      return {
        title: `${name} is at no revision that counts`,
        text: `Revision ${revision} was replaced, and what replaced it is gone.`,
      };
    case 'unknown':
      return { title: `Helm doesn't know what ${name} is`, text: `Revision ${revision}, from ${what}${ago}.` };
    default:
      return assertNever(status);
  }
}
