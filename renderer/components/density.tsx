/** How close rows stand. The sizes in CSS follow `data-density` on the root (tokens.css); lists need the number, too. */
import { createContext, use } from 'react';
import type { Settings } from '../../shared/settings';

const DensityContext = createContext<Settings['density']>('comfortable');
export const DensityProvider = DensityContext.Provider;

/** px; the same as `--row-height`. */
const ROW_HEIGHTS = { comfortable: 32, compact: 28 } as const satisfies Record<Settings['density'], number>;

export function useRowHeight(): number {
  return ROW_HEIGHTS[use(DensityContext)];
}
