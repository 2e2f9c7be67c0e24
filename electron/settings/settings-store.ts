/** The user's choices, in `settings.json`. Never a secret. */
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../shared/setting-defaults';
import { settingsSchema, type Settings } from '../../shared/settings';
import { openJsonStore, type JsonStore } from './json-store';

export type SettingsStore = JsonStore<Settings>;

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openSettingsStore(folder: string): Promise<SettingsStore> {
  return openJsonStore({ path: join(folder, 'settings.json'), schema: settingsSchema, defaults: DEFAULT_SETTINGS });
}
