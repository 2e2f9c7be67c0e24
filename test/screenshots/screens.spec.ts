/** Every screen, light and dark, at the usual and the smallest size, and at zoom 200 %. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { launchApp, removeUserData } from '../e2e/support/launch';
import { makeScreenContent, type ScreenContent, type ScreenData } from '../e2e/support/screen-data';
import { tourScreens } from '../e2e/support/screen-tour';
import { savePicture } from './save-picture';

/** Where the app keeps its data, as a user sees it in the settings. On Linux this home is the test session's own. */
const userData = process.platform === 'linux' ? { userDataFolder: join(homedir(), '.config', 'Chartroom') } : {};

let content: ScreenContent;
let data: ScreenData;
test.beforeAll(async () => {
  content = await makeScreenContent();
});
test.afterAll(() => content.remove());
test.beforeEach(async () => {
  data = await content.open();
});
test.afterEach(() => data.stop());

const SERIES = [
  { theme: 'light', width: 1280, height: 800, zoom: 1 },
  { theme: 'dark', width: 1280, height: 800, zoom: 1 },
  { theme: 'light', width: 960, height: 600, zoom: 1 },
  { theme: 'dark', width: 960, height: 600, zoom: 1 },
  { theme: 'light', width: 1280, height: 800, zoom: 2 },
] as const;

for (const { theme, width, height, zoom } of SERIES) {
  const suffix = `${theme}-${width}x${height}${zoom === 1 ? '' : `-zoom${zoom * 100}`}`;
  test(suffix, async () => {
    if (userData.userDataFolder !== undefined) await mkdir(userData.userDataFolder, { recursive: true });
    const launched = await launchApp({ ...userData, settings: { theme, zoomFactor: zoom } });
    const { app, page, userDataFolder } = launched;
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
      width,
      height,
    ] as [number, number]);
    await tourScreens(page, data, (name) => savePicture(app, `${name}-${suffix}`));
    await launched.close();
    await removeUserData(userDataFolder);
  });
}
