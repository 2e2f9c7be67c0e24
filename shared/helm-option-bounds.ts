/** Bounds of helm's options, without zod, so that the window can load them. */

/** An hour is more than any chart should need; helm's own is five minutes. */
export const TIMEOUT_BOUNDS = { leastMs: 1_000, mostMs: 24 * 60 * 60 * 1_000, defaultMs: 5 * 60 * 1_000 } as const;
