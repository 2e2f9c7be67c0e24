/** Where the window opens: the saved place if enough of it is on a display that is there, else the middle of the first. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const LEAST_WINDOW_SIZE = { width: 960, height: 600 } as const;
const USUAL_WINDOW_SIZE = { width: 1280, height: 800 } as const;
/** px of the title bar that must be on a display, so that the window can be seen and dragged. */
const LEAST_VISIBLE = { width: 120, height: 40 } as const;

/** `workAreas`: of the displays that are there, the primary one first. */
export function fitBounds(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const isReachable =
    saved !== null && workAreas.some((area) => overlap(area, { ...saved, height: LEAST_VISIBLE.height }));
  const home = workAreas[0];
  if (saved !== null && isReachable) return atLeast(saved);
  if (home === undefined) return { x: 0, y: 0, ...USUAL_WINDOW_SIZE };
  const wanted = saved ?? { x: 0, y: 0, ...USUAL_WINDOW_SIZE };
  const width = Math.max(LEAST_WINDOW_SIZE.width, Math.min(wanted.width, home.width));
  const height = Math.max(LEAST_WINDOW_SIZE.height, Math.min(wanted.height, home.height));
  return {
    x: home.x + Math.max(0, Math.round((home.width - width) / 2)),
    y: home.y + Math.max(0, Math.round((home.height - height) / 2)),
    width,
    height,
  };
}

function atLeast(bounds: Rectangle): Rectangle {
  return {
    ...bounds,
    width: Math.max(LEAST_WINDOW_SIZE.width, bounds.width),
    height: Math.max(LEAST_WINDOW_SIZE.height, bounds.height),
  };
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width >= LEAST_VISIBLE.width && height >= LEAST_VISIBLE.height;
}
