/** Finds repositories by words: each must be in the name, in any order. Fast enough for thousands on every key. */
import type { Repository } from '../../../shared/registry';

export function filterRepositories(repositories: readonly Repository[], filter: string): readonly Repository[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return repositories;
  return repositories.filter(({ name }) => words.every((word) => name.includes(word)));
}
