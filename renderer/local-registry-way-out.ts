/** What helps against a local registry that did not start. Pure: the buttons are in components/local-registry-problem.tsx. */
import { assertNever } from '../shared/assert-never';
import type { AppError } from '../shared/errors';
import { DEFAULT_LOCAL_REGISTRY } from '../shared/local-registry-defaults';
import type { LocalRegistryState } from '../shared/local-registry';

export type FailedState = Extract<LocalRegistryState, { readonly name: 'failed' }>;
export type CrashedState = Extract<LocalRegistryState, { readonly name: 'crashed' }>;

export type WayOut =
  | { readonly kind: 'use-port'; readonly port: number }
  | { readonly kind: 'use-built-in' }
  | { readonly kind: 'change-folder' }
  | { readonly kind: 'open-folder' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'try-again' }
  | { readonly kind: 'open-logs' };

/** The most helpful first. */
export function waysOut(state: FailedState | CrashedState): readonly WayOut[] {
  if (state.name === 'crashed') return [{ kind: 'restart' }, { kind: 'open-logs' }];
  const { code, freePort } = state;
  switch (code) {
    case 'port-in-use':
      return [
        ...(freePort === undefined ? [] : [{ kind: 'use-port', port: freePort } as const]),
        { kind: 'try-again' },
      ];
    case 'port-forbidden':
      return [{ kind: 'use-port', port: DEFAULT_LOCAL_REGISTRY.port }, { kind: 'try-again' }];
    case 'folder-in-use':
    case 'folder-forbidden':
    case 'folder-unusable':
      return [{ kind: 'change-folder' }, { kind: 'try-again' }];
    case 'disk-full':
      return [{ kind: 'try-again' }, { kind: 'open-folder' }, { kind: 'change-folder' }];
    case 'engine-missing':
    case 'engine-failed':
      return [{ kind: 'use-built-in' }, { kind: 'try-again' }];
    case 'internal':
      return [{ kind: 'try-again' }, { kind: 'open-logs' }];
    default:
      return assertNever(code);
  }
}

/** Adds how much room there is, where that matters. `free`: in words; null where it isn't known. */
export function withFreeSpace(state: FailedState | CrashedState, free: string | null): AppError {
  const { error } = state;
  if (state.name !== 'failed' || state.code !== 'disk-full' || free === null) return error;
  const hint = `${free} are free on it now.`;
  return { ...error, why: error.why === undefined ? hint : `${error.why} ${hint}` };
}
