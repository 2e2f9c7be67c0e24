/** What is said of each engine. */
import type { EngineKind, FoundEngine } from '../../../shared/local-registry';

export const ENGINE_NAMES: Readonly<Record<EngineKind, string>> = {
  'built-in': 'Built in',
  docker: 'Docker',
  podman: 'Podman',
  program: 'Registry program',
};

/** In the order in which they are offered. */
export const ENGINE_KINDS = ['built-in', 'docker', 'podman', 'program'] as const satisfies readonly EngineKind[];

/** What becomes of it when the app ends. */
const AFTERWARDS: Readonly<Record<Exclude<EngineKind, 'built-in'>, string>> = {
  docker: 'Runs on when Chartroom is closed, until it is stopped here.',
  podman: 'Runs on when Chartroom is closed, until it is stopped here.',
  program: 'Ends with Chartroom.',
};

/** What was found of it, or why it can't be used; null while that isn't known. */
export function foundWords(kind: EngineKind, found: FoundEngine | undefined): string | null {
  if (kind === 'built-in') return 'Comes with Chartroom and needs nothing else.';
  if (found === undefined) return null;
  if (found.problem === undefined) return `${found.name ?? 'Found'}. ${AFTERWARDS[kind]}`;
  const { message, why } = found.problem;
  return [found.name === undefined ? '' : `${found.name}.`, message, why ?? ''].filter((part) => part !== '').join(' ');
}
