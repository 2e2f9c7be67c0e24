/** Why a start failed, told from what the system or the engine says. */
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { StartFailureCode } from '../../../shared/local-registry';
import { RegistryStartError } from '../registry-process';
import { systemFailureCode } from '../system-failure';
import { lastWords } from './engine-words';

/**
 * In the order in which they are tried. The words are those of Docker Engine, Docker Desktop, Podman, of the system in English, and
 * on Windows also its "forbidden" for a port that it keeps for itself.
 */
const SIGNS: readonly (readonly [RegExp, StartFailureCode])[] = [
  [/privileged port|(?:listen|bind|expos).*: permission denied/i, 'port-forbidden'],
  [
    /port is already allocated|address already in use|ports are not available|only one usage of each socket address/i,
    'port-in-use',
  ],
  [/no space left on device|disk quota exceeded|not enough space/i, 'disk-full'],
  [
    /mounts denied|not shared from the host|(?:statfs|lstat|mkdir|stat|open) \S+: permission denied/i,
    'folder-forbidden',
  ],
];

/** `engine-failed` where the words are none that are known. */
export function failureCodeOf(words: string): StartFailureCode {
  return SIGNS.find(([sign]) => sign.test(words))?.[1] ?? 'engine-failed';
}

/** `title`: what failed, as the user knows it. `output`: all that it wrote. */
export function startFailure(title: string, output: string): RegistryStartError {
  const words = lastWords(output);
  const message = `${title} could not start the registry${words === '' ? ', and does not say why.' : `: ${words}`}`;
  return new RegistryStartError(failureCodeOf(output), message);
}

/** Makes the folder where it is missing. Throws RegistryStartError. */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RegistryStartError(systemFailureCode(error), 'The folder for the charts could not be made.');
  }
}

/**
 * Throws RegistryStartError where nobody could listen on the port now. It is asked before an engine is: another registry on that port
 * would answer in place of ours, and the system says it more clearly.
 */
export async function ensurePortFree(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw new RegistryStartError(systemFailureCode(error), `Port ${port} can't be used: ${textOf(error)}`);
  }
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
