/** What helps a release that is stuck, told by its history. Pure. */
import type { ReleaseRevision, ReleaseStatus } from '../../shared/helm';
import type { RepairAction, RepairPlan } from '../../shared/release-repair';
import { LIVE_FOR_MS } from './limits';

const STUCK: ReadonlySet<ReleaseStatus> = new Set([
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
  'uninstalling',
]);

export interface RepairFacts {
  /** Newest first. */
  readonly history: readonly ReleaseRevision[];
  /** Epoch ms. */
  readonly now: number;
  /** Whether what left it so was Chartroom's, and has ended for certain. */
  readonly endedHere: (revision: ReleaseRevision) => boolean;
}

export function planRepair({ history, now, endedHere }: RepairFacts): RepairPlan {
  const [last, ...before] = history;
  if (last === undefined || !STUCK.has(last.status)) return { state: 'sound' };
  // A clock that runs ahead of ours makes it look like the future: that may be live as well.
  const isYoung = last.updatedAt === null || now - last.updatedAt < LIVE_FOR_MS;
  return {
    state: 'stuck',
    revision: last.revision,
    status: last.status,
    since: last.updatedAt,
    mayBeLive: isYoung && !endedHere(last),
    action: actionFor(last, before),
  };
}

function actionFor(last: ReleaseRevision, before: readonly ReleaseRevision[]): RepairAction {
  const sound =
    before.find(({ status }) => status === 'deployed') ?? before.find(({ status }) => status === 'superseded');
  if (last.status === 'uninstalling' || sound === undefined) return { kind: 'uninstall' };
  return { kind: 'rollback', revision: sound.revision };
}
