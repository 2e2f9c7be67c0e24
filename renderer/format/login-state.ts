/** A registry's login state in words; the dot beside it says the same by its shape. */
import { assertNever } from '../../shared/assert-never';
import type { Registry } from '../../shared/registry';

/** The local registry is unreachable when it doesn't run. */
export function loginStateWords({
  state,
  username,
  isLocal,
}: Pick<Registry, 'state' | 'username' | 'isLocal'>): string {
  switch (state) {
    case 'logged-in':
      return username === undefined ? 'Logged in' : `Logged in as ${username}`;
    case 'anonymous':
      return 'Anonymous';
    case 'logged-out':
      return 'Logged out';
    case 'unreachable':
      return isLocal ? 'Stopped' : 'Unreachable';
    case 'unknown':
      return 'Checking…';
    default:
      return assertNever(state);
  }
}
