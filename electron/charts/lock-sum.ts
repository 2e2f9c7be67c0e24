/** The sum in a lock file, as Helm makes it of what Chart.yaml asks for and what was found (internal/resolver, HashReq). */
import { createHash } from 'node:crypto';
import type { ChartLockInfo } from '../../shared/chart-dependencies';
import type { ChartLock } from './chart-yaml';
import { encodeGoJson, type GoJsonValue } from './go-json';
import { dependencyStruct } from './helm-metadata';
import type { HelmDependency } from './helm-types';

/** Whether the lock was made of these dependencies. */
export function lockState(
  dependencies: readonly HelmDependency[],
  lock: ChartLock,
  { isV1 }: { readonly isV1: boolean },
): ChartLockInfo['state'] {
  const asked = dependencies.map(dependencyStruct);
  const locked = lock.dependencies.map((each) => each && dependencyStruct(each));
  if (lock.digest === sumOf([listOrNull(asked), listOrNull(locked)])) return 'matches';
  // Helm 2's form, which Helm still takes for charts of its time.
  if (isV1 && lock.digest === sumOf(new Map([['dependencies', listOrNull(asked)]]))) return 'matches';
  // Helm puts in the address that its user gave to that name.
  return dependencies.some(({ repository }) => /^(?:@|alias:)/.test(repository)) ? 'unknown' : 'differs';
}

/** An empty list is null where Go never made one. */
function listOrNull(list: readonly GoJsonValue[]): GoJsonValue {
  return list.length === 0 ? null : list;
}

function sumOf(value: GoJsonValue): string {
  return `sha256:${createHash('sha256').update(encodeGoJson(value)).digest('hex')}`;
}
