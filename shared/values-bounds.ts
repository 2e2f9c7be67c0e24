/** How long values may be. Without zod, so that the window can load it. */

/** In characters: helm reads no larger file. */
export const MAX_VALUES_LENGTH = 5 * 1024 * 1024;
