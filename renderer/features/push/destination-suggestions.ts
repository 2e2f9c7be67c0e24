/** Destinations worth offering: where the user stands, where they pushed last, and what their registries hold. Pure. */
import type { Registry } from '../../../shared/registry';
import { parentPath } from '../../destination-here';

export interface SuggestionSources {
  /** `host/path` of the place on screen. */
  readonly here: string | null;
  readonly last: string | null;
  readonly registries: readonly Pick<Registry, 'address'>[];
  /** Repositories that were seen, by registry. */
  readonly repositories: ReadonlyMap<string, readonly string[]>;
}

/** Each once: here and last first, then every registry followed by the folders of its repositories. */
export function suggestDestinations({ here, last, registries, repositories }: SuggestionSources): readonly string[] {
  const suggestions = new Set<string>();
  if (here !== null) suggestions.add(here);
  if (last !== null) suggestions.add(last);
  for (const { address } of registries) {
    suggestions.add(address);
    const folders = new Set((repositories.get(address) ?? []).map(parentPath).filter((path) => path !== ''));
    for (const folder of [...folders].sort((a, b) => a.localeCompare(b))) suggestions.add(`${address}/${folder}`);
  }
  return [...suggestions];
}
