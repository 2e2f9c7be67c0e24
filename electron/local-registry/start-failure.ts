/** From a start that failed to the state that the window shows: with words, and with a port that is free. */
import type { AppError } from '../../shared/errors';
import type { LocalRegistryState } from '../../shared/local-registry';
import { nextFreePort } from './free-port';
import { RegistryStartError } from './registry-process';

export interface StartFailure {
  readonly error: RegistryStartError;
  readonly port: number;
  /** As it may be shown. */
  readonly folder: string;
  readonly freePort: number | undefined;
}

export type StartFailureWords = (failure: StartFailure) => AppError;

/** `port` and `folder` are those that were tried. */
export async function failedState(
  cause: unknown,
  { port, folder }: Pick<StartFailure, 'port' | 'folder'>,
  words: StartFailureWords,
): Promise<LocalRegistryState> {
  const error =
    cause instanceof RegistryStartError
      ? cause
      : new RegistryStartError('internal', cause instanceof Error ? cause.message : String(cause));
  const freePort = error.code === 'port-in-use' ? await nextFreePort(port) : undefined;
  return {
    name: 'failed',
    code: error.code,
    error: words({ error, port, folder, freePort }),
    ...(freePort === undefined ? {} : { freePort }),
  };
}
