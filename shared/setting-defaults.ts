/** Bounds and first values of the settings; free of zod, for the window. */
import type { Settings } from './settings';

export const ZOOM_FACTOR = { least: 0.5, most: 2, step: 0.1 } as const;
/** px; the sidebar can be dragged between these. */
export const SIDEBAR_WIDTH = { least: 180, most: 360, usual: 240 } as const;
/** The cache holds manifests and chart metadata, each a few KB: this is tens of thousands of versions. */
export const DEFAULT_CACHE_LIMIT_BYTES = 256 * 1024 * 1024;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  fontFamily: 'bundled',
  zoomFactor: 1,
  sidebarWidth: SIDEBAR_WIDTH.usual,
  showPrereleases: true,
  transfersOpen: false,
  cacheLimitBytes: DEFAULT_CACHE_LIMIT_BYTES,
};
