/**
 * Where the window was, in `window-state.json`: apart from the settings, because it is written at every move and losing
 * it costs nothing. Whether that place is still on a display is asked when the window opens (electron/window-bounds.ts).
 */
import { join } from 'node:path';
import * as z from 'zod';
import { openJsonStore, type JsonStore } from './json-store';

/** px on the desktop; a display left of the first one has negative ones. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

const windowStateSchema = z.object({
  /** Of the window when it isn't maximised; null before the first time it closed. */
  bounds: rectangleSchema.nullable(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;
export type WindowStateStore = JsonStore<WindowState>;

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openWindowState(folder: string): Promise<WindowStateStore> {
  return openJsonStore({
    path: join(folder, 'window-state.json'),
    schema: windowStateSchema,
    defaults: { bounds: null, maximized: false },
  });
}
