/** How wide the sidebar is drawn. */
import { SIDEBAR_WIDTH } from '../../shared/setting-defaults';
import type { Settings } from '../../shared/settings';

/** Compact windows are small ones: there the sidebar is narrower until the user drags it. px. */
const COMPACT_WIDTH = 200;

export function sidebarWidth({ density, sidebarWidth: chosen }: Pick<Settings, 'density' | 'sidebarWidth'>): number {
  return density === 'compact' && chosen === SIDEBAR_WIDTH.usual ? COMPACT_WIDTH : chosen;
}
