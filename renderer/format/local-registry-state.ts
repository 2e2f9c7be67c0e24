/** The state of the local registry in words, and the shape of the dot beside them. */
import { assertNever } from '../../shared/assert-never';
import type { LocalRegistryState } from '../../shared/local-registry';
import type { LoginState } from '../../shared/registry';

export function localRegistryWords(state: LocalRegistryState): string {
  switch (state.name) {
    case 'stopped':
      return 'Stopped';
    case 'starting':
      return 'Starting…';
    case 'running':
      return `Running on port ${state.address.slice(state.address.lastIndexOf(':') + 1)}`;
    case 'stopping':
      return 'Stopping…';
    case 'failed':
      return "Didn't start";
    case 'crashed':
      return 'Crashed';
    default:
      return assertNever(state);
  }
}

/** It has the dots of the registries around it. */
export const LOCAL_REGISTRY_DOTS: Readonly<Record<LocalRegistryState['name'], LoginState>> = {
  stopped: 'logged-out',
  starting: 'unknown',
  running: 'logged-in',
  stopping: 'unknown',
  failed: 'unreachable',
  crashed: 'unreachable',
};
