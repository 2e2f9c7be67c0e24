/** The next zoom factor for a menu command or a button, within the bounds of the settings. */
import { DEFAULT_SETTINGS, ZOOM_FACTOR } from './setting-defaults';

export function changeZoom(factor: number, change: 'in' | 'out' | 'reset'): number {
  if (change === 'reset') return DEFAULT_SETTINGS.zoomFactor;
  const next = factor + (change === 'in' ? ZOOM_FACTOR.step : -ZOOM_FACTOR.step);
  // One decimal: steps of 0.1 otherwise drift.
  return Math.min(ZOOM_FACTOR.most, Math.max(ZOOM_FACTOR.least, Math.round(next * 10) / 10));
}
