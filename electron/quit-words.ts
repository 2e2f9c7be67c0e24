/** What is asked before the app quits while something runs. Pure. */
import type { Operation, OperationKind } from '../shared/operation';

const DOING: Readonly<Record<OperationKind, string>> = {
  install: 'Installing',
  upgrade: 'Upgrading',
  rollback: 'Rolling back',
  uninstall: 'Uninstalling',
  repair: 'Repairing',
};

export interface QuitWords {
  readonly message: string;
  readonly detail: string;
}

/** Of transfers, how many; of operations those that run. One of the two at least. */
export function quitWords(transferCount: number, operations: readonly Operation[]): QuitWords {
  const transfers = {
    message: transferCount === 1 ? 'A transfer is still running' : `${transferCount} transfers are still running`,
    detail: 'If you quit now they stop. They come back as Failed with Retry when you start Chartroom again.',
  };
  const [first] = operations;
  if (first === undefined) return transfers;
  const { context, namespace, name } = first.place;
  return {
    message:
      operations.length === 1
        ? `${DOING[first.kind]} ${name} in ${context} / ${namespace} is still running`
        : `${operations.length} changes of releases are still running`,
    detail: [
      'If you quit now Helm is asked to stop. What it has applied stays, and a release may need to be repaired.',
      ...(transferCount === 0 ? [] : [`${transfers.message}. ${transfers.detail}`]),
    ].join('\n\n'),
  };
}
