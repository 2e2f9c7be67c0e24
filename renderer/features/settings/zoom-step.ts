/** The next zoom factor. Pure. */
import { ZOOM_FACTOR } from '../../../shared/setting-defaults';

/** One step larger (1) or smaller (-1), on whole steps and within the bounds. */
export function zoomStep(factor: number, direction: 1 | -1): number {
  // Steps of 0.1 would drift: count in whole steps.
  const steps = Math.round(factor / ZOOM_FACTOR.step) + direction;
  const next = Math.round(steps * ZOOM_FACTOR.step * 100) / 100;
  return Math.min(Math.max(next, ZOOM_FACTOR.least), ZOOM_FACTOR.most);
}
