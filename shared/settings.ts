/** What the user can choose, kept as JSON in the user data folder. Never a secret. */
import * as z from 'zod';
import { SIDEBAR_WIDTH, ZOOM_FACTOR } from './setting-defaults';

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  fontFamily: z.enum(['bundled', 'system']),
  zoomFactor: z.number().min(ZOOM_FACTOR.least).max(ZOOM_FACTOR.most),
  sidebarWidth: z.number().int().min(SIDEBAR_WIDTH.least).max(SIDEBAR_WIDTH.most),
  showPrereleases: z.boolean(),
  transfersOpen: z.boolean(),
  cacheLimitBytes: z.number().int().positive(),
});
export type Settings = z.infer<typeof settingsSchema>;
