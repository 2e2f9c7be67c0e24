/** A registry's login state in words; the dot beside it says the same by its shape. */
import { assertNever } from '../../shared/assert-never';
import type { Registry } from '../../shared/registry';

export function loginStateWords({ state, username }: Pick<Registry, 'state' | 'username'>): string {
  switch (state) {
    case 'logged-in':
      return username === undefined ? 'Logged in' : `Logged in as ${username}`;
    case 'anonymous':
      return 'Anonymous';
    case 'logged-out':
      return 'Logged out';
    case 'unreachable':
      return 'Unreachable';
    case 'unknown':
      return 'Checking…';
    default:
      return assertNever(state);
  }
}
