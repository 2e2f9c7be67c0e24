/** Why the local registry doesn't run, with the buttons that help: each does all that is needed, up to the start. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { MethodInput } from '../../shared/ipc/contract';
import { assertNever } from '../../shared/assert-never';
import { formatSize } from '../../shared/format-size';
import { appErrorOf, call } from '../ipc';
import { localRegistryUsageQuery } from '../local-registry';
import { waysOut, withFreeSpace, type CrashedState, type FailedState, type WayOut } from '../local-registry-way-out';
import { Button } from './button';
import { ErrorPanel } from './error-panel';

export interface LocalRegistryProblemProps {
  readonly state: FailedState | CrashedState;
  /** Starts it, once what stood in the way has been changed. */
  readonly onStart: () => void;
}

export function LocalRegistryProblem({ state, onStart }: LocalRegistryProblemProps) {
  const { data: usage } = useQuery(localRegistryUsageQuery);
  const change = useMutation({
    mutationFn: (work: () => Promise<boolean>) => work(),
    onSuccess: (isDone) => isDone && onStart(),
  });
  const free = typeof usage?.freeBytes === 'number' ? formatSize(usage.freeBytes) : null;
  return (
    <ErrorPanel
      error={change.error === null ? withFreeSpace(state, free) : appErrorOf(change.error)}
      actions={waysOut(state).map((way, index) => (
        <Button
          key={way.kind}
          variant={index === 0 ? 'primary' : 'secondary'}
          disabled={change.isPending}
          onClick={() => change.mutate(() => take(way))}
        >
          {wordsOf(way)}
        </Button>
      ))}
    />
  );
}

/** Resolves to whether it should be started now. Throws `CallError`. */
async function take(way: WayOut): Promise<boolean> {
  switch (way.kind) {
    case 'use-port':
      return await configure({ port: way.port });
    case 'use-built-in':
      return await configure({ engine: 'built-in' });
    case 'change-folder':
      return (await call('localRegistry.chooseFolder', null)) !== null;
    case 'open-folder':
      await call('localRegistry.openFolder', null);
      return false;
    case 'open-logs':
      await call('app.openLogs', null);
      return false;
    case 'restart':
    case 'try-again':
      return true;
    default:
      return assertNever(way);
  }
}

async function configure(change: MethodInput<'localRegistry.configure'>): Promise<true> {
  await call('localRegistry.configure', change);
  return true;
}

function wordsOf(way: WayOut): string {
  switch (way.kind) {
    case 'use-port':
      return `Use ${way.port}`;
    case 'use-built-in':
      return 'Use the built-in registry';
    case 'change-folder':
      return 'Change folder…';
    case 'open-folder':
      return 'Open folder';
    case 'open-logs':
      return 'Open logs';
    case 'restart':
      return 'Restart';
    case 'try-again':
      return 'Try again';
    default:
      return assertNever(way);
  }
}
